"""Where a consumer begins that was added to a running system, and what it is not to be asked for.

Kept among the cursors: a row per aggregate for its queue, and under `before:<queue>` a row per event type that counts
the events which the consumer never gets, so that figures of what was published and handled still agree.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, func, select, text

from shared.persistence.schema.common_tables import INBOX

BEFORE = "before:"
PAST = "before;"
"""The first string behind every one that begins with `before:`."""
_SEED = text(
    "INSERT INTO cursors (handler, subject, sequence, base) VALUES (:handler, :subject, :sequence, :sequence) "
    "ON CONFLICT (handler, subject) DO UPDATE SET sequence = excluded.sequence, base = excluded.base "
    "WHERE cursors.sequence < excluded.sequence"
)


def seed_cursors(connection: Connection, handler: str, bases: Mapping[str, int], settled: Mapping[str, int]) -> int:
    """Begin behind `bases` (subject -> last sequence not to come); returns how many events that leaves out.

    `settled`: events of each type that will not come, as the source counts them; what the handler has is not missing.
    """
    rows = [{"handler": handler, "subject": subject, "sequence": base} for subject, base in bases.items()]
    statement = select(INBOX.c.type, func.count()).where(INBOX.c.handler == handler).group_by(INBOX.c.type)
    handled = {name: int(number) for name, number in connection.execute(statement)}
    missing = {name: number - handled.get(name, 0) for name, number in settled.items()}
    rows += [
        {"handler": BEFORE + handler, "subject": name, "sequence": number}
        for name, number in missing.items()
        if number > 0
    ]
    if rows:
        connection.execute(_SEED, rows)
    return sum(number for number in missing.values() if number > 0)
