"""Which row of a later submission is which row of an earlier one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from services.declaration.domain.rows import Row

Numbered = tuple[int, Row]
"""A row with its number from 0."""
Likeness = Callable[[Row], Hashable]
"""What two rows have in common that are the same; None for a row that cannot be told by it."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A row in both submissions, or in one of them."""

    before: Numbered | None
    after: Numbered | None

    @property
    def standing(self) -> list[Numbered]:
        """As it stood and as it stands; one or both."""
        return [one for one in (self.before, self.after) if one is not None]


def paired(before: Sequence[Row], after: Sequence[Row], likenesses: Iterable[Likeness]) -> list[Pair]:
    """Every row once, in the later order, what is gone at the end.

    The surest likeness comes first; what it leaves over is tried by the next. Of rows that are alike among themselves
    each finds one.
    """
    left, found = dict(enumerate(before)), dict[int, Numbered]()
    for alike in likenesses:
        found |= _matched(left, {number: row for number, row in enumerate(after) if number not in found}, alike)
    return [
        *(Pair(found.get(number), (number, row)) for number, row in enumerate(after)),
        *(Pair(gone, None) for gone in left.items()),
    ]


def out_of_order(pairs: Iterable[Pair]) -> set[int]:
    """Numbers (before) of the rows that were moved: few that explain the new order."""
    order = [one.before[0] for one in pairs if one.before is not None and one.after is not None]
    blocks = SequenceMatcher(None, sorted(order), order, autojunk=False).get_matching_blocks()
    stayed = {number for block in blocks for number in order[block.b : block.b + block.size]}
    return set(order) - stayed


def content_of(row: Row) -> Row:
    """What a row says, without what it is called by."""
    return {name: value for name, value in row.items() if name != "id" and not is_blank(value)}


def is_blank(value: Any) -> bool:
    """Whether nothing stands there; no and nought are something."""
    return value is None or value == "" or value == [] or value == {}


def _matched(left: dict[int, Row], right: dict[int, Row], alike: Likeness) -> dict[int, Numbered]:
    """By the number after; what was matched is taken out of `left`."""
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for number, row in left.items():
        waiting[alike(row)].append(number)
    waiting.pop(None, None)
    numbers = {number: same.pop(0) for number, row in right.items() if (same := waiting.get(alike(row)))}
    return {number: (was, left.pop(was)) for number, was in numbers.items()}
