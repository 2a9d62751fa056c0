"""A case on a clerk's desk: colleagues leave it to him until its stage ends, he puts it back, or the time is over."""

import copy
from datetime import timedelta

import pytest

from services.audit.store.cases import CaseRepository
from shared.kernel.caller import Caller
from shared.kernel.clock import iso
from tests.support.audit_suite.rightly import DECISIONS
from tests.support.audit_suite.world import at, counted, key_of, refusal


def colleague(world, place="school"):
    """Somebody else who works there."""
    him = world.clerk(place)
    return Caller("clerk-two", "经办二", him.organisation_id, him.roles, him.region)


def tell(world, who, method, number=1, version=None, **params):
    """A command on a case at its present version, or at the one that he saw."""
    seen = version or world.case(number)["version"]
    return world.do(who, method, declaration_id=key_of(number), expected_version=seen, **params)


@pytest.fixture
def claimed(world):
    """The school's clerk has the case on his desk."""
    world.submitted()
    tell(world, world.clerk("school"), "claim_case")
    return world


def test_a_claim_says_who_and_until_when_and_is_told_to_both(claimed):
    claim = claimed.case()["claim"]
    now = claimed.clock.now()
    assert claim == {
        "claimant": "经办school", "claimed_at": iso(now), "until": iso(now + timedelta(hours=24)), "mine": False,
        "absent_until": None,
    }  # fmt: skip
    clerk = claimed.clerk("school")
    assert claimed.call(clerk, "get_case", declaration_id=key_of(1))["claim"]["mine"]
    for who, by, number in ((clerk, "me", 1), (clerk, "nobody", 0), (colleague(claimed), "me", 0)):
        assert counted(claimed, who, "list_inbox", view="to_do", claimed_by=by) == number


@pytest.mark.parametrize("method", ["claim_case", "release_case", *DECISIONS])
def test_a_colleague_hears_the_claimants_name_and_changes_nothing(claimed, method):
    before = claimed.everything()
    error = refusal(tell, claimed, colleague(claimed), method, **DECISIONS.get(method, {}))
    assert (error.slug, error.kind.value) == ("case_claimed", "conflict")
    assert error.details["claimant"] == "经办school"
    assert "经办school" in error.message
    assert claimed.everything() == before


def test_the_claimant_decides_and_his_claim_ends_with_the_stage(claimed):
    claimed.published_by_the_unit()
    tell(claimed, claimed.clerk("school"), "claim_case")
    claimed.approve("school")
    assert claimed.case()["claim"] is None
    assert tell(claimed, claimed.clerk("bureau"), "claim_case")["version"]


def test_a_returned_case_comes_back_to_no_desk(claimed):
    claimed.decide("school", "return_declaration", **DECISIONS["return_declaration"])
    assert claimed.case()["claim"] is None
    claimed.submitted(revision=2)
    assert claimed.case()["claim"] is None
    assert tell(claimed, colleague(claimed), "claim_case")["version"]


def test_a_case_that_was_put_back_is_anybodys(claimed):
    tell(claimed, claimed.clerk("school"), "release_case")
    assert refusal(tell, claimed, claimed.clerk("school"), "release_case").slug == "case_not_claimed"
    assert tell(claimed, colleague(claimed), "claim_case")["version"]


def test_a_claim_ends_by_itself_and_is_made_longer_by_its_claimant(claimed):
    claimed.clock.advance(timedelta(hours=23))
    longer = tell(claimed, claimed.clerk("school"), "claim_case")["until"]
    claimed.clock.advance(timedelta(hours=23, minutes=59))
    assert refusal(tell, claimed, colleague(claimed), "claim_case").slug == "case_claimed"
    claimed.clock.advance(timedelta(minutes=1))
    assert iso(claimed.clock.now()) == longer
    assert claimed.case()["claim"] is None
    assert counted(claimed, colleague(claimed), "list_inbox", claimed_by="nobody") == 1
    assert tell(claimed, colleague(claimed), "claim_case")["version"]


def test_whoever_claims_at_the_same_moment_hears_the_name_and_not_a_number(world, monkeypatch):
    """He had read the case before the other one's claim was committed."""
    world.submitted()
    seen, real = world.case()["version"], CaseRepository.save

    def overtaken(repository, case, expected_version):
        monkeypatch.setattr(CaseRepository, "save", real)
        theirs = real(repository, _claimed_by(case, world), expected_version)
        assert theirs == expected_version + 1
        return real(repository, case, expected_version)

    monkeypatch.setattr(CaseRepository, "save", overtaken)
    error = refusal(tell, world, colleague(world), "claim_case", version=seen)
    assert (error.slug, error.details["claimant"]) == ("case_claimed", "经办school")


def _claimed_by(case, world):
    theirs = copy.copy(case)
    theirs.claim = None
    now = world.clock.now()
    theirs.take("clerk-school", "经办school", now, now + timedelta(hours=1))
    return theirs


def test_only_the_holder_claims_and_only_what_can_be_decided(claimed):
    assert refusal(tell, claimed, claimed.clerk("bureau"), "claim_case").slug == "organisation_not_allowed"
    assert refusal(tell, claimed, claimed.clerk("other"), "claim_case").slug == "case_not_found"
    claimed.withdrawn()
    error = refusal(tell, claimed, claimed.clerk("school"), "claim_case")
    assert (error.slug, error.details["step"]) == ("step_not_possible", "claim")


def test_nobody_claims_his_own_case(world):
    world.submitted()
    own = Caller("person-1", "张三", world.ids["school"], frozenset({"unit_clerk"}))
    assert refusal(tell, world, own, "claim_case").slug == "own_affair"


class TestAbsence:
    def test_what_an_absent_clerk_has_claimed_a_colleague_takes_over(self, claimed):
        claimed.do(claimed.clerk("school"), "set_absence", until="2026-06-16")
        (line,) = claimed.call(colleague(claimed), "list_inbox")["items"]
        assert (line["claim"]["claimant"], line["claim"]["absent_until"]) == ("经办school", "2026-06-16")
        error = refusal(tell, claimed, colleague(claimed), "return_declaration", **DECISIONS["return_declaration"])
        assert error.slug == "case_claimed"
        tell(claimed, colleague(claimed), "claim_case")
        assert claimed.case()["claim"]["claimant"] == "经办二"
        assert refusal(tell, claimed, claimed.clerk("school"), "claim_case").slug == "case_claimed"

    def test_an_absence_ends_with_its_day_and_when_he_is_back(self, claimed):
        clerk = claimed.clerk("school")
        claimed.do(clerk, "set_absence", until="2026-06-15")
        assert claimed.call(clerk, "count_inbox")["absent_until"] == "2026-06-15"
        claimed.clock.set(at(6, 16, 8))
        assert claimed.call(clerk, "count_inbox")["absent_until"] is None
        assert refusal(tell, claimed, colleague(claimed), "claim_case").slug == "case_claimed"
        claimed.do(clerk, "set_absence", until="2026-06-30")
        claimed.do(clerk, "set_absence", until=None)
        assert refusal(tell, claimed, colleague(claimed), "claim_case").slug == "case_claimed"

    def test_an_absence_that_is_over_already_is_refused(self, world):
        error = refusal(world.do, world.clerk("school"), "set_absence", until="2026-06-14")
        assert (error.slug, error.path) == ("absence_is_past", "until")
