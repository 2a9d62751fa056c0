"""What committees decide: the session, the vote, recognition, the certificate; in whatever order it arrives."""

import pytest

from shared.contracts import audit, committee
from shared.contracts.committee import oversight
from shared.kernel.errors import NotYet
from tests.suites.declaration.test_following import opened, state
from tests.support.declaration_suite import people
from tests.support.declaration_suite.world import refusal
from tests.support.some import some


def to_session(world):
    """Passed audit and on a session's list."""
    key = opened(world)
    world.happens(audit.DECLARATION_PASSED, declaration_id=key)
    world.happens(committee.SESSION_SCHEDULED)
    world.happens(committee.ASSIGNED, declaration_id=key)
    return key


def test_the_way_to_the_certificate(world):
    key = to_session(world)
    world.happens(committee.REVIEWED, declaration_id=key)
    line = committee.RESULTS_POSTED.sample["people"][0] | {"declaration_id": key}
    world.happens(committee.RESULTS_POSTED, people=[line])
    world.happens(committee.APPROVED, declaration_id=key)
    world.happens(committee.CERTIFICATE_ISSUED, declaration_id=key)
    progress = world.ask(people.APPLICANT, "get_progress", declaration_id=key)
    assert (progress["state"], progress["certificate_number"]) == ("certified", "NM15042026000001")
    assert [step["key"] for step in progress["steps"]] == [
        "started", "submitted", "case_opened", "passed_audit", "assigned", "review_passed", "results_posted",
        "approved", "certified",
    ]  # fmt: skip
    assert all(step["state"] == "done" for step in some(progress["steps"]))


def test_a_revoked_title_ends_the_timeline_enters_the_archive_and_bars_the_next_filing(world):
    key = to_session(world)
    for event in (committee.REVIEWED, committee.APPROVED, committee.CERTIFICATE_ISSUED):
        world.happens(event, declaration_id=key)
    world.happens(oversight.CERTIFICATE_REVOKED, declaration_id=key, revoked_on="2026-06-15")
    progress = world.ask(people.APPLICANT, "get_progress", declaration_id=key)
    last, archive = progress["steps"][-2:]
    assert (progress["state"], last["key"], last["state"]) == ("revoked", "revoked", "done")
    assert (last["clause"], "NM15042026000001" in last["label"]) == ("alxa-2025/7.2", True)
    assert (archive["key"], "2026-06-15 至 2029-06-15" in archive["label"]) == ("integrity_recorded", True)
    error = refusal(world.do, people.APPLICANT, "start_declaration", plan_id="agriculture-associate-senior")
    assert (error.slug, error.details["until"]) == ("integrity_barred", "2029-06-15")


def test_a_review_that_is_put_off_is_a_step_of_the_timeline(world):
    key = to_session(world)
    world.happens(oversight.REVIEW_POSTPONED, declaration_id=key)
    steps = world.ask(people.APPLICANT, "get_progress", declaration_id=key)["steps"]
    step = next(one for one in steps if one["key"] == "review_postponed")
    assert (step["deadline"], step["clause"]) == ("2026-11-30", "chifeng-2023/5.3.1")
    assert "2026-11-30" in step["label"]


def test_a_revoking_that_is_ahead_of_the_certificate_waits(world):
    key = to_session(world)
    with pytest.raises(NotYet):
        world.happens(oversight.CERTIFICATE_REVOKED, declaration_id=key)


def test_not_passed_and_cancelled_results_end_the_way(world):
    key = to_session(world)
    world.happens(committee.REVIEWED, declaration_id=key)
    world.happens(committee.RESULT_CANCELLED, declaration_id=key)
    assert state(world, key) == "cancelled"


def test_the_timeline_follows_the_day_of_the_session(world):
    key = to_session(world)
    world.happens(committee.SESSION_RESCHEDULED, meeting_on="2026-09-17")
    steps = world.ask(people.APPLICANT, "get_progress", declaration_id=key)["steps"]
    assert [step["deadline"] for step in steps if step["key"] == "next_session"] == ["2026-09-17"]


def to_recognition(world, **said):
    """Passed audit and decided on by a body that holds no session."""
    key = opened(world)
    world.happens(audit.DECLARATION_PASSED, declaration_id=key)
    world.happens(committee.RECOGNITION_DECIDED)
    world.happens(committee.RECOGNISED, declaration_id=key, **said)
    return key


def test_the_way_to_the_certificate_without_a_session(world):
    key = to_recognition(world, granted=True, reason=None)
    assert state(world, key) == "passed"
    line = committee.RESULTS_POSTED.sample["people"][0] | {"declaration_id": key}
    world.happens(committee.RESULTS_POSTED, people=[line], kind="recognition")
    world.happens(committee.APPROVED, declaration_id=key)
    world.happens(committee.CERTIFICATE_ISSUED, declaration_id=key, kind="recognition")
    progress = world.ask(people.APPLICANT, "get_progress", declaration_id=key)
    assert progress["state"] == "certified"
    assert [step["key"] for step in progress["steps"]][4:] == ["recognised", "results_posted", "approved", "certified"]
    assert progress["steps"][4]["clause"] == "chifeng-2023/4.6.1"


def test_a_refused_recognition_ends_the_way_and_says_why(world):
    key = to_recognition(world)
    progress = world.ask(people.APPLICANT, "get_progress", declaration_id=key)
    assert progress["state"] == "not_passed"
    assert progress["steps"][-1]["label"] == "考核认定：不予认定（考核不合格）"


def test_a_recognition_that_crosses_a_withdrawal_changes_nothing(world):
    key = opened(world)
    world.change(key, "withdraw_declaration", reason="个人原因")
    world.happens(committee.RECOGNITION_DECIDED)
    world.happens(committee.RECOGNISED, declaration_id=key, granted=True)
    assert state(world, key) == "withdrawn"


def test_what_a_committee_did_before_it_heard_of_a_withdrawal_changes_nothing(world):
    key = opened(world)
    world.change(key, "withdraw_declaration", reason="个人原因")
    for fact in (audit.DECLARATION_PASSED, committee.ASSIGNED, committee.REVIEWED, committee.APPROVED,
                 committee.CERTIFICATE_ISSUED):  # fmt: skip
        world.happens(fact, declaration_id=key)
    progress = world.ask(people.APPLICANT, "get_progress", declaration_id=key)
    assert (progress["state"], progress["certificate_number"]) == ("withdrawn", None)
    assert progress["steps"][-1]["key"] == "withdrawn"


def test_a_recognition_waits_for_the_end_of_the_audit(world):
    key = opened(world)
    with pytest.raises(NotYet):
        world.happens(committee.RECOGNISED, declaration_id=key)
    assert state(world, key) == "submitted"
