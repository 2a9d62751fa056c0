"""The figures behind get_status: what was published, handled and given up on."""

from __future__ import annotations

from typing import Annotated

from sqlalchemy import Connection, text

from shared.persistence.events.skipped import BEFORE, PAST
from shared.wire.types import Doc, record

_FIGURES = text(
    "SELECT 'waiting' AS figure, '' AS handler, type, count(*) AS number FROM outbox GROUP BY type "
    "UNION ALL SELECT 'published', '', type, published FROM event_tally "
    "UNION ALL SELECT 'handled', handler, type, count(*) FROM inbox GROUP BY handler, type "
    "UNION ALL SELECT 'left_out', handler, subject, sequence FROM cursors WHERE handler >= :before AND handler < :past "
    "UNION ALL SELECT 'resting', handler, CASE WHEN reason LIKE 'publisher_not_owner%' "
    "OR reason LIKE 'signature_%' THEN 'refused' "
    "ELSE coalesce(type, 'unknown') END AS kind, count(*) FROM dead_letters "
    "WHERE state = 'open' GROUP BY handler, kind "
    "UNION ALL SELECT 'unsealed', '', '', count(*) FROM trail WHERE seal_no IS NULL"
).bindparams(before=BEFORE, past=PAST)
"""One statement: whoever waits for the suite to settle asks every service again and again."""


@record
class StatusCounts:
    """What one service has in hand and has done."""

    pending: Annotated[int, Doc("events committed and not yet with the broker")]
    unsealed: Annotated[int, Doc("entries of the audit log that no seal covers yet")]
    published: Annotated[dict[str, int], Doc("events by type, from their commit on")]
    handled: Annotated[
        dict[str, dict[str, int]],
        Doc("events by queue and type, also those that rest as dead letters or were left out when a consumer joined"),
    ]
    dead_letters: Annotated[int, Doc("messages given up on and not dealt with")]
    undelivered: Annotated[int, Doc("messages that the broker has given up and that are no dead letters yet")] = 0


def status_counts(connection: Connection, undelivered: int = 0) -> StatusCounts:
    """The figures of the service behind this connection."""
    published: dict[str, int] = {}
    handled: dict[str, dict[str, int]] = {}
    totals = {"waiting": 0, "resting": 0, "unsealed": 0}
    for figure, handler, event_type, number in connection.execute(_FIGURES):
        if figure in totals:
            totals[figure] += number
        if figure in ("waiting", "published"):
            published[event_type] = published.get(event_type, 0) + number
        elif figure != "unsealed":
            types = handled.setdefault(handler.removeprefix(BEFORE), {})
            types[event_type] = types.get(event_type, 0) + number
    return StatusCounts(
        pending=totals["waiting"],
        unsealed=totals["unsealed"],
        published=dict(sorted(published.items())),
        handled={handler: dict(sorted(types.items())) for handler, types in sorted(handled.items())},
        dead_letters=totals["resting"],
        undelivered=undelivered,
    )
