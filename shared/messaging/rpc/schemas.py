"""Base schemas of RPC parameters: what every command and every list query takes."""

from __future__ import annotations

from typing import Any

from marshmallow import RAISE, Schema, fields, validate

DEFAULT_LIMIT = 50
MAX_LIMIT = 500


class QuerySchema(Schema):
    """Parameters of a query; a field that is not declared is an error."""

    class Meta:
        unknown = RAISE


class CommandSchema(Schema):
    """Parameters of a command: `idempotency_key` names the attempt, so that a repeated call has one effect."""

    class Meta:
        unknown = RAISE

    idempotency_key = fields.String(required=True, validate=validate.Length(min=1, max=100))


class ChangeSchema(CommandSchema):
    """Parameters of a command on an existing aggregate: the version that the caller saw (whole number from 1)."""

    expected_version = fields.Integer(required=True, strict=True, validate=validate.Range(min=1))


class ListSchema(QuerySchema):
    """Parameters of a list: override `filter` with a nested schema, and `sort` with its choices."""

    filter: fields.Field[Any] = fields.Dict(keys=fields.String(), load_default=dict)
    sort = fields.String(load_default=None, allow_none=True)
    cursor = fields.String(load_default=None, allow_none=True)
    limit = fields.Integer(strict=True, load_default=DEFAULT_LIMIT, validate=validate.Range(min=1, max=MAX_LIMIT))


def sorted_by(*names: str) -> fields.String:
    """The `sort` of a list, with what it may be sorted by; the list's Order refuses others."""
    told = f"{', '.join(names)}; `-` descends"
    return fields.String(load_default=None, allow_none=True, metadata={"description": told})
