"""A consumer that is added to a running system: from which event on it follows each aggregate that exists already.

A consumer compares sequences, and a queue holds nothing from before it was bound: the new consumer would wait for ever
for the first event of every old aggregate. So it is told where to begin. The relay of the source is held up for that
moment, because only then is it certain which events the new queue will see: everything that leaves the outbox from now
on, and nothing that has left it.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from amqp.exceptions import NotFound
from sqlalchemy import Connection, select, text

from shared.calls.connections import CONNECT_SECONDS
from shared.kernel.errors import unavailable
from shared.messaging.base.amqp import connect, connection_to
from shared.messaging.events.topology import Subscription, declare_subscription
from shared.messaging.outbox.lease import LOCK_KEY
from shared.persistence import Database
from shared.persistence.events.skipped import seed_cursors
from shared.persistence.schema.common_tables import EVENT_TALLY, OUTBOX, STREAM_HEADS

HOLD_SECONDS = 30.0
_HOLDERS = text(
    "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = :key AND granted "
    "AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND pid <> pg_backend_pid()"
)


class QueueExists(Exception):
    """The queue stands already: what it holds, and what its consumer has seen, is not ours to skip."""


@dataclass(frozen=True)
class Joined:
    """`subjects`: aggregates that existed already; `before`: events of them that the consumer does not see."""

    queue: str
    subjects: int
    before: int


def join(
    subscription: Subscription, source: Database, consumer: Database, amqp_uri: str, delays: tuple[float, ...]
) -> Joined:
    """Declare the queue of a new subscription of a running system; its consumer must not run yet.

    Safe to repeat until the queue stands; then QueueExists. An embedded (SQLite) system must be stopped meanwhile.
    """
    with connection_to(amqp_uri) as connection:
        connect(connection, max_retries=3, interval_start=0.2, timeout=CONNECT_SECONDS)
        if _stands(connection, subscription.queue):
            raise QueueExists(subscription.queue)
        with _relay_held(source):
            bases, tally = _snapshot(source, subscription)
            with consumer.begin() as here:
                before = seed_cursors(here, subscription.queue, bases, tally)
            declare_subscription(connection, subscription, delays)
    return Joined(subscription.queue, len(bases), before)


def _stands(connection: Any, queue: str) -> bool:
    channel = connection.channel()
    try:
        channel.queue_declare(queue=queue, passive=True)
    except NotFound:
        return False
    channel.close()
    return True


@contextmanager
def _relay_held(source: Database) -> Iterator[None]:
    """Take the relay's turn away from whoever has it; what that one was sending it sends again afterwards."""
    with source.engine.connect() as connection:
        if source.is_postgres:
            _take_turn(connection)
        try:
            yield
        finally:
            if source.is_postgres:
                connection.rollback()
                connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": LOCK_KEY})
                connection.commit()


def _take_turn(connection: Connection) -> None:
    deadline = time.monotonic() + HOLD_SECONDS
    while not connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": LOCK_KEY}):
        connection.execute(_HOLDERS, {"key": LOCK_KEY})
        connection.commit()
        if time.monotonic() > deadline:
            raise unavailable("database_busy")
    connection.commit()


def _snapshot(source: Database, subscription: Subscription) -> tuple[dict[str, int], dict[str, int]]:
    """Bases and tally as of one moment: an event that is committed meanwhile must not count as one that has left."""
    level = {"isolation_level": "REPEATABLE READ"} if source.is_postgres else {}
    with source.engine.connect() as connection:
        there = connection.execution_options(**level)
        return _bases(there, subscription), _settled(there, subscription)


def _bases(source: Connection, subscription: Subscription) -> dict[str, int]:
    """Last sequence of each aggregate that has left the outbox for good."""
    stream, heads = subscription.stream, STREAM_HEADS.c
    statement = select(OUTBOX.c.body).where(OUTBOX.c.exchange == stream.exchange)
    waiting: dict[str, int] = {}
    for body in source.scalars(statement):
        event = json.loads(body)
        if stream.event(event["type"]) is not None:
            waiting[event["subject"]] = min(event["sequence"], waiting.get(event["subject"], event["sequence"]))
    known = select(heads.subject, heads.sequence).where(heads.aggregate == stream.aggregate)
    return {
        subject: waiting.get(subject, sequence + 1) - 1
        for subject, sequence in source.execute(known)
        if waiting.get(subject, sequence + 1) > 1
    }


def _settled(source: Connection, subscription: Subscription) -> dict[str, int]:
    names = [event.name for event in subscription.stream.events]
    statement = select(EVENT_TALLY.c.type, EVENT_TALLY.c.published).where(EVENT_TALLY.c.type.in_(names))
    return {name: int(number) for name, number in source.execute(statement)}
