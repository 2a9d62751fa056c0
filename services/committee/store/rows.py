"""Between rows and the domain's dataclasses: column names are field names, so both ways are one line each."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Select

from shared.persistence import Order, paginate

T = TypeVar("T")


def from_row(kind: type[T], row: Row[Any]) -> T:
    """Rebuild a domain object as it was stored; no rule is applied again."""
    mapping = row._mapping
    return kind(**{name: mapping[name] for name in _names(kind)})


def values_of(thing: Any, **more: Any) -> dict[str, Any]:
    """The columns of a domain object."""
    return {name: getattr(thing, name) for name in _names(type(thing))} | more


def _names(kind: type[Any]) -> tuple[str, ...]:
    if kind not in _NAMES:
        _NAMES[kind] = tuple(field.name for field in fields(kind))
    return _NAMES[kind]


_NAMES: dict[type[Any], tuple[str, ...]] = {}
"""Field names of the domain's dataclasses, as they are asked for."""


def page_of(
    connection: Connection, kind: type[T], statement: Select[Any], order: Order, request: dict[str, Any]
) -> tuple[list[T], str | None, int]:
    """One page of domain objects."""
    page = paginate(
        connection, statement, order, sort=request["sort"], cursor=request["cursor"], limit=request["limit"]
    )
    return [from_row(kind, row) for row in page.rows], page.next_cursor, page.total
