"""Notes that outlive a process: which event it was handling when it ended.

They are kept among the dead letters, as letters on trial: an operator who lists all states sees what is suspected.
"""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from shared.kernel.clock import iso, parse_instant
from shared.persistence.schema.common_tables import DEAD_LETTERS

ON_TRIAL = "trial"
"""State of such a letter; it has no body, the message is with the broker."""


def open_trial(connection: Connection, handler: str, event_id: str, now: datetime) -> list[datetime]:
    """Note that a trial begins; returns when the earlier ones began that were never closed."""
    letters, key = DEAD_LETTERS.c, _key(handler, event_id)
    row = connection.execute(select(letters.history).where(letters.id == key).with_for_update()).first()
    earlier = list(row.history) if row else []
    history = [*earlier, {"at": iso(now), "error": "on trial"}]
    if row:
        connection.execute(update(DEAD_LETTERS).where(letters.id == key).values(history=history, failed_at=now))
    else:
        values = {"handler": handler, "event_id": event_id, "body": "", "reason": "on trial", "failed_at": now}
        connection.execute(insert(DEAD_LETTERS).values(id=key, state=ON_TRIAL, history=history, **values))
    return [parse_instant(one["at"]) for one in earlier]


def close_trial(connection: Connection, handler: str, event_id: str) -> None:
    """The process has lived through it, or the event is given up."""
    connection.execute(delete(DEAD_LETTERS).where(DEAD_LETTERS.c.id == _key(handler, event_id)))


def _key(handler: str, event_id: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{handler} {event_id}"))
