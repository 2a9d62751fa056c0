"""Finding the header: the row among the first ones that holds most of the described columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shared.workbooks.columns import Column, fold

FIRST_ROWS = 20
"""The header is one of these rows: above it stand titles and notes."""
Ranges = Sequence[tuple[tuple[int, int], tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Header:
    """`row` counts from 0; `places` says in which column (from 0) each described column stands first."""

    row: int
    places: dict[str, int]
    doubled: tuple[str, ...] = ()

    def missing(self, columns: Sequence[Column]) -> list[str]:
        """Required columns that are not there."""
        return [column.name for column in columns if column.required and column.name not in self.places]


def find_header(rows: Sequence[Sequence[Any]], merged: Ranges, known: Mapping[str, Column]) -> Header:
    """The first of the best rows; a heading that is merged with the rows below it stands in each of them."""
    spread = _spread([list(row) for row in rows[:FIRST_ROWS]], merged)
    found = [_read(number, row, known) for number, row in enumerate(spread)]
    best = max(found, key=lambda one: len(one.places), default=Header(0, {}))
    below = {first[0]: last[0] for first, last in merged if first[1] in best.places.values()}
    last = below.get(best.row, best.row)
    return found[last] if last < len(found) and found[last].places == best.places else best


def _read(number: int, row: Sequence[Any], known: Mapping[str, Column]) -> Header:
    places: dict[str, int] = {}
    doubled = []
    for index, value in enumerate(row):
        column = known.get(fold(value)) if isinstance(value, str) else None
        if column is None:
            continue
        if places.setdefault(column.name, index) != index:
            doubled.append(column.name)
    return Header(number, places, tuple(dict.fromkeys(doubled)))


def _spread(rows: list[list[Any]], merged: Ranges) -> list[list[Any]]:
    """Headings that reach over several rows, written in each of them; over several columns they stay in the first."""
    for (top, left), (bottom, _) in merged:
        for number in range(top + 1, min(bottom + 1, len(rows))):
            if left < len(rows[number]):
                rows[number][left] = rows[top][left]
    return rows
