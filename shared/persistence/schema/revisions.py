"""For developers: write the next migration by comparing, and the check that code and migrations agree."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata, renderers
from alembic.autogenerate.api import AutogenContext
from alembic.operations import Operations
from alembic.operations.ops import MigrateOperation
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection

from shared.persistence.db.database import Database
from shared.persistence.schema.common_ddl import create_common_tables
from shared.persistence.schema.migration_env import comparison
from shared.persistence.schema.migrations import config_for, head, metadata_of, migrate

_TEMPLATE = Path(__file__).with_name("script.py.mako")


class CommonTables(MigrateOperation):
    """Stands in a first revision for the call that creates the common tables."""


@renderers.dispatch_for(CommonTables)
def _render_common(context: AutogenContext, _: CommonTables) -> str:
    context.imports.add("from shared import persistence")
    return "persistence.create_common_tables(op)"


def drift(service: str, url: str) -> list[Any]:
    """Differences between the service's metadata and the database at `url` after migration; empty = they agree."""
    migrate(service, url)
    with _connected(url) as connection:
        options = {"target_metadata": metadata_of(service), **comparison(connection.dialect.name)}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata_of(service)))


def write_revision(service: str, message: str) -> Path | None:
    """Write `versions/<nnnn>_<message>.py` with what the tables have and the migrations lack; None when nothing lacks.

    Compared on SQLite in a scratch file; the types rendered are those that fit both databases. Read it before use.
    """
    newest = head(service)
    with tempfile.TemporaryDirectory() as scratch:
        url = f"sqlite:///{scratch}/db"
        if newest:
            migrate(service, url)
        with _connected(url) as connection, _template(service):
            if not newest:
                create_common_tables(Operations(MigrationContext.configure(connection)))
            return _generate(service, connection, message, first=not newest)


def _generate(service: str, connection: Connection, message: str, *, first: bool) -> Path | None:
    config = config_for(service, connection)
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    number = f"{int(head(service) or 0) + 1:04d}"

    def finish(_: Any, __: Any, directives: list[Any]) -> None:
        upgrade = directives[0].upgrade_ops
        if first:
            upgrade.ops.insert(0, CommonTables())
        if upgrade.is_empty():
            directives[:] = []

    script = command.revision(config, message, autogenerate=True, rev_id=number, process_revision_directives=finish)
    return Path(script.path) if script and not isinstance(script, list) else None


@contextmanager
def _template(service: str) -> Iterator[None]:
    """Alembic wants its template beside the versions; services need not carry a copy."""
    lent = Path(str(config_for(service).get_main_option("script_location"))) / _TEMPLATE.name
    shutil.copyfile(_TEMPLATE, lent)
    try:
        yield
    finally:
        lent.unlink()


@contextmanager
def _connected(url: str) -> Iterator[Connection]:
    database = Database(url, pool_size=1)
    try:
        with database.begin() as connection:
            yield connection
    finally:
        database.close()
