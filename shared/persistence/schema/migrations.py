"""Alembic without an ini file: two branches per database, the service's own and that of the common tables.

The service's are the package `services.<name>.migrations`, the common ones `shared.persistence.migrations`: a change of
a common table is one revision there. A service's revision says by `depends_on` which common one it needs.
Alembic is imported where it is used: every service process imports this package, and hardly one ever migrates.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from sqlalchemy import Connection, MetaData, text

from shared.persistence.db.database import Database
from shared.persistence.schema.common_tables import new_metadata
from shared.persistence.schema.ownership import grant, take_over

if TYPE_CHECKING:
    from alembic.config import Config
    from alembic.script import Script, ScriptDirectory

COMMON = "common"
"""The branch of the tables that every service carries."""
_COMMON_PACKAGE = "shared.persistence"
_MIGRATION_LOCK = 0x319A7E


def package_of(branch: str) -> str:
    """The Python package of a branch: `services.<name>`, or the dotted name itself (the tests' example service)."""
    return _COMMON_PACKAGE if branch == COMMON else branch if "." in branch else f"services.{branch}"


def label_of(branch: str) -> str:
    """The label of a branch, with which the names of its revisions begin."""
    return branch.rpartition(".")[2]


def metadata_of(branch: str) -> MetaData:
    """What the code expects: of a service (`store/tables.py: metadata`) all its tables, of the common branch those."""
    if branch == COMMON:
        return new_metadata()
    service = branch
    tables: ModuleType = importlib.import_module(f"{package_of(service)}.store.tables")
    metadata: MetaData = tables.metadata
    return metadata


def config_for(service: str, connection: Connection | None = None) -> Config:
    """Alembic's configuration; migrations run on `connection`, inside its transaction."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_folder(service)).replace("%", "%%"))
    versions = os.pathsep.join(str(_folder(branch) / "versions") for branch in dict.fromkeys((COMMON, service)))
    config.set_main_option("path_separator", "os")
    config.set_main_option("version_locations", versions.replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _folder(branch: str) -> Path:
    env = importlib.import_module(f"{package_of(branch)}.migrations")
    return Path(env.__path__[0])


def migrate(service: str, url: str, revision: str = "heads", *, user: str | None = None) -> tuple[str, ...]:
    """Bring the database to `revision` in one transaction and return where it stands; waits for another migration.

    A database that a newer version of the code has migrated is left alone: that is a rollback. `user` (PostgreSQL) is
    the service's role where the tables are to belong to the one of `url`: see `ownership`.
    """
    from alembic import command

    database = Database(url, pool_size=1, statement_timeout=600)
    try:
        with database.begin() as connection:
            if database.is_postgres:
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
            if _known(service, _standing(connection)):
                if user is not None:
                    take_over(connection, user)
                command.upgrade(config_for(service, connection), revision)
                if user is not None:
                    grant(connection, user)
            return _standing(connection)
    finally:
        database.close()


def current(url: str) -> tuple[str, ...]:
    """The newest revisions that the database has, none for an empty one; one that another depends on is left out."""
    database = Database(url, pool_size=1)
    try:
        with database.begin() as connection:
            return _standing(connection)
    finally:
        database.close()


def newest(branch: str) -> str | None:
    """The newest revision of a branch in the code."""
    return max((step.revision for step in _steps(branch) if step.revision.startswith(label_of(branch))), default=None)


def pending(service: str, url: str) -> list[str]:
    """Revisions that `migrate` would run, oldest first; empty when the database is up to date or ahead of the code."""
    at = current(url)
    if not _known(service, at):
        return []
    steps = _steps(service)
    done = _with_ancestors({step.revision: step for step in steps}, at)
    return [step.revision for step in reversed(steps) if step.revision not in done]


def _known(service: str, revisions: Iterable[str]) -> bool:
    """Whether the code has all of these."""
    return set(revisions) <= {step.revision for step in _steps(service)}


def _steps(service: str) -> list[Script]:
    """Every revision of both branches, each before those that it builds on."""
    return list(_scripts(service).walk_revisions())


def _with_ancestors(steps: dict[str, Script], revisions: Iterable[str]) -> set[str]:
    """The revisions and all that they follow or depend on."""
    found: set[str] = set()
    waiting = list(revisions)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [*_names(steps[name].down_revision), *_names(steps[name].dependencies)]
    return found


def _names(given: str | Iterable[str] | None) -> Iterable[str]:
    return (given,) if isinstance(given, str) else given or ()


def _scripts(service: str) -> ScriptDirectory:
    from alembic.script import ScriptDirectory

    return ScriptDirectory.from_config(config_for(service))


def _standing(connection: Connection) -> tuple[str, ...]:
    from alembic.runtime.migration import MigrationContext

    return tuple(sorted(MigrationContext.configure(connection).get_current_heads()))
