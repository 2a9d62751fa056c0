"""What tests of attacks share: databases found empty, a service's world on files of its own, what one is told."""

import sqlite3
from contextlib import closing, contextmanager

from shared.kernel.errors import ZhipingError
from shared.persistence import migrate
from shared.security import install_keyring
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


@contextmanager
def openings_refused(world):
    """The service's table of openings (SQLite) takes nothing more."""
    file = world.app.settings.database_url.removeprefix("sqlite:///").partition("?")[0]
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TRIGGER full BEFORE INSERT ON openings BEGIN SELECT RAISE(ABORT, 'full'); END")
        try:
            yield
        finally:
            connection.execute("DROP TRIGGER full")


def told(call, *args, **params):
    """The slug of the refusal, or what was shown."""
    try:
        return call(*args, **params)
    except ZhipingError as error:
        return error.slug


def opened_world(kind, folder, begin):
    """A world of the service's suite on SQLite, begun; at the end the keyring is given back."""
    world = kind(f"sqlite:///{folder}/world.db?synchronous=OFF", folder)
    begin(world)
    yield world
    world.close()
    install_keyring(None)
