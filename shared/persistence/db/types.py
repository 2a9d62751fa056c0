"""Column types that read and write the same Python values on PostgreSQL and SQLite."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, Dialect, Text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.types import TypeDecorator, TypeEngine

from shared.kernel.canonical import canonical_json
from shared.kernel.clock import ZONE

_SQLITE_WIDTH = 27
"""Characters of an instant in SQLite, always the same so that text order is time order."""


class Instant(TypeDecorator[datetime]):
    """A moment: aware datetime in, aware datetime in Asia/Shanghai out; stored in UTC to the microsecond.

    PostgreSQL: timestamptz. SQLite: text `2026-05-08T01:00:00.000000Z`. A naive datetime raises ValueError.
    """

    impl = postgresql.TIMESTAMP
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """timestamptz on PostgreSQL, fixed-width text on SQLite."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(postgresql.TIMESTAMP(timezone=True))
        return dialect.type_descriptor(sqlite.VARCHAR(_SQLITE_WIDTH))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Refuses naive values; text for SQLite, UTC for PostgreSQL."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        moment = value.astimezone(UTC)
        return moment if dialect.name == "postgresql" else moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Always aware, always in Asia/Shanghai."""
        if value is None:
            return None
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
        return moment.astimezone(ZONE)


class Json(TypeDecorator[Any]):
    """A JSON value without floats: JSONB on PostgreSQL, canonical compact text on SQLite. None is SQL NULL."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """JSONB on PostgreSQL, text on SQLite."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(postgresql.JSONB(none_as_null=True))
        return dialect.type_descriptor(Text())

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """Canonical text on SQLite; on PostgreSQL the engine's serializer (also canonical) does it."""
        if value is None or dialect.name == "postgresql":
            return value
        return canonical_json(value).decode()

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """psycopg2's JSONB arrives decoded; text is decoded without another call per value."""
        return None if dialect.name == "postgresql" else _DECODED.result_processor(dialect, coltype)


_DECODED = JSON()
