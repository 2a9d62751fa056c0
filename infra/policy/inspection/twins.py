"""Entries that say the same thing twice: the second one never changes a verdict."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator

from infra.policy.inspection.finding import PackFinding, warning
from infra.policy.plan_facts import plans_of
from shared.policy.pack.pack import Pack
from shared.policy.pack.rules import Path, Rule


def twins(pack: Pack) -> Iterator[PackFinding]:
    """Rules with the plans, conditions and effect of another one under the same topic; paths alike."""
    yield from _repeats("rules", ((rule.id, _rule(pack, rule)) for rule in pack.rules))
    yield from _repeats("paths", ((path.id, _path(pack, path)) for path in pack.paths))


def _repeats(section: str, entries: Iterable[tuple[str, Hashable]]) -> Iterator[PackFinding]:
    first: dict[Hashable, str] = {}
    for position, (name, meaning) in enumerate(entries):
        if meaning in first:
            yield warning((section, position), f"says the same as {first[meaning]} for the same plans")
        first.setdefault(meaning, name)


def _rule(pack: Pack, rule: Rule) -> Hashable:
    return _plans(pack, rule), frozenset(rule.when), frozenset(rule.require), rule.effect, rule.topic, rule.waived_by


def _path(pack: Pack, path: Path) -> Hashable:
    asked = frozenset((entry.require, entry.effect) for entry in path.requires)
    return _plans(pack, path), frozenset(path.when), asked, path.kind, frozenset(path.waives), path.right, path.category


def _plans(pack: Pack, entry: Rule | Path) -> frozenset[str]:
    return frozenset(plan.id for plan in plans_of(pack, entry))
