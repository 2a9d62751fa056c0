"""The unit of work that a use case gets as `tx`: its ports, its moment, and what it wants written beside its effect."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sqlalchemy import Connection

from shared.contracts.base import EventType
from shared.contracts.envelope import Origin, auth_of
from shared.kernel.caller import Caller
from shared.kernel.clock import Clock, iso
from shared.kernel.ids import new_id
from shared.persistence.db.database import Database
from shared.persistence.db.rows import RowValues
from shared.persistence.events.append import EventHead, RecordedEvent, write_events
from shared.persistence.events.append_with_answer import KeptAnswer, write_event_and_answer
from shared.persistence.events.epoch import begin_epoch
from shared.persistence.events.idempotency import CallKey, remember_answer
from shared.persistence.openings import Opening, decision_of, rows_of, write_openings
from shared.persistence.trail.append import Decision, NewEntry, entry, write_entries
from shared.wire.plain import plain
from shared.wire.types import JsonObject

if TYPE_CHECKING:
    from shared.security.trail_keys import TrailKeys

P = TypeVar("P")
R = TypeVar("R")
CITED = 60
"""Characters of a clause, or of the source named in its place, that the trail keeps."""
"""The bundle of repositories that a service's bootstrap makes for one connection."""


@dataclass(slots=True)
class Tx(Generic[P]):
    """One transaction. `ports` are the repositories bound to its connection; `now` stands still for its whole length.

    `correlation` names the command that set everything off; `causation` the event being handled, if any;
    `trace` is the W3C traceparent; `origin` what events say of their publisher; `trail_keys` sign the entries,
    `sign_event` the events; `owners_enforced` tells whether events are taken from the owner of their stream only;
    `undelivered` is how many messages the process last saw in the service's last queue.
    """

    connection: Connection
    ports: P
    caller: Caller
    now: datetime
    correlation: str
    causation: str | None
    trace: str | None
    origin: Origin
    read_only: bool = False
    owners_enforced: bool = True
    undelivered: int = 0
    trail_keys: TrailKeys | None = None
    sign_event: Callable[[bytes], str] | None = None
    _facts: list[RecordedEvent] = field(default_factory=list)
    _entries: list[NewEntry] = field(default_factory=list)
    _openings: list[RowValues] = field(default_factory=list)
    _answer: KeptAnswer | None = None

    @property
    def today(self) -> date:
        """The calendar day of `now` in Shanghai."""
        return self.now.date()

    @property
    def decided(self) -> bool:
        """Whether it has something for the trail; still so after the commit."""
        return bool(self._entries)

    def new_id(self) -> str:
        """A fresh id for something this transaction creates."""
        return new_id()

    def record(self, event: EventType[R], subject_id: str, announced: R) -> str:
        """Announce a fact about aggregate `subject_id` and return the event's id; it is sent after the commit.

        Raises ContractViolation at once when it is not exactly what the contract says.
        """
        self._refuse_when_reading()
        written = plain(announced)
        event.check_outgoing(written)
        fact = RecordedEvent(new_id(), event, subject_id, written)
        self._facts.append(fact)
        return fact.id

    def trail(
        self,
        action: str,
        subject_kind: str,
        subject_id: str,
        *,
        clause: str | None = None,
        opinion: str | None = None,
        data: JsonObject | None = None,
    ) -> None:
        """Keep a decision for good, with who took it. No names, ID numbers or telephones in `data`."""
        self._refuse_when_reading()
        cited = clause[:CITED] if clause else clause
        self._note((action, subject_kind, subject_id, cited, opinion, data))

    def opened(self, opening: Opening, people: Iterable[str]) -> None:
        """Keep that the caller is shown the numbers or papers of these people, for them to read; the trail seals it.

        Whoever is shown his own leaves no record. A method that calls it is declared `records=True`.
        """
        self._refuse_when_reading()
        rows = rows_of(opening, people, self.caller, self.now, self.correlation)
        if rows:
            self._openings += rows
            self._note(decision_of(opening, rows))

    @contextmanager
    def part(self) -> Iterator[None]:
        """A step of many that leaves nothing where it fails, neither rows nor events nor trail; the rest goes on.

        What repositories have cached of it, the step that failed has changed: it is not to be read again.
        """
        self._refuse_when_reading()
        lists: tuple[list[Any], ...] = (self._facts, self._entries, self._openings)
        before = [len(one) for one in lists]
        try:
            with self.connection.begin_nested():
                yield
        except BaseException:
            for one, length in zip(lists, before, strict=True):
                del one[length:]
            raise

    def answer(self, call: CallKey, digest: str, result: Any) -> None:
        """Keep what the command answers, so that the same call again gets the same; written with the events.

        The end of the transaction raises conflict("request_in_progress") when another worker was faster.
        """
        self._refuse_when_reading()
        self._answer = KeptAnswer(call, digest, result)

    def flush(self) -> bool:
        """Write what was recorded into the open transaction and say whether there was any; Database calls it."""
        write_entries(self.connection, self._entries, self.trail_keys)
        write_openings(self.connection, self._openings)
        postgres = self.connection.dialect.name == "postgresql"
        if postgres and self._answer is not None and len(self._facts) == 1 and self.sign_event is None:
            write_event_and_answer(self.connection, self._facts[0], self._answer, self._head(), self.now)
        else:
            self._write_out()
        return bool(self._facts or self._entries)

    def _note(self, decision: Decision) -> None:
        self._entries.append(entry(decision, self.caller, self.now, self.correlation, self.causation))

    def _write_out(self) -> None:
        """Answer and events, each by statements of its own; most transactions announce nothing."""
        if self._answer is not None:
            kept = self._answer
            remember_answer(self.connection, kept.call, kept.digest, kept.result, self.now)
        if self._facts:
            write_events(self.connection, self._facts, self._head(), self.sign_event)

    def _head(self) -> EventHead:
        """The attributes that all events of the transaction share."""
        return {
            "time": iso(self.now),
            "correlation": self.correlation,
            "causation": self.causation,
            "traceparent": self.trace,
            "publisher": self.origin.publisher,
            "epoch": self.origin.epoch,
            **auth_of(self.caller),
        }

    def _refuse_when_reading(self) -> None:
        if self.read_only:
            raise RuntimeError("a query records nothing")


@contextmanager
def transaction(
    database: Database,
    make_ports: Callable[[Connection], P],
    clock: Clock,
    caller: Caller,
    *,
    correlation: str | None = None,
    causation: str | None = None,
    trace: str | None = None,
    publisher: str = "local",
    owners_enforced: bool = True,
) -> Iterator[Tx[P]]:
    """A unit of work: everything the block did, its events and its trail are committed together or not at all.

    On SQLite nothing in the block may yield to another greenlet (no RPC, no sleep, no socket). `publisher` is the user
    under which the service stands with the broker.
    """
    origin = Origin(publisher, database.epoch or begin_epoch(database, clock.now()))
    with database.begin() as connection:
        ports = make_ports(connection)
        tx = Tx(
            connection, ports, caller, clock.now(), correlation or new_id(), causation, trace, origin,
            owners_enforced=owners_enforced, trail_keys=database.trail_keys, sign_event=database.sign_event,
        )  # fmt: skip
        yield tx
        recorded = tx.flush()
    if recorded:
        database.wake()


@contextmanager
def reading(
    database: Database,
    make_ports: Callable[[Connection], P],
    clock: Clock,
    caller: Caller,
    *,
    correlation: str | None = None,
    undelivered: int = 0,
) -> Iterator[Tx[P]]:
    """A read-only unit of work: record and trail raise RuntimeError, and the database refuses writes."""
    with database.begin_reading() as connection:
        ports = make_ports(connection)
        nobody = Origin("", "")
        yield Tx(
            connection, ports, caller, clock.now(), correlation or new_id(), None, None, nobody,
            read_only=True, undelivered=undelivered,
        )  # fmt: skip
