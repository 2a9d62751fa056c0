"""Turns, medians and the table: what needs no clock."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from typing import Any, Protocol

LIMIT = 1.1
"""How much more than the version before a call, an event or a verdict may cost."""
BLOCKS = 10
"""A sample is taken in so many parts, each beside one of the other version: a neighbour on the machine who is busy for
a moment slows both."""
SIDES = ("base", "new")


class Side(Protocol):
    """A version at work."""

    def prepare(self, work: str) -> int | None:
        """How many steps lie ready; None: it does not know the work."""
        ...

    def run(self, count: int) -> float:
        """Seconds of processor time for the next ones."""
        ...


def turns() -> Iterator[tuple[str, str]]:
    """Who goes first and who second: base new, new base, base new ..., so that neither always has the warmer caches."""
    while True:
        yield SIDES
        yield SIDES[::-1]


def measure(works: list[str], sides: dict[str, Side], rounds: int) -> dict[str, dict[str, Any]]:
    """Figures by work. One sample of each goes before the first round and is thrown away."""
    order = turns()
    warm = {work: sample(work, sides, order) for work in works}
    samples: dict[str, list[dict[str, float]]] = {work: [] for work, one in warm.items() if one is not None}
    for _ in range(rounds):
        for work, taken in samples.items():
            one = sample(work, sides, order)
            assert one is not None
            taken.append(one)
    return {work: figures(samples.get(work, [])) for work in works}


def sample(work: str, sides: dict[str, Side], order: Iterator[tuple[str, str]]) -> dict[str, float] | None:
    """Microseconds per step of either version; None where one of them does not know the work."""
    ready = {name: sides[name].prepare(work) for name in SIDES}
    count = ready["base"]
    if count is None or ready["new"] is None:
        return None
    if count != ready["new"]:
        raise ValueError(f"{work}: {ready} steps")
    spent = dict.fromkeys(SIDES, 0.0)
    for part in parts(count):
        for name in next(order):
            spent[name] += sides[name].run(part)
    return {name: seconds / count * 1e6 for name, seconds in spent.items()}


def parts(count: int) -> list[int]:
    """So many steps in BLOCKS parts, or in parts of one."""
    blocks = min(count, BLOCKS)
    return [count * (number + 1) // blocks - count * number // blocks for number in range(blocks)]


def figures(rounds: list[dict[str, float]]) -> dict[str, Any]:
    """Medians of both, and the median of the ratios of samples that were taken together."""
    if not rounds:
        return {"base": None, "new": None, "ratio": None, "rounds": []}
    return {
        **{name: statistics.median(one[name] for one in rounds) for name in SIDES},
        "ratio": statistics.median(one["new"] / one["base"] for one in rounds),
        "rounds": rounds,
    }


def table(found: dict[str, Any]) -> str:
    """The figures as Markdown."""
    lines = ["| Processor time per call, event or verdict | Base | This version | Ratio |", "| --- | --- | --- | --- |"]
    lines += [_line(work, one) for work, one in found["works"].items()]
    told = f"Medians of {found['rounds']} rounds in turns; limit {LIMIT:.2f}."
    return "\n".join([*lines, "", f"Base: {found['base']}. Machine: {found['machine']}. {told}"])


def _line(work: str, one: dict[str, Any]) -> str:
    if one["ratio"] is None:
        return f"| {work} | | | not in both |"
    over = ", above the limit" if one["ratio"] > LIMIT else ""
    return f"| {work} | {one['base']:,.0f} us | {one['new']:,.0f} us | {one['ratio']:.2f}{over} |"
