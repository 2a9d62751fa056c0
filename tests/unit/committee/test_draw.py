"""The draw: rules first, then chance; only pool and seed decide; a stranger can check it."""

import copy
import hashlib
from collections import Counter
from dataclasses import replace

import pytest

from services.committee.domain.candidates import exclusion
from services.committee.domain.draw import draw, met
from services.committee.domain.transcript import differences, make_transcript
from shared.kernel.errors import ZhipingError
from tests.unit.committee.pools import candidate, frozen, pool, terms
from tests.unit.committee.test_counting import brute_force

SEED = "0b" * 32
COMMITMENT = hashlib.sha256(bytes.fromhex(SEED)).hexdigest()
CLAUSES = {"draw": "n/draw", "rotation": "n/rotation", "private": "n/private"}


def numbers(people):
    return [one.expert_no for one in people]


def seed(number):
    return hashlib.sha256(str(number).encode()).digest()


def test_the_same_pool_and_seed_give_the_same_panel_in_whatever_order_the_pool_comes():
    backwards = frozen(pool()[::-1])
    assert draw(frozen(), seed(1)) == draw(backwards, seed(1))
    assert draw(frozen(), seed(1)) != draw(frozen(), seed(2))


def test_every_panel_meets_the_quotas_and_alternates_are_others():
    for number in range(200):
        outcome = draw(frozen(), seed(number))
        assert all(map(int.__ge__, met(outcome.members).needs, (2, 2, 1)))
        assert len({*numbers(outcome.members), *numbers(outcome.alternates)}) == 7


@pytest.mark.thorough
def test_panels_are_equally_likely():
    feasible = [frozenset(numbers(one)) for one in brute_force(pool(9), 4, terms(new=2, external=2, private=1).quotas)]
    rounds = 100 * len(feasible)
    snapshot = frozen(pool(9), panel_size=4)
    seen = Counter(frozenset(numbers(draw(snapshot, seed(number)).members)) for number in range(rounds))
    assert set(seen) == set(feasible)
    chi_square = sum((seen[one] - 100) ** 2 / 100 for one in feasible)
    freedom = len(feasible) - 1
    assert abs(chi_square - freedom) < 3 * (2 * freedom) ** 0.5


def test_rotation_seats_at_least_the_required_newcomers():
    tight = [candidate(n, served_last_year=n > 3, private=True, external=True) for n in range(1, 12)]
    for number in range(50):
        members = draw(frozen(tight, new=3), seed(number)).members
        assert {"E001", "E002", "E003"} <= set(numbers(members))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"consecutive_years": 3}, "consecutive_years"),
        ({"level_rank": 2}, "level_too_low"),
        ({"series": "health"}, "other_series"),
        ({"listed": False}, "not_listed"),
        ({"consecutive_years": 2}, None),
    ],
)
def test_hard_filters_name_their_reason(changes, reason):
    assert exclusion(candidate(1, **changes), terms()) == reason


def test_majors_recusals_and_excluded_units_are_filters_too():
    assert exclusion(candidate(1), terms(majors=("物理",))) == "other_major"
    assert exclusion(candidate(1), terms(recused=("E001",))) == "recused"
    assert exclusion(candidate(1), terms(excluded_units=("U1",))) == "unit_of_applicant"


def test_an_expert_of_three_consecutive_years_is_never_drawn_and_is_listed_with_the_reason():
    experts = [replace(one, consecutive_years=3) if one.expert_no == "E004" else one for one in pool()]
    for number in range(50):
        outcome = draw(frozen(experts), seed(number))
        assert "E004" not in numbers(outcome.members) + numbers(outcome.alternates)
        assert outcome.excluded == [("E004", "consecutive_years")]


def test_the_chair_is_the_first_seat_that_may_preside_or_else_the_first():
    outcome = draw(frozen(), seed(3))
    able = [one.expert_no for one in outcome.members if one.may_preside]
    assert outcome.chair == (able[0] if able else outcome.members[0].expert_no)
    nobody = [replace(one, may_preside=False) for one in pool()]
    alone = draw(frozen(nobody), seed(3))
    assert alone.chair == alone.members[0].expert_no


@pytest.mark.parametrize(
    ("changes", "binding", "clause"),
    [
        ({"panel_size": 13}, ("panel_size", 13, 12), "n/draw"),
        ({"private": 5}, ("private", 5, 4), "n/private"),
        ({"new": 5, "external": 5, "private": 0}, ("rotation", 5, 3 + 0), "n/rotation"),
    ],
)
def test_an_impossible_panel_is_refused_with_the_binding_constraint_and_its_clause(changes, binding, clause):
    experts = pool()
    if "new" in changes:
        experts = [replace(one, served_last_year=one.external and n > 6) for n, one in enumerate(experts, start=1)]
    with pytest.raises(ZhipingError) as refusal:
        draw(frozen(experts, **changes), seed(1), CLAUSES)
    details = refusal.value.details
    assert (refusal.value.slug, refusal.value.clause) == ("panel_infeasible", clause)
    assert (details["constraint"], details["needed"], details["available"]) == binding


def test_too_few_newcomers_are_counted_as_newcomers():
    experts = [replace(one, served_last_year=n > 3) for n, one in enumerate(pool(), start=1)]
    with pytest.raises(ZhipingError) as refusal:
        draw(frozen(experts, new=4), seed(1))
    details = refusal.value.details
    assert (details["constraint"], details["needed"], details["available"]) == ("rotation", 4, 3)


def test_a_seed_that_was_not_committed_is_refused():
    with pytest.raises(ZhipingError, match="seed_not_committed") as refusal:
        make_transcript(frozen(), COMMITMENT, "0c" * 32, CLAUSES)
    assert refusal.value.clause == "n/draw"


@pytest.mark.parametrize("text", ["", "0b" * 31, "zz" * 32, "0b" * 31 + " b"])
def test_a_malformed_seed_is_invalid(text):
    with pytest.raises(ZhipingError, match="seed_malformed"):
        make_transcript(frozen(), COMMITMENT, text)


def test_an_honest_transcript_has_no_differences():
    transcript, _ = make_transcript(frozen(), COMMITMENT, SEED)
    assert differences(transcript) == []


@pytest.mark.parametrize("field", ["members", "alternates", "chair", "excluded", "rank", "vector", "snapshot_digest"])
def test_a_changed_result_is_found(field):
    transcript, _ = make_transcript(frozen(), COMMITMENT, SEED)
    assert differences(transcript | {field: "something else"}) == [field]


def test_a_changed_pool_or_seed_is_found():
    transcript, _ = make_transcript(frozen(), COMMITMENT, SEED)
    other_pool = copy.deepcopy(transcript)
    other_pool["snapshot"]["experts"][0]["unit"] = "elsewhere"
    assert "snapshot_digest" in differences(other_pool)
    assert differences(transcript | {"seed": "0c" * 32}) == ["seed_not_committed"]
    assert differences({"format": "other"}) == ["format"]
    assert differences({"format": transcript["format"]}) == ["unreadable (KeyError)"]
