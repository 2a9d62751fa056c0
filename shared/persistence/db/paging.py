"""Keyset pages: stable while rows come and go, and as cheap at the end of a long list as at its beginning."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, literal, select, tuple_

from shared.kernel.canonical import canonical_json
from shared.kernel.clock import parse_instant
from shared.kernel.errors import invalid
from shared.kernel.text import is_plain
from shared.wire.requests import ListQuery
from shared.wire.types import LARGEST, Page


@dataclass(frozen=True)
class Order:
    """How a list may be sorted: `by` maps wire names to columns that are never NULL; `key` is unique and breaks ties.

    `default` is a wire name, descending with a leading "-".
    """

    by: Mapping[str, ColumnElement[Any]]
    key: ColumnElement[Any]
    default: str


def fitting(statement: Select[Any], *asked: tuple[ColumnElement[Any], Any]) -> Select[Any]:
    """The rows whose columns have the values asked for, or for which a condition is true or false as asked; None asks
    nothing."""
    return statement.where(*(column == value for column, value in asked if value is not None))


def listed(
    connection: Connection, statement: Select[*tuple[Any, ...]], order: Order, request: ListQuery
) -> Page[Row[Any]]:
    """The part of `statement` (already filtered, not ordered) that the request asks for; rows are counted on request.

    A cursor belongs to its sort. Raises invalid("sort_unknown", path="sort"), invalid("cursor_invalid", path="cursor").
    """
    chosen = request.sort or order.default
    column = order.by.get(chosen.removeprefix("-"))
    if column is None:
        raise invalid("sort_unknown", path="sort", allowed=", ".join(order.by))
    descending = chosen.startswith("-")
    paged = statement.add_columns(column.label("_sort"), order.key.label("_key"))
    if request.cursor is not None:
        here = tuple_(column, order.key)
        last = tuple_(*_decode(request.cursor, chosen, (column, order.key)))
        paged = paged.where(here < last if descending else here > last)
    direction = (column.desc(), order.key.desc()) if descending else (column.asc(), order.key.asc())
    rows = list(connection.execute(paged.order_by(*direction).limit(request.limit + 1)))
    more = len(rows) > request.limit
    rows = rows[: request.limit]
    cursor = _encode(chosen, rows[-1]._sort, rows[-1]._key) if more else None
    total = _count(connection, statement) if request.with_total else None
    return Page(items=tuple(rows), next_cursor=cursor, total=total)


def _count(connection: Connection, statement: Select[*tuple[Any, ...]]) -> int:
    return connection.scalar(select(func.count()).select_from(statement.order_by(None).subquery())) or 0


def _encode(sort: str, *values: Any) -> str:
    return base64.urlsafe_b64encode(canonical_json([sort, *map(_to_json, values)])).decode().rstrip("=")


def _decode(cursor: str, sort: str, columns: tuple[ColumnElement[Any], ...]) -> list[ColumnElement[Any]]:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        made_for, *values = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        decoded = [_from_json(value) for value in values]
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
        raise invalid("cursor_invalid", path="cursor") from error
    if made_for != sort or len(decoded) != len(columns):
        raise invalid("cursor_invalid", path="cursor")
    if not all(isinstance(value, column.type.python_type) for value, column in zip(decoded, columns, strict=True)):
        raise invalid("cursor_invalid", path="cursor")
    return [literal(value, column.type) for value, column in zip(decoded, columns, strict=True)]


def _to_json(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"at": value.isoformat()}
    return {"day": value.isoformat()} if isinstance(value, date) else value


def _from_json(value: Any) -> Any:
    if isinstance(value, dict):
        ((kind, content),) = value.items()
        return {"at": parse_instant, "day": date.fromisoformat}[kind](content)
    if isinstance(value, str) and is_plain(value):
        return value
    if type(value) is int and abs(value) <= LARGEST:
        return value
    raise ValueError("no value of a column")
