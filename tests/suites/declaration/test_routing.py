"""Before anything is handed in: the notice has a way for the unit, and somebody holds every stage of it."""

import pytest

from shared.contracts import audit
from tests.support.declaration_suite import people
from tests.support.declaration_suite.world import refusal


def registered(world, organisation_id, **changes):
    """The audit announces an organisation anew."""
    known = next(one for one in people.ORGANISATIONS if one["organisation_id"] == organisation_id)
    world.happens(audit.ORGANISATION_REGISTERED, **(known | {"contact": people.CONTACT} | changes))


def ready(world):
    """A draft with everything that may be submitted."""
    key = world.start()
    world.complete(key)
    return key


@pytest.mark.parametrize(
    ("organisation", "changes", "stage", "clause"),
    [
        (people.DEPARTMENT, {"sector": "housing"}, "旗县区教育局审核", "chifeng-2026/4.2.3.1"),
        (people.BUREAU, {"region": "150402"}, "旗县区人力资源和社会保障局审核", "chifeng-2026/4.2.3.1"),
        (people.CITY_EDUCATION, {"kind": "hr_bureau"}, "市教育局审核", "chifeng-2026/4.2.3.1"),
        (people.OFFICE, {"region": "150900"}, "评委会办事机构复核", "chifeng-2026/3.4"),
    ],
    ids=["another sector", "another county", "another kind", "another city"],
)
def test_a_stage_that_nobody_holds_is_named_at_submission_and_nothing_is_sent(
    world, organisation, changes, stage, clause
):
    key = ready(world)
    registered(world, organisation, **changes)
    error = refusal(world.change, key, "submit_declaration")
    assert (error.slug, error.kind, error.details["stage"], error.clause) == ("stage_unheld", "refused", stage, clause)
    assert stage in error.message
    assert world.published("declaration.submitted") == []
    registered(world, organisation)
    world.change(key, "submit_declaration")
    assert len(world.published("declaration.submitted")) == 1


def test_a_unit_without_its_competent_department_is_told_so(world):
    registered(world, people.UNIT, sector="agriculture", parent_id=None, tier="city", region="150400")
    registered(world, people.DEPARTMENT, parent_id=None)
    error = refusal(world.change, ready(world), "submit_declaration")
    assert (error.slug, error.details["stage"]) == ("stage_unheld", "市直主管部门复审")


def test_a_unit_for_which_the_notice_has_no_way_is_told_so(world):
    key = ready(world)
    registered(world, people.UNIT, tier="region", region="150000")
    error = refusal(world.change, key, "submit_declaration")
    assert (error.slug, error.kind, error.clause) == ("no_route", "refused", "chifeng-2026/2.1")


def test_an_answer_to_a_return_goes_back_to_those_who_hold_the_case(world):
    key = world.submitted()
    world.happens(audit.DECLARATION_RETURNED, declaration_id=key, deadline="2026-07-01T00:00:00+08:00")
    registered(world, people.OFFICE, region="150900")
    world.change(key, "sign_commitment", agreed=True)
    world.change(key, "submit_declaration")
    assert [event["revision"] for event in world.published("declaration.submitted")] == [1, 2]
