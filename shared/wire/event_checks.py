"""What an event's data is held to: the JSON Schema of its record, made when first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from marshmallow import Schema

from shared.wire.json_schema import Check, json_schema_of
from shared.wire.schemas import event_schema_of


class EventChecks:
    """The checks of one record: `outgoing` refuses unknown members at the top, `incoming` passes over them."""

    def __init__(self, record: Any) -> None:
        self.schema: type[Schema] = event_schema_of(record)

    @cached_property
    def outgoing(self) -> Check:
        """Of the publisher."""
        return Check(json_schema_of(self.schema, closed=True))

    @cached_property
    def incoming(self) -> Check:
        """Of a reader."""
        return Check(json_schema_of(self.schema))
