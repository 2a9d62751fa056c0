"""Last days that became certain once their year was announced: reminded of anew, told where they moved."""

from shared.contracts import audit, committee
from shared.contracts.committee import oversight
from shared.kernel.clock import iso
from tests.suites.notify.test_reminding import days_of
from tests.support.notify_suite import OFFICE, PERSON, UNIT, at, open_case, return_case, schedule_session


def test_a_publicity_whose_last_day_moved_is_reminded_of_and_told_anew(world):
    world.happens(audit.PUBLICITY_POSTED, at(6, 15), publicity_id="p-1", organisation_id=UNIT, ends_on="2026-06-23")
    moved = {"publicity_id": "p-1", "organisation_id": UNIT, "ends_before": "2026-06-23"}
    world.happens(audit.PUBLICITY_REDATED, at(6, 16), ends_on="2026-06-24", **moved)
    assert [(entry["state"], entry["due_on"]) for entry in world.deadlines()] == [
        ("cleared", "2026-06-23"), ("open", "2026-06-24"),
    ]  # fmt: skip
    assert days_of(world.sweep(at(6, 23))) == []
    assert days_of(world.sweep(at(6, 24))) == [("close_publicity", 0)]


def test_a_return_whose_last_day_moved_is_reminded_of_and_told_anew(world):
    open_case(world, at(6, 10))
    return_case(world, at(6, 12), at(6, 20, 0))
    moved = {"declaration_id": "d-1", "person_id": PERSON, "unit_id": UNIT, "deadline_before": iso(at(6, 20, 0))}
    world.happens(audit.RETURN_REDATED, at(6, 13), deadline=iso(at(6, 23, 0)), **moved)
    due = [(entry["state"], entry["due_on"]) for entry in world.deadlines() if entry["kind"].startswith("fix_")]
    assert due == [("cleared", "2026-06-19"), ("open", "2026-06-22")]


def test_a_return_whose_last_day_was_right_is_told_nothing(world):
    open_case(world, at(6, 10))
    return_case(world, at(6, 12), at(6, 20, 0))
    same = {"deadline_before": iso(at(6, 20, 0)), "deadline": iso(at(6, 20, 0))}
    before = len(world.deadlines())
    world.happens(audit.RETURN_REDATED, at(6, 13), declaration_id="d-1", person_id=PERSON, unit_id=UNIT, **same)
    assert len(world.deadlines()) == before


def test_results_whose_last_day_moved_are_reminded_of_anew(world):
    schedule_session(world, at(8, 20))
    world.happens(committee.RESULTS_POSTED, at(9, 11), session_id="s-1", organisation_id=OFFICE, ends_on="2026-09-18")
    moved = {"session_id": "s-1", "office_id": OFFICE, "ends_before": "2026-09-18"}
    world.happens(committee.RESULTS_REDATED, at(9, 12), ends_on="2026-09-21", **moved)
    assert closings(world.sweep(at(9, 18))) == []
    assert closings(world.sweep(at(9, 21))) == [OFFICE]


def closings(messages):
    return [message["organisation_id"] for message in messages if message["kind"] == "close_results"]


def put_off(world, when):
    """The authority agrees to a longer review; the word of it is in another stream than what becomes of the session."""
    known = {"extension_id": "e-1", "sessions": ["s-1"], "until": "2026-11-30"}
    world.happens(oversight.EXTENSION_ANSWERED, when, **known, state="agreed")


def reviews(world):
    found = [one for one in world.deadlines() if (one["kind"], one["organisation_id"]) == ("conclude_review", OFFICE)]
    return [(one["state"], one["due_on"]) for one in found]


def test_a_review_that_has_ended_stays_so_when_word_comes_later_that_it_was_put_off_before(world):
    schedule_session(world, at(8, 20))
    world.happens(committee.RESULTS_CLOSED, at(11, 9), session_id="s-1")
    put_off(world, at(10, 26))
    assert reviews(world) == [("cleared", "2026-10-30")]


def test_a_review_that_was_put_off_keeps_its_day_when_word_of_an_earlier_move_comes_later(world):
    schedule_session(world, at(8, 20))
    put_off(world, at(10, 26))
    world.happens(committee.SESSION_RESCHEDULED, at(9, 14), session_id="s-1", office_id=OFFICE)
    assert reviews(world) == [("cleared", "2026-10-30"), ("open", "2026-11-30")]
