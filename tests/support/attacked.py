"""Databases that the attacks of one file find empty, one after the other, on SQLite or PostgreSQL."""

from contextlib import contextmanager

from shared.persistence import migrate
from tests.support.reused_file import ReusedFile
from tests.support.reused_postgres import ReusedPostgres


@contextmanager
def emptied(service, kind, request, folders):
    """`with emptied(...) as reused`: `reused.fresh()` is the database as it was migrated; `kind` sqlite or postgres."""
    if kind == "postgres":
        made = ReusedPostgres(request.getfixturevalue("stack"), service)
        yield made
        made.drop()
        return
    file = folders.mktemp("migrated") / f"{service}.db"
    migrate(service, f"sqlite:///{file}")
    yield ReusedFile(file, folders.mktemp("reused"))
