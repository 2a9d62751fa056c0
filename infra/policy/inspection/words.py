"""Texts that a condition compares a fact with, and that the fact never has: a plan, series, right or round misspelt."""

from __future__ import annotations

from collections.abc import Iterator

from infra.policy.inspection.finding import PackFinding, error
from shared.policy.conditions.domains import comparisons
from shared.policy.pack.checks import condition_texts
from shared.policy.pack.pack import Pack
from shared.policy.terms.reference import rights, titles


def unknown_words(pack: Pack) -> Iterator[PackFinding]:
    """One error per word that the open-ended fact beside it can never hold."""
    known = {
        "plan.id": {plan.id for plan in pack.plans},
        "plan.round": {entry.id for entry in pack.rounds},
        "plan.series": set(titles()),
        "title.series": set(titles()),
        "history.rights_used": set(rights()),
    }
    for path, text in condition_texts(pack):
        for names, values in comparisons(text):
            for name in sorted(names & known.keys()):
                for word in sorted(str(value) for value in values if value not in known[name]):
                    yield error(path, f"a condition can never find this: {name} is never {word!r}")
