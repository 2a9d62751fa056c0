"""What a service's alembic `env.py` runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, NotRequired, TypedDict

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import MetaData
from sqlalchemy.sql.elements import False_, True_
from sqlalchemy.types import TypeDecorator

from shared.persistence.db.types import Instant, Json
from shared.persistence.schema.common_tables import COMMON as COMMON_TABLES
from shared.persistence.schema.migrations import COMMON


def run(metadata: MetaData) -> None:
    """Run the migrations on the connection that migrations.config_for put into the configuration."""
    connection = context.config.attributes["connection"]
    if connection is None:
        raise RuntimeError("run migrations with `zhiping db migrate`, not with the alembic command")
    options = comparison(connection.dialect.name)
    if context.config.attributes.get("branch") not in (None, COMMON):
        options["include_object"] = _own_tables
    context.configure(connection=connection, target_metadata=metadata, **options)
    with context.begin_transaction():
        context.run_migrations()


def _own_tables(item: Any, name: str | None, kind: str, reflected: bool, other: Any) -> bool:
    """What a service's next revision looks at: the common tables have revisions of their own."""
    return kind != "table" or name not in COMMON_TABLES.tables


class MigrationOptions(TypedDict):
    """In alembic's words."""

    transactional_ddl: bool
    compare_type: Callable[..., bool | None]
    render_item: Callable[..., str | Literal[False]]
    render_as_batch: bool
    include_object: NotRequired[Callable[..., bool]]


def comparison(dialect: str) -> MigrationOptions:
    """Options that migrations, autogeneration and the drift check share."""
    return {
        "transactional_ddl": True,
        "compare_type": _compare_type,
        "render_item": _render_item,
        "render_as_batch": dialect == "sqlite",
    }


def _compare_type(migration: Any, _: Any, __: Any, found: Any, wanted: Any) -> bool | None:
    """Our own types differ only when the type they stand for differs; the rest is alembic's decision (None)."""
    dialect = migration.dialect
    if isinstance(wanted, (Instant, Json)):
        stored = wanted.load_dialect_impl(dialect).compile(dialect)
        return bool(str(found.compile(dialect)) != str(stored))
    return None


def _render_item(kind: str, item: Any, autogen: AutogenContext) -> str | Literal[False]:
    """What means the same on both databases is written so: types by our own name, yes and no as such."""
    if kind == "server_default" and isinstance(getattr(item, "arg", None), False_ | True_):
        return f"sa.{str(item.arg).lower()}()"
    if kind == "type" and isinstance(item, (Instant, Json)):
        autogen.imports.add("from shared import persistence")
        return f"persistence.{type(item).__name__}()"
    if kind == "type" and isinstance(
        item, TypeDecorator
    ):  # e.g. a sealed text: the migration needs what is stored only
        return f"sa.{item.impl!r}"
    return False
