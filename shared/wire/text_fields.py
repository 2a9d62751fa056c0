"""Fields of what is stored and digested as it came: days and instants stay text."""

from __future__ import annotations

from datetime import date
from typing import Any

from marshmallow import ValidationError, fields

from shared.kernel.clock import iso, parse_instant


class InstantText(fields.Field[str]):
    """ISO 8601 with offset."""

    wire_format = "date-time"

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        try:
            return iso(parse_instant(value))
        except (TypeError, ValueError, OverflowError) as error:
            raise ValidationError("not an ISO 8601 instant with offset") from error


class DayText(fields.Field[str]):
    """An ISO calendar day."""

    wire_format = "date"

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        try:
            return date.fromisoformat(value).isoformat()
        except (TypeError, ValueError) as error:
            raise ValidationError("not an ISO 8601 day") from error
