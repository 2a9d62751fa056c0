"""Once a day each service sends the head of its trail out of the house: as an event, and as a file in the store.

Files: `heads/<service>/<day>.json`, one line each as `zhiping trail verify --heads` reads it. A file that could not be
written is made up for by later sweeps; the store keeps what it has, so a head that was noted anew does not replace it.
"""

from __future__ import annotations

from datetime import datetime

from shared.contracts.store_users import heads_of
from shared.contracts.trail import TRAILS, TrailHeaded
from shared.kernel.caller import Caller
from shared.kernel.canonical import canonical_json
from shared.messaging.base.application import Application
from shared.messaging.base.fault_log import log_fault
from shared.persistence.trail.heads import NotedHead, last_heads, note_head

MADE_UP_FOR = 7
"""Days whose files are looked after when a process sees a new day."""


def announce_head(app: Application) -> None:
    """Note, announce and deposit the head of today; what fails is logged and tried again by the next sweep."""
    today = app.clock.now().date()
    if app.database.trail_keys is None or app.headed_on == today or app.name not in TRAILS:
        return
    try:
        with app.transaction(Caller.system(app.name)) as tx:
            head = note_head(tx.connection, tx.now)
            if head is not None:
                tx.record(TRAILS[app.name].events[0], app.name, _told(app.name, head, tx.now))
        with app.database.begin_reading() as connection:
            heads = last_heads(connection, MADE_UP_FOR)
        for one in heads:
            app.large_data.deposit(f"{heads_of(app.name)}{one.day.isoformat()}.json", _line(app.name, one))
        app.headed_on = today
    except Exception as error:
        log_fault("trail_head_failed", error, service=app.name)


def _told(service: str, head: NotedHead, now: datetime) -> TrailHeaded:
    return TrailHeaded(
        service=service, day=head.day, number=head.number, seal=head.seal, key_id=head.key_id, noted_at=now
    )


def _line(service: str, head: NotedHead) -> bytes:
    return canonical_json({"service": service, **head._asdict(), "day": head.day.isoformat()})
