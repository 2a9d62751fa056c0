"""What a service's alembic `env.py` runs."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import MetaData
from sqlalchemy.types import TypeDecorator

from shared.persistence.db.types import Instant, Json


def run(metadata: MetaData) -> None:
    """Run the migrations on the connection that migrations.config_for put into the configuration."""
    connection = context.config.attributes["connection"]
    if connection is None:
        raise RuntimeError("run migrations with `zhiping db migrate`, not with the alembic command")
    context.configure(connection=connection, target_metadata=metadata, **comparison(connection.dialect.name))
    with context.begin_transaction():
        context.run_migrations()


def comparison(dialect: str) -> dict[str, Any]:
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
    """Types that mean the same on both databases are written into the migration by our own name."""
    if kind == "type" and isinstance(item, (Instant, Json)):
        autogen.imports.add("from shared import persistence")
        return f"persistence.{type(item).__name__}()"
    if kind == "type" and isinstance(
        item, TypeDecorator
    ):  # e.g. a sealed text: the migration needs what is stored only
        return f"sa.{item.impl!r}"
    return False
