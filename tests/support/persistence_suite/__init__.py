"""What the persistence suite needs: the example service with its tables and one fact."""

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, datetime

from sqlalchemy import func, select

from shared.contracts.base import EventType, Number
from shared.kernel.caller import Caller
from shared.kernel.clock import ZONE, VirtualClock
from shared.persistence import transaction
from shared.persistence.schema.common_tables import OUTBOX
from shared.wire.types import record
from tests.support.example.store.tables import notes


@record
class Written:
    """Contract of the example's only fact."""

    title: str
    due_on: date
    pages: Number


SAMPLE = {"title": "一次性告知书", "due_on": "2026-06-10", "pages": 2}
WRITTEN = EventType("example.note_written", "note", Written, SAMPLE)
FACT = WRITTEN.read(SAMPLE)
CLOCK = VirtualClock(datetime(2026, 5, 8, 9, 30, tzinfo=ZONE))
CLERK = Caller("p-1", "王某", "o-1", frozenset({"unit_clerk"}), "150402")


@contextmanager
def unit_of_work(database, **keys):
    """A transaction whose ports are the bare connection."""
    with transaction(database, lambda connection: connection, CLOCK, CLERK, **keys) as tx:
        yield tx


def write_note(tx, note_id, **changed):
    """Insert a note, record the fact and leave a trail entry, as a use case does."""
    values = {
        "id": note_id,
        "version": 1,
        "title": "甲",
        "due_on": tx.today,
        "written_at": tx.now,
        "content": {"页": [1]},
    }
    tx.connection.execute(notes.insert().values(**(values | changed)))
    tx.record(WRITTEN, note_id, FACT)
    tx.trail("write_note", "note", note_id, clause="3.2", opinion="同意", data={"pages": 2})


def count(database, table):
    """Committed rows of a table."""
    with database.begin_reading() as connection:
        return connection.scalar(select(func.count()).select_from(table))


def envelopes(database):
    """The envelopes in the outbox, in the order of the outbox."""
    with database.begin_reading() as connection:
        return [json.loads(body) for body in connection.scalars(select(OUTBOX.c.body).order_by(OUTBOX.c.position))]


def at_once(function, items, workers=8):
    """Call `function` for every item from several threads; results in order, the first error is raised."""
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(function, items))
