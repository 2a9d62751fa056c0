"""Fields of requests that keep a profile's parts just as they came; what is absent stays absent."""

from __future__ import annotations

from marshmallow import fields, validate

from shared.wire.text_fields import DayText as Day
from shared.wire.text_fields import InstantText as Instant

__all__ = ["Day", "Instant", "count", "optional_flag", "optional_one_of"]


def optional_flag() -> fields.Boolean:
    """true, false or absent; never null."""
    return fields.Boolean(truthy={True}, falsy={False})


def optional_one_of(*values: str) -> fields.String:
    """A text out of a closed list, or absent; never null."""
    return fields.String(validate=validate.OneOf(values))


def count(most: int) -> fields.Integer:
    """A whole number from 0 to `most`, or absent; never null."""
    return fields.Integer(strict=True, validate=validate.Range(0, most))
