"""Parameters of the methods on notices and plans."""

from __future__ import annotations

from marshmallow import fields, validate

from services.declaration.schemas.base import Strict, told
from shared.contracts.base import LEVEL_GROUPS, LEVELS
from shared.messaging import CommandSchema, ListSchema, QuerySchema

PACK_LIMIT = 2_000_000
LEVELS_AND_GROUPS = tuple(dict.fromkeys((*LEVELS, *LEVEL_GROUPS)))


def only_by(order: str) -> fields.String:
    """A list that has one order."""
    return fields.String(load_default=None, allow_none=True, validate=validate.OneOf((order,)))


class PublishNotice(CommandSchema):
    """A notice as data."""

    pack = fields.String(required=True, validate=validate.Length(min=1, max=PACK_LIMIT), **told("YAML"))


class NoFilter(Strict):
    """Nothing: the list is given whole."""


class ListNotices(ListSchema):
    """All of them."""

    sort = only_by("notice_id")
    filter = fields.Nested(NoFilter, load_default=dict)  # type: ignore[assignment]


class PlanFilter(Strict):
    """Which plans."""

    notice_id = fields.String()
    level = fields.String(validate=validate.OneOf(LEVELS_AND_GROUPS), **told("level or level group"))
    series = fields.String()
    open_on = fields.Date(**told("takes filings on that day"))


class ListPlans(ListSchema):
    """By notice, in the notice's order."""

    sort = only_by("notice_id")
    filter = fields.Nested(PlanFilter, load_default=dict)  # type: ignore[assignment]
    limit = fields.Integer(strict=True, load_default=500, validate=validate.Range(min=1, max=500))


class GetAmendment(QuerySchema):
    """A version that amends the one before."""

    notice_id = fields.String(required=True)
    notice_version = fields.Integer(required=True, strict=True, validate=validate.Range(min=1), **told("from 2"))


class RecheckFilter(Strict):
    """Which declarations, by what was found and what became of it."""

    outcome = fields.String(validate=validate.OneOf(("unaffected", "better", "worse")))
    settled = fields.String(validate=validate.OneOf(("followed", "to_answer", "kept", "accepted", "overtaken")))


class ListRechecks(ListSchema):
    """Of one version of a notice."""

    notice_id = fields.String(required=True)
    notice_version = fields.Integer(required=True, strict=True, validate=validate.Range(min=1))
    sort = only_by("declaration_id")
    filter = fields.Nested(RecheckFilter, load_default=dict)  # type: ignore[assignment]
