"""Whom a rule refuses and whom a path admits, as formulas; and which of two such sets holds the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from shared.policy.conditions.satisfiable import Formula, Undecided, formula, not_all, opposite, person_for
from shared.policy.pack.rules import Path, Rule
from shared.policy.terms.basics import Selector

Group = tuple[Formula, ...]
"""A set of people: those for whom every formula holds."""

Relation = Literal["same", "smaller", "larger", "changed"]
WORDS = {"level_groups": "plan.level_group", "levels": "plan.level", "series": "plan.series", "tracks": "plan.track",
         "plans": "plan.id", "rounds": "plan.round"}  # fmt: skip


def refused_by(rule: Rule) -> Group:
    """The people of the rule's plans whom it speaks of and who do not meet it."""
    return (*_conjunction((*selected(rule.applies), *rule.when)), not_all(rule.require))


def admitted_by(path: Path) -> Group:
    """The people who may use the path: it speaks of them and nothing it refuses without is missing."""
    asked = (entry.require for entry in path.requires if entry.effect == "refuse")
    return _conjunction((*selected(path.applies), *path.when, *asked))


def relation(before: Group, after: Group) -> Relation:
    """How the second set lies to the first; `changed` when each has people of its own, or when it stays undecided."""
    if before == after:
        return "same"
    try:
        lost, gained = _outside(before, after), _outside(after, before)
    except Undecided:
        return "changed"
    if not lost and not gained:
        return "same"
    return "changed" if lost and gained else "smaller" if lost else "larger"


def selected(applies: Selector) -> tuple[str, ...]:
    """A selector as conditions over the plan's facts."""
    return tuple(
        f"{fact} in [{', '.join(repr(str(word)) for word in sorted(words))}]"
        for field, fact in WORDS.items()
        if (words := getattr(applies, field))
    )


def _conjunction(texts: Sequence[str]) -> Group:
    return tuple(formula(text) for text in texts)


def _outside(people: Group, others: Group) -> bool:
    """Whether somebody is in the first set and not in the second."""
    return person_for([*people, opposite(others)]) is not None
