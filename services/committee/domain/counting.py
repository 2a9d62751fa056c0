"""How many panels are feasible, exactly, and which mix of experts the n-th of them has.

Experts fall into eight cells by (new, external, private). A panel's vector says how many come from each cell; it weighs
the product of the binomials. Vectors are ordered lexicographically, so a number below the total names one of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import comb

Cell = tuple[bool, bool, bool]
Needs = tuple[int, int, int]
CELLS: tuple[Cell, ...] = tuple(
    (new, external, private) for new in (True, False) for external in (True, False) for private in (True, False)
)
"""The order of the cells in every vector: new before serving, external before own, private before public."""
NOTHING: Needs = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class Quotas:
    """Least numbers of members who are new against last year, external peers, from private enterprises."""

    new: int = 0
    external: int = 0
    private: int = 0

    @property
    def needs(self) -> Needs:
        """The same as a plain tuple, in the order of a cell's flags."""
        return (self.new, self.external, self.private)


class FeasiblePanels:
    """All panels of `panel` members out of cells of the given `sizes` (in CELLS order) that meet the quotas.

    Counting is one pass over (cell, members still to seat, needs still open), big integers, nothing rounded.
    """

    def __init__(self, sizes: tuple[int, ...], panel: int, quotas: Quotas) -> None:
        self._sizes = sizes
        self._panel = panel
        self._needs = quotas.needs
        self._binomials = tuple(tuple(comb(size, count) for count in range(min(size, panel) + 1)) for size in sizes)
        self._rest = tuple(sum(sizes[cell:]) for cell in range(len(sizes) + 1))
        self._supply = tuple(_supply(sizes, cell) for cell in range(len(sizes) + 1))
        self._known: dict[tuple[int, int, Needs], int] = {}
        self.total = self._completions(0, panel, self._needs)

    def vector(self, rank: int) -> tuple[int, ...]:
        """The vector that owns `rank` when each vector owns as many ranks as it has panels; 0 <= rank < total."""
        if not 0 <= rank < self.total:
            raise ValueError(f"rank {rank} is not below {self.total}")
        chosen: list[int] = []
        members, needs, panels = self._panel, self._needs, 1
        for cell, ways in enumerate(self._binomials):
            count = 0
            while rank >= (weight := panels * ways[count] * self._after(cell, members, needs, count)):
                rank -= weight
                count += 1
            chosen.append(count)
            panels *= ways[count]
            members, needs = members - count, _reduced(needs, CELLS[cell], count)
        return tuple(chosen)

    def _after(self, cell: int, members: int, needs: Needs, count: int) -> int:
        return self._completions(cell + 1, members - count, _reduced(needs, CELLS[cell], count))

    def _completions(self, cell: int, members: int, needs: Needs) -> int:
        """In how many ways the cells from `cell` on seat `members` people and meet `needs`."""
        if needs == NOTHING:
            return comb(self._rest[cell], members) if members >= 0 else 0
        if max(needs) > members or any(map(int.__gt__, needs, self._supply[cell])):
            return 0
        key = (cell, members, needs)
        if key not in self._known:
            ways = self._binomials[cell][: members + 1]
            self._known[key] = sum(
                way * rest for count, way in enumerate(ways) if (rest := self._after(cell, members, needs, count))
            )
        return self._known[key]


def _reduced(needs: Needs, cell: Cell, count: int) -> Needs:
    """What is still needed once `count` members of a cell are seated."""
    new, external, private = needs
    return (
        max(new - count, 0) if cell[0] else new,
        max(external - count, 0) if cell[1] else external,
        max(private - count, 0) if cell[2] else private,
    )


def _supply(sizes: tuple[int, ...], first: int) -> Needs:
    """How many new, external and private experts the cells from `first` on hold."""
    later = list(zip(CELLS, sizes, strict=True))[first:]
    new, external, private = (sum(size for cell, size in later if cell[flag]) for flag in range(3))
    return (new, external, private)
