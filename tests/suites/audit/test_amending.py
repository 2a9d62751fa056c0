"""A declaration under an amended notice: its case has the new days, every other case keeps its own."""

import json

from shared.contracts import audit, declaration
from tests.support.amendments import amended, compiled, window
from tests.support.audit_suite.rightly import DECISIONS
from tests.support.audit_suite.world import NOTICE, at, key_of, refusal

LATER = window("audit-senior", closes_on="2026-07-27")
UNTOUCHED = window("filing-junior", closes_on="2026-05-29")


def publish(world, change):
    """Version 2 of the notice arrives."""
    world.hears(
        declaration.NOTICE_PUBLISHED, {"notice_id": NOTICE, "version": 2, "pack": compiled(amended(change)).raw}
    )


def moved(world, number=1, state="submitted"):
    """The declaration stands under version 2 from now on."""
    data = declaration.AMENDED.sample | {
        "declaration_id": key_of(number), "person_id": f"person-{number}", "notice_id": NOTICE, "state": state,
    }  # fmt: skip
    world.hears(declaration.AMENDED, data)


def test_a_stage_that_was_given_more_time_is_not_over_on_the_old_day(world):
    world.submitted(1)
    world.submitted(2)
    publish(world, LATER)
    moved(world, 1)
    world.clock.set(at(7, 22))
    assert world.decide("school", "return_declaration", 1, **DECISIONS["return_declaration"])["version"]
    error = refusal(world.decide, "school", "return_declaration", 2, **DECISIONS["return_declaration"])
    assert (error.slug, error.details["due_on"]) == ("stage_overdue", "2026-07-20")


def test_the_new_days_are_announced_stage_by_stage(world):
    world.submitted()
    publish(world, LATER)
    moved(world)
    (event,) = world.events(audit.CASE_REDATED.name)
    assert (event["notice_version"], event["current"]["stage_id"], event["waiting_report"]) == (2, "unit", False)
    assert event["current"]["due_on"] == "2026-07-27"
    assert [stage["due_on"] for stage in event["stages"][:-1]] == ["2026-07-27"] * (len(event["stages"]) - 1)


def test_an_amendment_that_moves_no_day_of_the_route_is_no_news(world):
    world.submitted()
    publish(world, UNTOUCHED)
    moved(world)
    assert world.events(audit.CASE_REDATED.name) == []
    world.published_by_the_unit()
    assert world.approve("school")["state"] == "open"


def test_a_draft_that_audit_has_never_seen_changes_nothing(world):
    publish(world, LATER)
    moved(world, state="draft")
    assert world.rows("cases") == []


def test_a_withdrawn_declaration_is_left_as_it_is(world):
    world.submitted()
    world.withdrawn()
    publish(world, LATER)
    moved(world)
    assert world.events(audit.CASE_REDATED.name) == []


def test_the_amended_version_has_to_be_here_first(world):
    world.submitted()
    error = refusal(moved, world)
    assert (error.slug, error.kind) == ("notice_not_arrived", "unavailable")
    assert world.case()["stage"]["due_on"] == "2026-07-20"


def test_a_declaration_filed_under_the_second_version_has_its_days_from_the_start(world):
    publish(world, LATER)
    world.submitted(1, notice_version=2)
    world.submitted(2, notice_version=1)
    assert [world.case(number)["stage"]["due_on"] for number in (1, 2)] == ["2026-07-27", "2026-07-20"]


def test_a_case_in_the_applicants_hands_comes_back_to_a_stage_with_the_new_day(world):
    world.submitted()
    world.clock.set(at(6, 17))
    world.decide("school", "return_declaration", **DECISIONS["return_declaration"])
    publish(world, LATER)
    moved(world, state="returned")
    assert [event["current"] for event in world.events(audit.CASE_REDATED.name)] == [None]
    world.submitted(revision=2, notice_version=2)
    assert world.case()["stage"]["due_on"] == "2026-07-27"
    assert json.dumps(world.events("audit.case_opened")[-1]["current"]).count("2026-07-27") == 1


def test_another_day_for_the_papers_alone_is_announced_too(world):
    world.submitted()
    publish(world, window("paper-senior", closes_on="2026-07-24"))
    moved(world)
    [redated] = world.events(audit.CASE_REDATED.name)
    assert (redated["paper_due_on"], redated["current"]["due_on"]) == ("2026-07-24", "2026-07-20")
