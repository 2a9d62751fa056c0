"""The feeds of changes, one for each person and organisation, for portals that follow no events themselves.

A change takes its place in the transaction that takes the event from the queue: delivered twice it is there once, and
what was not committed comes again. Places of a feed are counted without a gap and held until the commit, so whoever has
read one has read all before it.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta

from services.notify.domain.change import TOLD, ToldChange, house, person, readers_named
from services.notify.domain.feed_cursor import FeedCursor, FeedState
from services.notify.requests import GetChanges
from services.notify.results import Changes, FeedItem
from services.notify.usecases.ports import NotifyTx
from services.notify.usecases.read_inbox import scope_of
from shared.contracts.envelope import Event
from shared.kernel.clock import parse_instant
from shared.kernel.errors import forbidden, invalid, not_found

KEPT = timedelta(days=400)
DROPPED_AT_ONCE = 500


def note(tx: NotifyTx, event: Event) -> None:
    """Put the change into the feed of everybody who has to do with the thing by now; the last step of its handling,
    because the places stay held from here to the commit."""
    about = TOLD.get(event.type)
    if about is None:
        return
    change = ToldChange(event.id, event.type, about, event.subject, event.sequence, parse_instant(event.time))
    readers = tx.ports.changes.parties(change.subject_id, readers_named(about, event.fact))
    tx.ports.changes.add(change, readers, tx.now)


def get_changes(tx: NotifyTx, request: GetChanges) -> Changes:
    """What comes after the cursor; raises invalid `cursor_invalid`, not_found `changes_gone`."""
    reader = _reader(tx)
    state = tx.ports.changes.state(reader)
    after = state.newest if request.newest else _after(request.after, reader, state)
    found = tx.ports.changes.after(reader, after.position, request.limit + 1)
    items = tuple(FeedItem(**asdict(line)) for line in found[: request.limit])
    read = FeedCursor(items[-1].position if items else after.position, state.epoch)
    return Changes(items=items, cursor=read.written(reader), more=len(found) > request.limit)


def drop_old(tx: NotifyTx) -> int:
    """Forget what is older than is kept, a little at a time."""
    return tx.ports.changes.drop(tx.now - KEPT, DROPPED_AT_ONCE)


def _reader(tx: NotifyTx) -> str:
    """Whose feed the caller reads: his house's as a clerk, his own as an applicant."""
    scope = scope_of(tx)
    acting_for = scope.acts_for()
    if acting_for is not None:
        return house(acting_for)
    if not scope.applies:
        raise forbidden("role_not_allowed")
    return person(scope.person_id)


def _after(given: str | None, reader: str, state: FeedState) -> FeedCursor:
    if given is None:
        return state.oldest
    cursor = FeedCursor.read(given, reader)
    if cursor is None:
        raise invalid("cursor_invalid", path="after")
    if not state.serves(cursor):
        raise not_found("changes_gone", path="after", days=KEPT.days)
    return cursor
