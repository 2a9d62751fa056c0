"""Facts that a rule hinges on and that nobody can state; points left to a stage that it cannot settle."""

from __future__ import annotations

from collections.abc import Iterator

from infra.policy.inspection.finding import PackFinding, error
from shared.policy.conditions import compile_condition
from shared.policy.pack.checks import condition_texts, ways_of
from shared.policy.pack.pack import Pack
from shared.policy.terms.vocabulary import vocabulary


def unstatable(pack: Pack) -> Iterator[PackFinding]:
    """An error per condition that reads a fact without any source, and per `settled_by` that no statement can meet."""
    known = vocabulary()
    for path, text in condition_texts(pack):
        for name in compile_condition(text).reads:
            if not known[name].is_statable:
                yield error(path, f"no profile and no stage can state {name} ({known[name].label})")
    for path, texts in _left_to_a_stage(pack):
        reads = {name for text in texts for name in compile_condition(text).reads}
        if not any(known[name].at_stage for name in reads):
            yield error(path, f"is left to a stage, but no stage can state any of {', '.join(sorted(reads))}")


def _left_to_a_stage(pack: Pack) -> Iterator[tuple[tuple[str | int, ...], tuple[str, ...]]]:
    for position, rule in enumerate(pack.rules):
        if rule.settled_by is not None:
            yield ("rules", position, "settled_by"), (*rule.when, *rule.require)
    for section, ways in ways_of(pack):
        for position, way in enumerate(ways):
            for number, entry in enumerate(way.requires):
                if entry.settled_by is not None:
                    yield (section, position, "requires", number, "settled_by"), (entry.require,)
