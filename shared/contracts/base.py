"""What an event contract is: a named fact of one aggregate, its schema and a sample; and the streams made of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from marshmallow import EXCLUDE, RAISE, Schema, ValidationError, fields, validate

from shared.kernel.clock import iso, parse_instant
from shared.kernel.plain import LARGEST


class ContractViolation(Exception):
    """The data does not fit its contract; `errors` names the fields."""

    def __init__(self, event: str, errors: Any) -> None:
        super().__init__(f"{event}: {errors}")
        self.event = event
        self.errors = errors


class Contract(Schema):
    """Base of all payload schemas: readers tolerate fields that they do not know."""

    class Meta:
        unknown = EXCLUDE


@dataclass(frozen=True)
class EventType:
    """A fact in the past tense, e.g. `audit.declaration_returned`; `aggregate` is whose history it belongs to."""

    name: str
    aggregate: str
    schema: type[Contract]
    sample: dict[str, Any]
    version: int = 1

    @property
    def source(self) -> str:
        """The publishing service: the part of the name before the dot."""
        return self.name.partition(".")[0]

    def check_outgoing(self, data: dict[str, Any]) -> None:
        """Refuse data that the publisher should not send: an unknown field at the top counts as an error here."""
        self._check(self._strict, data)

    def read(self, data: dict[str, Any]) -> dict[str, Any]:
        """The data itself once it is checked; fields that this reader does not know stay and do no harm."""
        self._check(self._tolerant, data)
        return data

    @cached_property
    def _strict(self) -> Schema:
        return self.schema(unknown=RAISE)

    @cached_property
    def _tolerant(self) -> Schema:
        return self.schema(unknown=EXCLUDE)

    def _check(self, schema: Schema, data: dict[str, Any]) -> None:
        errors = schema.validate(data)
        if errors:
            raise ContractViolation(self.name, errors)


@dataclass(frozen=True)
class Stream:
    """All facts of one kind of aggregate of one service, in order per subject; what a consumer subscribes to."""

    source: str
    aggregate: str
    events: tuple[EventType, ...]

    @property
    def exchange(self) -> str:
        """The topic exchange that carries it."""
        return f"{self.source}.events"

    def queue_of(self, consumer: str) -> str:
        """The durable queue in which `consumer` receives it."""
        return f"{consumer}.{self.source}_{self.aggregate}"

    def event(self, name: str) -> EventType | None:
        """The event type of that name, if it belongs here."""
        return next((event for event in self.events if event.name == name), None)


class Instant(fields.Field[str]):
    """ISO 8601 with offset; stays text after validation, because events are stored and forwarded as JSON."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        try:
            return iso(parse_instant(value))
        except (TypeError, ValueError, OverflowError) as error:
            raise ValidationError("not an ISO 8601 instant with offset") from error


class Day(fields.Field[str]):
    """An ISO calendar day; stays text."""

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


def maybe_instant() -> Instant:
    """An instant that may be null or absent."""
    return Instant(allow_none=True, load_default=None)


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


def maybe_many(schema: type[Schema]) -> fields.List[Any]:
    """A list of nested objects that may be absent."""
    return fields.List(fields.Nested(schema), load_default=list)


def one(schema: type[Schema], **kwargs: Any) -> fields.Nested:
    """A required nested object."""
    return fields.Nested(schema, required=True, **kwargs)


def free_object() -> fields.Dict:
    """A required JSON object whose shape another document defines (a policy pack)."""
    return fields.Dict(keys=fields.String(), required=True)


LEVELS = ("full_senior", "associate_senior", "middle", "assistant", "technician")
LEVEL_GROUPS = ("senior", "middle", "junior")
