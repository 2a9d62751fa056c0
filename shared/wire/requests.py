"""What every command and every list takes: request records inherit from these."""

from __future__ import annotations

from typing import Annotated

from shared.wire.types import Doc, Ge, Interval, Len, record

DEFAULT_LIMIT = 50
MAX_LIMIT = 500


@record
class Query:
    """Changes nothing."""


@record
class Command:
    """`idempotency_key` names the attempt, so that a repeated call has one effect."""

    idempotency_key: Annotated[str, Len(1, 100)]


@record
class Change(Command):
    """A command on an existing aggregate: `expected_version` is the one that the caller saw."""

    expected_version: Annotated[int, Ge(1)]


@record
class ListQuery(Query):
    """A part of a list; lists add `filter` and say in `sort` by what they may be sorted."""

    sort: str | None = None
    cursor: str | None = None
    limit: Annotated[int, Interval(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT
    with_total: bool = False


def sorted_by(*names: str) -> Doc:
    """The note of a `sort`; the list's Order refuses other names."""
    return Doc(f"{', '.join(names)}; `-` descends")
