"""A clerk's role has force for his own house, of a kind that has such clerks, and from the day the stage is reached."""

import pytest

from shared.kernel.caller import Caller
from tests.suites.committee import test_investigating as investigating
from tests.support.attacked import opened_world, told
from tests.support.audit_suite.world import World as AuditWorld
from tests.support.audit_suite.world import key_of
from tests.support.committee_suite.world import AUTHORITY, OFFICE
from tests.support.committee_suite.world import World as CommitteeWorld
from tests.support.declaration_suite import people
from tests.support.declaration_suite.world import World as DeclarationWorld

DECISION = {"opinion": "不予受理。", "reason_code": "out_of_scope", "clause": "chifeng-2026/1"}


def with_roles(house, *roles):
    """Somebody of that house."""
    return Caller("clerk-9", "经办九", house, frozenset(roles))


@pytest.fixture
def audit(tmp_path):
    yield from opened_world(AuditWorld, tmp_path, lambda world: (world.begin(), world.submitted()))


@pytest.fixture
def committee(tmp_path):
    yield from opened_world(CommitteeWorld, tmp_path, lambda world: None)


@pytest.mark.parametrize("role", ["hr_clerk", "committee_office", "department_clerk"])
def test_a_decision_in_the_name_of_a_school_by_a_role_that_schools_have_not(audit, role):
    who = with_roles(audit.ids["school"], "applicant", role)
    found = told(audit.do, who, "reject_declaration", declaration_id=key_of(1), expected_version=1, **DECISION)
    assert found == "case_not_found"
    assert audit.case()["state"] == "open"


def test_a_decision_of_an_authority_by_the_personnel_clerk_of_that_house(audit):
    """The bureau's clerk for its own staff is nobody in the cases that the bureau audits."""
    audit.through_the_unit()
    who = with_roles(audit.ids["bureau"], "unit_clerk")
    version = audit.case()["version"]
    found = told(audit.do, who, "reject_declaration", declaration_id=key_of(1), expected_version=version, **DECISION)
    assert found == "case_not_found"
    assert told(audit.call, who, "get_case", declaration_id=key_of(1)) == "case_not_found"


@pytest.mark.parametrize("place", ["bureau", "county", "city"])
def test_a_dossier_before_the_stage_is_reached(audit, place):
    shown = audit.call(audit.clerk(place), "get_case", declaration_id=key_of(1))
    assert shown["dossier"] is None
    audit.through_the_unit()
    shown = audit.call(audit.clerk("bureau"), "get_case", declaration_id=key_of(1))
    assert shown["dossier"] is not None


def test_a_stage_held_before_is_read_and_not_decided(audit):
    audit.through_the_unit()
    school, version = audit.clerk("school"), audit.case()["version"]
    assert audit.call(school, "get_case", declaration_id=key_of(1))["dossier"] is not None
    found = told(audit.do, school, "reject_declaration", declaration_id=key_of(1), expected_version=version, **DECISION)
    assert found == "organisation_not_allowed"


@pytest.mark.parametrize("role", ["hr_clerk", "committee_office", "department_clerk"])
def test_the_inbox_of_a_school_by_a_role_that_schools_have_not(audit, role):
    who = with_roles(audit.ids["school"], "applicant", role)
    assert told(audit.call, who, "list_inbox") == "organisation_not_allowed"


@pytest.mark.parametrize(
    ("house", "role"), [("bureau-9", "hr_clerk"), ("office-9", "committee_office"), (OFFICE, "hr_clerk")]
)
def test_a_declaration_that_waits_for_another_committee(committee, house, role):
    committee.begin()
    committee.register()
    committee.passes(1)
    found = told(committee.call, with_roles(house, role), "get_review", declaration_id="declaration-1")
    assert found == "review_not_found"


@pytest.mark.parametrize("role", ["unit_clerk", "department_clerk", "hr_clerk"])
def test_an_objection_to_a_result_by_a_role_that_does_no_office_work(committee, role):
    objection = investigating.object_to(investigating.published(committee))
    who = with_roles(OFFICE, role)
    found = told(committee.call, who, "get_objection", objection_id=objection["objection_id"])
    assert found == "result_objection_not_found"


def test_the_oversight_of_a_committee_by_a_role_of_the_other_side(committee):
    committee.begin()
    committee_id = committee.register()
    for who in (with_roles(AUTHORITY, "committee_office"), with_roles(OFFICE, "hr_clerk")):
        found = told(committee.call, who, "get_oversight", committee_id=committee_id)
        assert found == "organisation_not_allowed"


def test_a_profile_vouched_for_by_a_role_that_schools_have_not(tmp_path):
    for world in opened_world(DeclarationWorld, tmp_path, lambda world: world.prepare()):
        for role in ("department_clerk", "hr_clerk"):
            who = with_roles(people.UNIT, "applicant", role)
            asked = {"person_id": "person-1", "expected_version": 3, "opinion": "情况属实。"}
            assert told(world.do, who, "verify_profile", **asked) == "person_not_found"
