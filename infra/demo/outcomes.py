"""What is going to happen to each applicant: drawn from the seed, with every interesting case at least once."""

from __future__ import annotations

import random
from enum import StrEnum


class Fate(StrEnum):
    """The turn that a made-up applicant's year takes."""

    SMOOTH = "smooth"
    RETURNED_BY_UNIT = "returned_by_unit"
    RETURNED_BY_HIGHER_TIER = "returned_by_higher_tier"
    RETURNED_BY_OFFICE = "returned_by_office"
    RETURN_LAPSES = "return_lapses"
    OFFICE_RETURN_LAPSES = "office_return_lapses"
    LATE = "late"
    INELIGIBLE = "ineligible"
    NOT_VERIFIED = "not_verified"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    FORGOTTEN_BY_UNIT = "forgotten_by_unit"
    OBJECTION_DISMISSED = "objection_dismissed"
    OBJECTION_UPHELD = "objection_upheld"
    RESULT_OBJECTION_UPHELD = "result_objection_upheld"
    RESULT_OBJECTION_DISMISSED = "result_objection_dismissed"
    NOT_PASSED = "not_passed"
    RECOGNISED = "recognised"
    NOT_RECOGNISED = "not_recognised"


WEIGHTS = {
    Fate.SMOOTH: 100,
    Fate.RETURNED_BY_UNIT: 14,
    Fate.RETURNED_BY_HIGHER_TIER: 10,
    Fate.RETURNED_BY_OFFICE: 8,
    Fate.RETURN_LAPSES: 5,
    Fate.OFFICE_RETURN_LAPSES: 3,
    Fate.LATE: 6,
    Fate.INELIGIBLE: 8,
    Fate.NOT_VERIFIED: 2,
    Fate.REJECTED: 3,
    Fate.WITHDRAWN: 3,
    Fate.FORGOTTEN_BY_UNIT: 2,
    Fate.OBJECTION_DISMISSED: 3,
    Fate.OBJECTION_UPHELD: 2,
    Fate.RESULT_OBJECTION_UPHELD: 2,
    Fate.RESULT_OBJECTION_DISMISSED: 2,
    Fate.NOT_PASSED: 27,
    Fate.RECOGNISED: 4,
    Fate.NOT_RECOGNISED: 4,
}
"""Per 200 applicants, about."""

OF_RECOGNITION = frozenset({Fate.RECOGNISED, Fate.NOT_RECOGNISED})
"""Those who ask for 考核认定; they occur only where the notice knows it."""

EARLY = frozenset(
    {Fate.RETURNED_BY_UNIT, Fate.RETURN_LAPSES, Fate.RETURNED_BY_HIGHER_TIER, Fate.WITHDRAWN, Fate.REJECTED}
)
"""Those who must file early, so that there is time for what happens to them."""


def draw_fates(count: int, rng: random.Random, *, recognition: bool) -> list[Fate]:
    """One fate per applicant; when there are enough applicants, each fate occurs that the notice makes possible."""
    possible = [fate for fate in Fate if recognition or fate not in OF_RECOGNITION]
    fates = possible[:count]
    fates += rng.choices(possible, weights=[WEIGHTS[fate] for fate in possible], k=count - len(fates))
    rng.shuffle(fates)
    return fates
