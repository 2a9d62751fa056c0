"""A small satisfiability search: is there a person for whom all these conditions hold?

Facts are tried one by one over their `domains`; a condition that is already False under what is chosen so far cuts the
branch off (three-valued evaluation makes that free). Answers are exact for the conditions packs use; a search that
outgrows `STEPS` says that it is undecided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from shared.policy.conditions import compile_condition
from shared.policy.conditions.domains import Values, domains, law_texts
from shared.policy.terms.vocabulary import Facts, FactValue

STEPS = 60_000


class Undecided(Exception):
    """The search was given up; nothing follows from it."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A condition, or several joined: what it reads, its test, and the condition texts it is made of."""

    reads: frozenset[str]
    test: Callable[[Facts], bool | None]
    texts: tuple[str, ...]


@lru_cache(maxsize=10_000)
def formula(text: str) -> Formula:
    """One condition, the same formula for the same text."""
    condition = compile_condition(text)
    return Formula(frozenset(condition.reads), condition.test, (text,))


def not_all(texts: Iterable[str]) -> Formula:
    """At least one of the conditions fails."""
    return _not_all(tuple(texts))


@lru_cache(maxsize=10_000)
def _not_all(texts: tuple[str, ...]) -> Formula:
    return opposite([formula(text) for text in texts])


@cache
def _laws() -> tuple[Formula, ...]:
    return tuple(map(formula, law_texts()))


def opposite(parts: Sequence[Formula]) -> Formula:
    """At least one of the formulas fails."""

    def test(facts: Facts) -> bool | None:
        answers = [part.test(facts) for part in parts]
        if False in answers:
            return True
        return None if None in answers else False

    reads = frozenset(name for part in parts for name in part.reads)
    return Formula(reads, test, tuple(text for part in parts for text in part.texts))


def person_for(formulas: Sequence[Formula], fixed: Mapping[str, FactValue] | None = None) -> Facts | None:
    """Facts under which every formula holds, `fixed` ones kept; None when there are none. Raises Undecided."""
    fixed = dict(fixed or {})
    reads: set[str] = set().union(*(part.reads for part in formulas)) if formulas else set()
    laws = [law for law in _laws() if law.reads <= reads | fixed.keys() and law.reads & reads]
    everything = [*formulas, *laws]
    values = domains(text for part in everything for text in part.texts)
    free = sorted(reads - fixed.keys(), key=lambda name: (len(values[name]), name))
    return _Search(everything, values, free).run(dict(fixed))


class _Search:
    def __init__(self, formulas: Sequence[Formula], values: Mapping[str, Values], free: list[str]) -> None:
        self.formulas, self.values, self.free = formulas, values, free
        self.tests = {name: [part.test for part in formulas if name in part.reads] for name in free}
        self.steps = 0

    def run(self, facts: dict[str, FactValue]) -> Facts | None:
        if any(part.test(facts) is False for part in self.formulas):
            return None
        return self._assign(facts, 0)

    def _assign(self, facts: dict[str, FactValue], position: int) -> Facts | None:
        if position == len(self.free):
            return dict(facts) if all(part.test(facts) for part in self.formulas) else None
        name = self.free[position]
        for value in self.values[name]:
            self.steps += 1
            if self.steps > STEPS:
                raise Undecided
            facts[name] = value
            for test in self.tests[name]:
                if test(facts) is False:
                    break
            else:
                found = self._assign(facts, position + 1)
                if found is not None:
                    return found
        del facts[name]
        return None
