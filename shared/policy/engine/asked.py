"""Which facts a notice asks about, and by which clauses: what a form is told of the use of its fields."""

from __future__ import annotations

from collections.abc import Iterator

from shared.policy.conditions import compile_condition
from shared.policy.pack.pack import Pack
from shared.policy.pack.plans import Plan
from shared.policy.pack.rules import Path, Relief

Asked = dict[str, tuple[str, ...]]
"""Clauses by the name of a fact."""


def asked_facts(pack: Pack, plan: Plan | None = None) -> Asked:
    """Of the whole notice, or of what is meant for one plan; what has no clause of a notice is left out."""
    found: dict[str, dict[str, None]] = {}
    for clause, text in _conditions(pack, plan):
        for fact in compile_condition(text).reads if clause else ():
            found.setdefault(fact, {})[clause] = None
    return {fact: tuple(clauses) for fact, clauses in sorted(found.items())}


def _conditions(pack: Pack, plan: Plan | None) -> Iterator[tuple[str, str]]:
    """(clause, condition) of the gates, the ways and the reliefs, as the notice has them."""
    for rule in pack.rules:
        if plan is None or plan.is_meant_by(rule.applies):
            yield from ((rule.clause or "", text) for text in (*rule.when, *rule.require))
    ways: tuple[Path | Relief, ...] = (*pack.paths, *pack.reliefs)
    for way in ways:
        if plan is None or plan.is_meant_by(way.applies):
            yield from ((way.clause or "", text) for text in way.when)
            yield from ((one.clause or way.clause or "", one.require) for one in way.requires)
