"""What the notice's rules look at, in both submissions."""

from __future__ import annotations

from services.declaration.domain.comparing.records import FactDifference
from shared.policy.terms.vocabulary import Facts, vocabulary


def fact_differences(before: Facts, after: Facts) -> tuple[FactDifference, ...]:
    """Facts that came out otherwise, in the order of the vocabulary; the day itself is another one each time."""
    return tuple(
        FactDifference(fact=name, label=fact.label, before=before.get(name), after=after.get(name))
        for name, fact in vocabulary().items() if fact.source != "clock" and before.get(name) != after.get(name)
    )  # fmt: skip
