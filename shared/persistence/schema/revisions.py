"""For developers: write the next migration by comparing, and the check that code and migrations agree."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection

from shared.persistence.db.database import Database
from shared.persistence.schema.migration_env import comparison
from shared.persistence.schema.migrations import COMMON, config_for, label_of, metadata_of, migrate, newest

_TEMPLATE = Path(__file__).with_name("script.py.mako")


def drift(service: str, url: str) -> list[Any]:
    """Differences between the service's metadata and the database at `url` after migration; empty = they agree."""
    migrate(service, url)
    with _connected(url) as connection:
        options = {"target_metadata": metadata_of(service), **comparison(connection.dialect.name)}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata_of(service)))


def write_revision(branch: str, message: str) -> Path | None:
    """Write `versions/<branch>_<nnnn>_<message>.py` with what the tables have and the migrations lack, or None.

    `branch` is a service, or `common` for the tables that all carry. Compared on SQLite in a scratch file; the types
    rendered are those that fit both databases. Read it before use.
    """
    with tempfile.TemporaryDirectory() as scratch:
        url = f"sqlite:///{scratch}/db"
        migrate(branch, url)
        with _connected(url) as connection, _template(branch):
            return _generate(branch, connection, message)


def _generate(branch: str, connection: Connection, message: str) -> Path | None:
    config, label, last = config_for(branch, connection), label_of(branch), newest(branch)
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    number = int(last.rpartition("_")[2]) + 1 if last else 1

    def finish(_: Any, __: Any, directives: list[Any]) -> None:
        if directives[0].upgrade_ops.is_empty():
            directives[:] = []

    config.attributes["branch"] = branch
    script = command.revision(
        config,
        message,
        autogenerate=True,
        rev_id=f"{label}_{number:04d}",
        head=f"{label}@head" if last else "base",
        branch_label=None if last else label,
        depends_on=None if branch == COMMON else newest(COMMON),
        version_path=str(Path(str(config.get_main_option("script_location"))) / "versions"),
        process_revision_directives=finish,
    )
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
