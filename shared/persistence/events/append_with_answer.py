"""The usual command on PostgreSQL announces one event and keeps one answer: both in a single statement.

Next sequence of the stream, outbox row, signal to the relay and stored answer cost three round trips one by one, which
is most of what such a command costs beside its own INSERT. The envelope is cut where its sequence stands, and the
database joins the pieces; what is signed cannot be cut, and is written in steps.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from shared.kernel.canonical import canonical_json
from shared.kernel.errors import conflict
from shared.persistence.db.prepared import Prepared, execute_directly
from shared.persistence.events.append import EventHead, RecordedEvent, row_of
from shared.persistence.events.idempotency import CallKey

_PLACE = '"sequence":0,"source":'
"""Canonical JSON sorts its members, so the last occurrence is the envelope's own, never one inside `data`."""

_WRITE = Prepared(
    "zhiping_event_and_answer",
    "WITH head AS ("
    "INSERT INTO stream_heads (aggregate, subject, sequence) VALUES (%(aggregate)s, %(subject)s, 1) "
    "ON CONFLICT (aggregate, subject) DO UPDATE SET sequence = stream_heads.sequence + 1 RETURNING sequence"
    "), event AS ("
    "INSERT INTO outbox (event_id, type, exchange, routing_key, body) "
    "SELECT %(event_id)s, %(type)s, %(exchange)s, %(routing_key)s, "
    "CAST(%(before)s AS text) || head.sequence || CAST(%(after)s AS text) "
    "FROM head, pg_notify('outbox', '')) "
    "INSERT INTO idempotency (method, caller, key, digest, result, created_at) "
    "VALUES (%(method)s, %(caller)s, %(key)s, %(digest)s, CAST(%(result)s AS jsonb), %(at)s) "
    "ON CONFLICT (method, caller, key) DO NOTHING",
)


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """What a command answers and to which call; `digest` is of the request (64 hex digits)."""

    call: CallKey
    digest: str
    result: Any


def write_event_and_answer(
    connection: Connection, fact: RecordedEvent, answer: KeptAnswer, head: EventHead, now: datetime
) -> None:
    """Write both; conflict("request_in_progress") when another worker has just answered the same call."""
    row = row_of(fact, 0, head)
    cut = row["body"].rpartition(_PLACE)
    values = {
        "event_id": row["event_id"],
        "type": row["type"],
        "exchange": row["exchange"],
        "routing_key": row["routing_key"],
        "aggregate": fact.event.aggregate,
        "subject": fact.subject,
        "before": cut[0] + '"sequence":',
        "after": ',"source":' + cut[2],
        **answer.call._asdict(),
        "digest": answer.digest,
        "result": None if answer.result is None else canonical_json(answer.result).decode(),
        "at": now,
    }
    if execute_directly(connection, _WRITE, values).rowcount == 0:
        raise conflict("request_in_progress", path="idempotency_key")
