"""How facts move (data/fact_changes.yaml): which can be brought about, which come with time, which follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, TypedDict

import yaml

from shared.policy.advice.constraints import holds, reads, tree
from shared.policy.conditions.nodes import Compare, FactRef, Node
from shared.policy.engine.remedies import How
from shared.policy.pack.plans import EvidenceKind
from shared.policy.terms.vocabulary import Facts, FactValue

TODAY = "time.today"
ONE = 10**6
"""Cost of one change: fewer changes always come before easier ones."""

EFFORT: dict[How, int] = {
    "state": 0, "bring": 10, "wait": 20, "other_unit": 10**4, "other_plan": 100 * ONE, "never": 10_000 * ONE,
}  # fmt: skip
MONTHS_IN_YEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Movements:
    """The data file; see its comments."""

    waits: Mapping[str, EvidenceKind]
    restarts: Mapping[str, tuple[str, ...]]
    rises: frozenset[str]
    of_the_year: frozenset[str]
    ends: Mapping[str, str | None]
    fades: frozenset[str]
    of_the_unit: frozenset[str]
    of_the_plan: frozenset[str]
    past: frozenset[str]
    derived: Mapping[str, Node]


class _File(TypedDict):
    """The data file."""

    waits: dict[EvidenceKind, list[str]]
    restarts: dict[str, list[str]]
    rises: list[str]
    of_the_year: list[str]
    ends: dict[str, str | None]
    fades: list[str]
    of_the_unit: list[str]
    of_the_plan: list[str]
    past: list[str]
    derived: list[str]


@cache
def movements() -> Movements:
    """The data file, read once."""
    path = files("shared.policy").joinpath("data/fact_changes.yaml")
    raw: _File = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return Movements(
        waits={name: kind for kind, names in raw["waits"].items() for name in names},
        restarts={name: tuple(others) for name, others in raw["restarts"].items()},
        rises=frozenset(raw["rises"]),
        of_the_year=frozenset(raw["of_the_year"]),
        ends=raw["ends"],
        fades=frozenset(raw["fades"]),
        of_the_unit=frozenset(raw["of_the_unit"]),
        of_the_plan=frozenset(raw["of_the_plan"]),
        past=frozenset(raw["past"]),
        derived=dict(_definition(text) for text in raw["derived"]),
    )


def how_to(name: str, current: FactValue, value: FactValue) -> How:
    """How the fact comes from one value to the other."""
    known = movements()
    if current is None:
        return "state"
    if name in known.of_the_plan:
        return "other_plan"
    if name in known.past:
        return "never"
    if name in known.of_the_unit:
        return "other_unit"
    if name in known.waits or name == TODAY:
        return "wait" if _is_more(value, current) else "never"
    if name in known.of_the_year or name in known.ends or name in known.fades:
        return "never" if _is_more(value, current) else "wait"
    return "never" if name in known.rises and not _is_more(value, current) else "bring"


def price(name: str, current: FactValue, value: FactValue) -> int:
    """Cost of one change: that it is one, how hard it is, and of a wait how many months it lasts."""
    how = how_to(name, current, value)
    months = 0
    if how == "wait" and isinstance(value, int) and isinstance(current, int):
        months = abs(value - current) * (1 if "months" in name else MONTHS_IN_YEAR)
    return ONE + EFFORT[how] + months


def moved(facts: Facts, values: Mapping[str, FactValue]) -> dict[str, FactValue]:
    """The facts with new values, with all that follows: counts that start again, facts made of others."""
    after = {**facts, **values}
    for name in set_back(facts, values) - values.keys():
        after[name] = 0
    for name, (node, parts) in _derived().items():
        if name not in values and not parts.isdisjoint(values):
            after[name] = _value(node, after)
    return after


@cache
def _derived() -> dict[str, tuple[Node, frozenset[str]]]:
    """Per fact made of others: its tree, and those others."""
    return {name: (node, frozenset(fact.name for fact in reads(node))) for name, node in movements().derived.items()}


def set_back(facts: Facts, changed: Mapping[str, FactValue]) -> frozenset[str]:
    """The counts that begin again from nothing under these changes; stating what was unknown sets nothing back."""
    return frozenset(
        other
        for name, others in movements().restarts.items()
        if name in changed and facts.get(name) not in (None, changed[name])
        for other in others
    )


def _definition(text: str) -> tuple[str, Node]:
    law = tree(text)
    assert isinstance(law, Compare)
    assert isinstance(law.left, FactRef)
    return law.left.name, law.right


def _value(node: Node, facts: Facts) -> FactValue:
    value: Any = holds(node, facts)
    return value  # type: ignore[no-any-return]


def _is_more(value: Any, current: Any) -> bool:
    if isinstance(value, list):
        return not set(value) <= set(current)
    return bool(value > current)
