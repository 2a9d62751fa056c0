"""Explicit rows against SQLAlchemy's imperative mapping: load, change and save one aggregate per transaction.

`python -m tests.bench.row_mapping URL...` prints one line per way and database. Figures stand in docs/decisions.
"""

import sys
import time
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, insert, select
from sqlalchemy.orm import Session, registry

from shared.kernel.clock import SystemClock
from shared.persistence import Database, migrate, update_versioned
from tests.support.example.store.tables import metadata, notes

ROUNDS, ROWS = 1500, 200


@dataclass
class Note:
    """The aggregate as the domain sees it, for both ways."""

    id: str
    version: int
    title: str
    due_on: date
    written_at: datetime
    content: dict


class MappedNote(Note):
    """The same, taken over by the mapper (which replaces its constructor and attributes)."""


_BY_ID = select(notes).where(notes.c.id == bindparam("id"))


def explicit_change(database, note_id):
    """Core select, dataclass, Core update guarded by the version."""
    with database.begin() as connection:
        note = Note(**connection.execute(_BY_ID, {"id": note_id}).mappings().one())
        note.title = f"t{note.version}"
        update_versioned(connection, notes, note.id, note.version, {"title": note.title, "content": note.content})


def mapped_change(database, note_id):
    """Session.get, attribute, flush with version_id_col."""
    with database.begin() as connection, Session(bind=connection) as session:
        note = session.get(MappedNote, note_id)
        note.title = f"t{note.version}"
        session.flush()


def explicit_list(database, _):
    """Fifty aggregates."""
    with database.begin_reading() as connection:
        return [Note(**row) for row in connection.execute(select(notes).limit(50)).mappings()]


def mapped_list(database, _):
    """Fifty aggregates."""
    with database.begin_reading() as connection, Session(bind=connection) as session:
        return session.scalars(select(MappedNote).limit(50)).all()


def prepare(url):
    """The example's tables with ROWS rows."""
    migrate("tests.support.example", url)
    database, now = Database(url), SystemClock().now()
    row = {"version": 1, "title": "t", "due_on": now.date(), "written_at": now, "content": {"sections": ["甲"] * 20}}
    with database.begin() as connection:
        connection.execute(notes.delete())
        connection.execute(insert(notes), [row | {"id": f"n{number}"} for number in range(ROWS)])
    return database


def measure(function, database):
    """Microseconds of processor time and of wall time per call, after a warm-up; the better of three runs."""
    best = None
    for _ in range(3):
        wall, busy = time.perf_counter(), time.process_time()
        for number in range(ROUNDS):
            function(database, f"n{number % ROWS}")
        spent = ((time.process_time() - busy) / ROUNDS * 1e6, (time.perf_counter() - wall) / ROUNDS * 1e6)
        best = min(best or spent, spent)
    return best


def main():
    """All ways on all databases given."""
    registry(metadata=metadata).map_imperatively(MappedNote, notes, version_id_col=notes.c.version)
    for url in sys.argv[1:]:
        database = prepare(url)
        for function in (explicit_change, mapped_change, explicit_list, mapped_list):
            busy, wall = measure(function, database)
            print(
                f"{database.url.get_backend_name():<11} {function.__name__:<16} cpu {busy:6.0f} us  wall {wall:6.0f} us"
            )


if __name__ == "__main__":
    main()
