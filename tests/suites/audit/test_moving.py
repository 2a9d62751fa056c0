"""Moves that the state of a case or the organisation of the caller does not allow."""

import pytest

from shared.kernel.caller import Caller
from tests.suites.audit.test_door import Calm, said
from tests.support.audit_suite.rightly import CALLS, DECISIONS
from tests.support.audit_suite.world import at, key_of, refusal


def returned(world):
    """In the applicant's hands."""
    CALLS["return_declaration"](world).on(world)
    return "school"


def waiting_report(world):
    """Approved by the county's HR bureau, its roster not handed up."""
    world.awaiting_report()
    return "county"


def passed(world):
    """At the end of the route."""
    CALLS["report_roster"](world).on(world)
    world.approve("city")
    world.clock.set(at(7, 22))
    world.approve("office")
    return "office"


def rejected(world):
    """Closed for good."""
    CALLS["reject_declaration"](world).on(world)
    return "school"


def closed(world):
    """Withdrawn by the applicant."""
    world.submitted()
    world.withdrawn()
    return "school"


@pytest.mark.parametrize("state", [returned, waiting_report, passed, rejected, closed])
@pytest.mark.parametrize("method", sorted(DECISIONS))
def test_who_held_it_last_decides_nothing_more(world, state, method):
    place = state(world)
    assert world.case()["state"] == state.__name__
    with Calm(world):
        found = refusal(world.decide, place, method, **DECISIONS[method])
        assert said(found, "step_not_possible", "conflict")
        assert found.details["state"] == state.__name__


@pytest.mark.parametrize("state", [returned, rejected, closed])
def test_nobody_is_posted_who_is_not_under_audit(world, state):
    place = state(world)
    with Calm(world):
        assert said(refusal(world.publish, place, "unit"), "step_not_possible", "conflict")


def test_nobody_is_on_two_lists_at_a_time(world):
    world.submitted()
    world.publish("school", "unit")
    with Calm(world):
        assert said(refusal(world.publish, "school", "unit"), "publicity_is_running", "refused")


def test_the_stage_before_has_let_it_go(world):
    world.submitted()
    world.through_the_unit()
    with Calm(world):
        assert said(refusal(world.approve, "school"), "organisation_not_allowed", "forbidden")


CASE_GONE, NOT_YOURS = ("case_not_found", "not_found"), ("organisation_not_allowed", "forbidden")
BY_ORGANISATION = {
    "approve_stage": CASE_GONE, "return_declaration": CASE_GONE, "reject_declaration": CASE_GONE,
    "hand_over_case": CASE_GONE,
    "post_publicity": CASE_GONE, "close_publicity": NOT_YOURS,
    "resolve_objection": ("objection_not_found", "not_found"), "dismiss_objections": NOT_YOURS,
}  # fmt: skip
"""Lists are public; that somebody declares, and that somebody objected, is not."""


@pytest.mark.parametrize("method", BY_ORGANISATION)
def test_another_organisation_and_none_at_all_may_not(world, method):
    call = CALLS[method](world)
    strangers = [world.clerk("other"), Caller("freelance", "自由人", None, call.who.roles)]
    with Calm(world):
        for call.who in strangers:
            assert said(refusal(call.on, world), *BY_ORGANISATION[method])


@pytest.mark.parametrize("method", ["approve_stage", "return_declaration", "reject_declaration"])
def test_a_clerk_does_not_decide_on_his_own_declaration(world, method):
    call = CALLS[method](world)
    call.who = Caller("person-1", "张三", call.who.organisation_id, call.who.roles)
    with Calm(world):
        assert said(refusal(call.on, world), "own_affair", "forbidden")


@pytest.mark.parametrize(
    "method", ["list_inbox", "list_reports", "report_roster", "check_posts", "state_posts", "allocate_quota"]
)
def test_a_clerk_of_no_organisation_has_no_desk(world, method):
    call = CALLS[method](world)
    call.who = Caller("freelance", "自由人", None, call.who.roles)
    with Calm(world):
        assert said(refusal(call.on, world), "organisation_not_allowed", "forbidden")


@pytest.mark.parametrize("place", ["other", "city"])
def test_another_organisation_finds_an_empty_desk_and_reports_nothing(world, place):
    world.awaiting_report()
    assert world.call(world.clerk(place), "list_inbox")["items"] == []
    with Calm(world):
        found = refusal(world.report, place)
        assert said(found, "nothing_to_report", "refused")


UNKNOWN = [
    ("get_organisation", "organisation_id", "organisation_not_found"),
    ("get_case", "declaration_id", "case_not_found"),
    ("approve_stage", "declaration_id", "case_not_found"),
    ("return_declaration", "declaration_id", "case_not_found"),
    ("reject_declaration", "declaration_id", "case_not_found"),
    ("hand_over_case", "declaration_id", "case_not_found"),
    ("close_publicity", "publicity_id", "publicity_not_found"),
    ("get_publicity", "publicity_id", "publicity_not_found"),
    ("file_objection", "publicity_id", "publicity_not_found"),
    ("file_objection", "declaration_id", "person_not_on_list"),
    ("resolve_objection", "objection_id", "objection_not_found"),
    ("dismiss_objections", "publicity_id", "publicity_not_found"),
    ("list_objections", "publicity_id", "publicity_not_found"),
    ("allocate_quota", "quota_id", "quota_not_found"),
]


@pytest.mark.parametrize(("method", "field", "slug"), UNKNOWN)
def test_what_nobody_knows_is_not_found_and_named(world, method, field, slug):
    call = CALLS[method](world)
    with Calm(world):
        found = refusal(call.on, world, **{field: key_of(99)})
        assert said(found, slug, "not_found")
        assert found.path == field


@pytest.mark.parametrize("method", ["state_posts", "allocate_quota", "check_posts"])
def test_a_notice_that_never_came_is_not_worked_by(world, method):
    call = CALLS[method](world)
    with Calm(world):
        assert said(refusal(call.on, world, notice_id="chifeng-2099"), "notice_not_found", "not_found")
