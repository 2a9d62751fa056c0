"""Fields of what is stored and digested as it came: days stay text, nothing is filled in."""

from __future__ import annotations

from datetime import date
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate

from shared.kernel.clock import iso, parse_instant
from shared.kernel.plain import LARGEST


class Contract(Schema):
    """Base of all payload schemas: readers tolerate fields that they do not know."""

    class Meta:
        unknown = EXCLUDE


class Instant(fields.Field[str]):
    """ISO 8601 with offset; stays text after validation, because events are stored and forwarded as JSON."""

    wire_format = "date-time"

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        try:
            return iso(parse_instant(value))
        except (TypeError, ValueError, OverflowError) as error:
            raise ValidationError("not an ISO 8601 instant with offset") from error


class Day(fields.Field[str]):
    """An ISO calendar day; stays text."""

    wire_format = "date"

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        try:
            return date.fromisoformat(value).isoformat()
        except (TypeError, ValueError) as error:
            raise ValidationError("not an ISO 8601 day") from error


def text(**kwargs: Any) -> fields.String:
    """A required text."""
    return fields.String(required=True, **kwargs)


def maybe_flag() -> fields.Boolean:
    """true, false, null or absent."""
    return fields.Boolean(allow_none=True, load_default=None, truthy={True}, falsy={False})


def optional_flag() -> fields.Boolean:
    """true, false or absent; never null."""
    return fields.Boolean(truthy={True}, falsy={False})


def optional_one_of(*values: str) -> fields.String:
    """A text out of a closed list, or absent; never null."""
    return fields.String(validate=validate.OneOf(values))


def count(most: int) -> fields.Integer:
    """A whole number from 0 to `most`, or absent; never null."""
    return fields.Integer(strict=True, validate=validate.Range(0, most))


def maybe_text() -> fields.String:
    """A text that may be null or absent."""
    return fields.String(allow_none=True, load_default=None)


def number(minimum: int = 0) -> fields.Integer:
    """A required whole number, not below `minimum`."""
    return fields.Integer(required=True, strict=True, validate=validate.Range(min=minimum, max=LARGEST))


def flag() -> fields.Boolean:
    """A required yes or no."""
    return fields.Boolean(required=True, truthy={True}, falsy={False})


def instant() -> Instant:
    """A required instant."""
    return Instant(required=True)


def day() -> Day:
    """A required calendar day."""
    return Day(required=True)


def maybe_day() -> Day:
    """A calendar day that may be null or absent."""
    return Day(allow_none=True, load_default=None)


def digest_text() -> fields.String:
    """A SHA-256 in hex."""
    return fields.String(required=True, validate=validate.Regexp(r"^[0-9a-f]{64}\Z"))


def one_of(*values: str) -> fields.String:
    """A required text out of a closed list."""
    return fields.String(required=True, validate=validate.OneOf(values))


def texts() -> fields.List[str]:
    """A required list of texts."""
    return fields.List(fields.String(), required=True)


def many(schema: type[Schema]) -> fields.List[Any]:
    """A required list of nested objects."""
    return fields.List(fields.Nested(schema), required=True)


def one(schema: type[Schema], **kwargs: Any) -> fields.Nested:
    """A required nested object."""
    return fields.Nested(schema, required=True, **kwargs)
