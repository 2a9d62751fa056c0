"""Columns as an import describes them, and how loosely their headings are compared."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from shared.kernel.text import compact
from shared.workbooks.cells import Cell

_HINT = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|<[^<>]*>|〔[^〔〕]*〕|\{[^{}]*\}")
_OPEN_HINT = re.compile(r"[(\[【<〔{].*")
_MARKS = re.compile(r"[*＊※★☆:：、.。#]+")


@dataclass(frozen=True, slots=True)
class Column:
    """`name` is the heading and the key of the value; `read` gives the meaning of a cell that is not empty.

    An empty cell is an error where the column is required, else None. In a `unique` column nothing stands twice.
    """

    name: str
    read: Callable[[Cell], Any]
    required: bool = True
    aliases: tuple[str, ...] = ()
    unique: bool = False

    def headings(self) -> frozenset[str]:
        """Everything that the heading may be, folded."""
        return frozenset(fold(name) for name in (self.name, *self.aliases))


def fold(heading: str) -> str:
    """What is compared of a heading: no spaces, line breaks, invisible marks, stars, bracketed hints; one width."""
    bare = compact(heading)
    while bare != (shorter := _HINT.sub("", bare)):
        bare = shorter
    return _MARKS.sub("", _OPEN_HINT.sub("", bare)).casefold()


def columns_by_heading(columns: Iterable[Column]) -> dict[str, Column]:
    """Folded heading -> column; two columns that share one are a mistake of the description."""
    known: dict[str, Column] = {}
    for column in columns:
        for heading in column.headings():
            if known.setdefault(heading, column) is not column:
                raise ValueError(f"two columns are called {heading!r}")
    return known
