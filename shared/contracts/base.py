"""What an event contract is: a named fact of one aggregate, its schema and a sample; and the streams made of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Generic, Literal, TypeVar, get_args

from shared.wire.plain import Turn, reader_of
from shared.wire.types import LARGEST, Interval, JsonObject, Pattern

if TYPE_CHECKING:
    from shared.wire.event_checks import EventChecks


class ContractViolation(Exception):
    """The data does not fit its contract; `errors` names the fields."""

    def __init__(self, event: str, errors: Any) -> None:
        super().__init__(f"{event}: {errors}")
        self.event = event
        self.errors = errors


R = TypeVar("R")


@dataclass(frozen=True)
class EventType(Generic[R]):
    """A fact in the past tense, e.g. `audit.declaration_returned`; `aggregate` is whose history it belongs to."""

    name: str
    aggregate: str
    record: type[R]
    sample: JsonObject
    version: int = 1

    @property
    def source(self) -> str:
        """The publishing service: the part of the name before the dot."""
        return self.name.partition(".")[0]

    @property
    def schema(self) -> Any:
        """marshmallow's schema of the record on the wire; members that it does not know are passed over."""
        return self._checks.schema

    def check_outgoing(self, data: JsonObject) -> None:
        """Refuse data that the publisher should not send: an unknown member at the top counts as an error here."""
        if not self._checks.outgoing.fits(data):
            raise ContractViolation(self.name, self._checks.outgoing.faults(data))

    def read(self, data: JsonObject) -> R:
        """The fact as its record; members that this reader does not know do no harm."""
        if not self._checks.incoming.fits(data):
            raise ContractViolation(self.name, self._checks.incoming.faults(data))
        fact: R = self._reader(data)
        return fact

    @cached_property
    def _checks(self) -> EventChecks:
        """Loaded when first asked for: whoever only names records and events, such as a domain, loads no framework."""
        from shared.wire.event_checks import EventChecks

        return EventChecks(self.record)

    @cached_property
    def _reader(self) -> Turn:
        kind: Any = self.record
        read = reader_of(kind)
        assert read is not None
        return read


@dataclass(frozen=True)
class Stream:
    """All facts of one kind of aggregate of one service, in order per subject; what a consumer subscribes to."""

    source: str
    aggregate: str
    events: tuple[EventType[Any], ...]

    @property
    def exchange(self) -> str:
        """The topic exchange that carries it."""
        return f"{self.source}.events"

    def queue_of(self, consumer: str) -> str:
        """The durable queue in which `consumer` receives it."""
        return f"{consumer}.{self.source}_{self.aggregate}"

    def event(self, name: str) -> EventType[Any] | None:
        """The event type of that name, if it belongs here."""
        return next((event for event in self.events if event.name == name), None)


Level = Literal["full_senior", "associate_senior", "middle", "assistant", "technician"]
LevelGroup = Literal["senior", "middle", "junior"]
LEVELS = get_args(Level)
Count = Annotated[int, Interval(ge=0, le=LARGEST)]
Number = Annotated[int, Interval(ge=1, le=LARGEST)]
Digest = Annotated[str, Pattern(r"^[0-9a-f]{64}\Z")]
"""A SHA-256 in hex."""
