"""From recorded facts to outbox rows: each gets its place in the history of its aggregate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypedDict

from sqlalchemy import Connection, TextClause, insert, text

from shared.contracts.base import EventType
from shared.contracts.envelope import Authorship, Event
from shared.persistence.schema.common_tables import OUTBOX
from shared.wire.types import JsonObject

CHANNEL = "outbox"
"""PostgreSQL NOTIFY channel on which the relay listens; the payload is empty."""

_HEADS_AT_ONCE = 200
_INSERT = insert(OUTBOX).inline()


class EventHead(Authorship):
    """The attributes that all events of a transaction share, by the names of the envelope."""

    time: str
    correlation: str
    causation: str | None
    traceparent: str | None
    publisher: str
    epoch: str


class NewOutboxRow(TypedDict):
    """A row of the outbox that waits to be sent."""

    event_id: str
    type: str
    exchange: str
    routing_key: str
    body: str


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """An event that a use case recorded, before it has its place in the order."""

    id: str
    event: EventType[Any]
    subject: str
    data: JsonObject

    @property
    def stream(self) -> tuple[str, str]:
        """The aggregate whose history it continues."""
        return self.event.aggregate, self.subject


def write_events(
    connection: Connection,
    facts: list[RecordedEvent],
    head: EventHead,
    sign: Callable[[bytes], str] | None = None,
) -> None:
    """Give each fact the next sequence of its aggregate and put it in the outbox.

    What is signed is signed here, by who records it: the relay, and whoever writes into the outbox past the service,
    has nothing to sign with.
    The streams are locked in one order by every transaction, so that two of them never wait for each other.
    """
    if not facts:
        return
    following = _reserve(connection, Counter(fact.stream for fact in facts))
    rows = []
    for fact in facts:
        rows.append(row_of(fact, following[fact.stream], head, sign))
        following[fact.stream] += 1
    connection.execute(_INSERT, rows if len(rows) > 1 else rows[0])  # a list of one costs twice as much


def row_of(
    fact: RecordedEvent, sequence: int, head: EventHead, sign: Callable[[bytes], str] | None = None
) -> NewOutboxRow:
    """The outbox row of a fact at its place in the stream."""
    event = fact.event
    envelope = Event(
        id=fact.id,
        type=event.name,
        dataversion=event.version,
        source=event.source,
        aggregate=event.aggregate,
        subject=fact.subject,
        sequence=sequence,
        data=fact.data,
        **head,
    )
    return {
        "event_id": fact.id,
        "type": event.name,
        "exchange": f"{event.source}.events",
        "routing_key": event.name,
        "body": (envelope.signed_by(sign) if sign else envelope).encode(),
    }


def _reserve(connection: Connection, wanted: Counter[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """The first free sequence of each stream, after advancing its head by the number wanted."""
    streams = sorted(wanted)
    first = {}
    for start in range(0, len(streams), _HEADS_AT_ONCE):
        chunk = streams[start : start + _HEADS_AT_ONCE]
        values: dict[str, str | int] = {}
        for number, stream in enumerate(chunk):
            values |= {f"a{number}": stream[0], f"s{number}": stream[1], f"n{number}": wanted[stream]}
        statement = _advance_heads(len(chunk), connection.dialect.name == "postgresql")
        for aggregate, subject, sequence, *_ in connection.execute(statement, values):
            stream = (aggregate, subject)
            first[stream] = sequence - wanted[stream] + 1
    return first


@lru_cache(maxsize=2 * _HEADS_AT_ONCE)
def _advance_heads(streams: int, notify: bool) -> TextClause:
    """One upsert for so many streams; on PostgreSQL it also notifies the relay (one signal per transaction, sent by
    the commit), which as a statement of its own would cost a round trip."""
    values = ", ".join(f"(:a{n}, :s{n}, :n{n})" for n in range(streams))
    return text(
        f"INSERT INTO stream_heads (aggregate, subject, sequence) VALUES {values} "
        "ON CONFLICT (aggregate, subject) DO UPDATE SET sequence = stream_heads.sequence + excluded.sequence "
        "RETURNING aggregate, subject, sequence" + (f", pg_notify('{CHANNEL}', '')" if notify else "")
    )
