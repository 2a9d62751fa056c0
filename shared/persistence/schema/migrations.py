"""Alembic without an ini file: each service's migrations are the package `services.<name>.migrations`.

Alembic is imported where it is used: every service process imports this package, and hardly one ever migrates.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from sqlalchemy import Connection, MetaData, text

from shared.persistence.db.database import Database

if TYPE_CHECKING:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

_MIGRATION_LOCK = 0x319A7E


def package_of(service: str) -> str:
    """The Python package of a service: `services.<name>`, or the dotted name itself (the tests' example service)."""
    return service if "." in service else f"services.{service}"


def metadata_of(service: str) -> MetaData:
    """What the code of the service expects its database to look like (`store/tables.py: metadata`)."""
    tables: ModuleType = importlib.import_module(f"{package_of(service)}.store.tables")
    metadata: MetaData = tables.metadata
    return metadata


def config_for(service: str, connection: Connection | None = None) -> Config:
    """Alembic's configuration; migrations run on `connection`, inside its transaction."""
    from alembic.config import Config

    env = importlib.import_module(f"{package_of(service)}.migrations")
    config = Config()
    config.set_main_option("script_location", str(Path(env.__path__[0])).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def migrate(service: str, url: str, revision: str = "head") -> str | None:
    """Bring the database to `revision` in one transaction and return where it stands; waits for another migration.

    A database that a newer version of the code has migrated is left alone: that is a rollback.
    """
    from alembic import command

    database = Database(url, pool_size=1, statement_timeout=600)
    try:
        with database.begin() as connection:
            if database.is_postgres:
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
            if _known(service, _standing(connection)):
                command.upgrade(config_for(service, connection), revision)
            return _standing(connection)
    finally:
        database.close()


def current(url: str) -> str | None:
    """The revision that the database stands on, None for an empty one."""
    database = Database(url, pool_size=1)
    try:
        with database.begin() as connection:
            return _standing(connection)
    finally:
        database.close()


def head(service: str) -> str | None:
    """The newest revision in the code."""
    return _scripts(service).get_current_head()


def pending(service: str, url: str) -> list[str]:
    """Revisions that `migrate` would run, oldest first; empty when the database is up to date or ahead of the code."""
    at = current(url)
    if not _known(service, at):
        return []
    return [step.revision for step in reversed(list(_scripts(service).iterate_revisions("head", at or "base")))]


def _known(service: str, revision: str | None) -> bool:
    """Whether the code has this revision; an empty database (None) stands before the first."""
    every = _scripts(service).walk_revisions()
    return revision is None or revision in {step.revision for step in every}


def _scripts(service: str) -> ScriptDirectory:
    from alembic.script import ScriptDirectory

    return ScriptDirectory.from_config(config_for(service))


def _standing(connection: Connection) -> str | None:
    from alembic.runtime.migration import MigrationContext

    return MigrationContext.configure(connection).get_current_revision()
