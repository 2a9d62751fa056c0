"""Every fact of the vocabulary names where it comes from, and that place exists in the contracts and schemas."""

from __future__ import annotations

import pytest

from services.declaration.requests.sections import Profile, Sections
from shared.contracts.declaration.circumstances import Circumstances
from shared.contracts.declaration.dossier import UnitSnapshot
from shared.policy.terms.vocabulary import Fact, vocabulary
from shared.wire.hints import hints_of

BY_ITSELF = ("register", "plan", "clock")
IN_A_DOSSIER_ONLY = {"major"}
"""Stated with the declaration, not with the profile."""


@pytest.mark.parametrize("fact", vocabulary().values(), ids=lambda fact: fact.name)
def test_a_fact_comes_from_a_place_that_exists(fact: Fact) -> None:
    assert fact.source, f"{fact.name}: nobody can state it"
    place, _, member = fact.source.partition(".")
    if place == "profile":
        assert member in (Sections().fields if member in IN_A_DOSSIER_ONLY else Profile().fields)
    elif place == "unit":
        assert member in hints_of(UnitSnapshot)
    else:
        assert fact.source in BY_ITSELF


@pytest.mark.parametrize("name", ["classified", "discipline", "occupation"])
def test_what_used_to_have_no_place_travels_in_the_dossier(name: str) -> None:
    assert name in Profile().fields
    assert name in hints_of(Circumstances)
