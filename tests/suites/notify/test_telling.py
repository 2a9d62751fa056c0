"""Messages of facts, sent at once and once."""

import json

import pytest
from sqlalchemy import select

from shared.contracts import audit, committee, declaration, notify
from shared.contracts.committee import oversight
from shared.kernel.clock import iso
from shared.kernel.errors import NotYet
from shared.persistence.schema.common_tables import OUTBOX
from tests.support.notify_suite import (
    AUTHORITY,
    OFFICE,
    OTHER_PERSON,
    PERSON,
    UNIT,
    UNIT_STAGE,
    at,
    caller,
    open_case,
    return_case,
    schedule_session,
)
from tests.support.some import some

WHO = {"declaration_id": "d-1", "person_id": PERSON, "unit_id": UNIT}
OWN = {"declaration_id": "d-1", "person_id": PERSON}
REVIEW = {"declaration_id": "d-1", "session_id": "s-1", "person_id": PERSON}


def kinds(messages):
    return [message["kind"] for message in messages]


def test_a_return_is_told_at_once_with_deadline_stage_and_number_of_corrections(world):
    open_case(world, at(6, 20))
    return_case(world, at(6, 22), at(6, 29, 18))
    (message,) = world.messages(caller(PERSON))
    assert message["kind"] == "declaration_returned"
    assert message["category"] == "notice"
    for part in ("CF-d-1", "用人单位审核", "补正1项", "2026年6月29日18:00", "赤人社办发〔2026〕43号 三（四）"):
        assert part in message["body"]


def test_each_return_is_told_once(world):
    open_case(world, at(6, 20))
    return_case(world, at(6, 22), at(6, 29, 18))
    return_case(world, at(6, 22), at(6, 29, 18))
    open_case(world, at(6, 25), revision=2)
    return_case(world, at(6, 26), at(7, 3, 18), revision=2, number=2)
    assert kinds(world.messages()) == ["declaration_returned"] * 2


@pytest.mark.parametrize(
    ("event", "changes", "kind"),
    [
        (declaration.LAPSED, WHO, "declaration_lapsed"),
        (declaration.RECHECKED, WHO, "amendment_followed"),
        (declaration.RECHECKED, WHO | {"settled": "to_answer"}, "amendment_to_answer"),
        (declaration.RECHECKED, WHO | {"settled": "kept"}, "amendment_kept"),
        (audit.DECLARATION_REJECTED, WHO | {"stage": UNIT_STAGE}, "declaration_rejected"),
        (audit.CASE_CLOSED, WHO | {"reason": "stage_overdue"}, "audit_overdue"),
        (audit.DECLARATION_PASSED, WHO, "audit_passed"),
        (committee.REVIEWED, REVIEW | {"outcome": "passed"}, "review_passed"),
        (committee.REVIEWED, REVIEW | {"outcome": "not_passed"}, "review_not_passed"),
        (committee.RECOGNISED, REVIEW | {"granted": True, "reason": None}, "recognition_granted"),
        (committee.RECOGNISED, REVIEW, "recognition_refused"),
        (committee.RESULT_CANCELLED, REVIEW, "result_cancelled"),
        (committee.CERTIFICATE_ISSUED, REVIEW, "certificate_issued"),
        (oversight.CERTIFICATE_REVOKED, OWN, "certificate_revoked"),
    ],
)  # fmt: skip
def test_every_turn_in_a_persons_case_is_told_to_that_person(world, event, changes, kind):
    open_case(world, at(6, 20))
    world.happens(event, at(7, 1), **changes)
    (message,) = world.messages(caller(PERSON))
    assert (message["kind"], message["subject_id"]) == (kind, "d-1")
    assert "{" not in message["title"] + message["body"]


def test_an_amendment_that_does_not_concern_a_declaration_is_not_news(world):
    open_case(world, at(6, 20))
    world.happens(declaration.RECHECKED, at(7, 1), **WHO, outcome="unaffected", findings=[])
    assert world.messages() == []


def test_an_amendment_is_told_once_with_what_changes(world):
    open_case(world, at(6, 20))
    for hour in (9, 10):
        world.happens(declaration.RECHECKED, at(7, 1, hour), **WHO)
    (message,) = world.messages(caller(PERSON))
    for part in ("关于调整申报时间的补充通知", "网上申报时间调整", "赤人社办发〔2026〕43号 三（二）"):
        assert part in message["body"]


def test_a_case_closed_because_it_was_withdrawn_is_not_news_to_the_applicant(world):
    open_case(world, at(6, 20))
    world.happens(audit.CASE_CLOSED, at(7, 1), **WHO, reason="withdrawn")
    assert world.messages() == []


def test_a_result_cancelled_because_it_was_withdrawn_is_not_news_to_the_applicant(world):
    open_case(world, at(6, 20))
    world.happens(committee.RESULT_CANCELLED, at(7, 1), **REVIEW, reason="withdrawn", clause="")
    assert world.messages() == []


def test_offices_are_told_of_objections_failed_quorum_and_approval(world):
    schedule_session(world, at(8, 20))
    session = {"session_id": "s-1"}
    world.happens(committee.SESSION_ADJOURNED, at(9, 10), **session, office_id=OFFICE, present=12, quorum=17)
    plain = {"about": "review", "investigator_id": None}
    world.happens(committee.RESULT_OBJECTION, at(9, 14), **session, **plain, outcome="open")
    world.happens(committee.RESULT_OBJECTION, at(9, 15), **session, **plain, outcome="dismissed")
    world.happens(committee.RESULTS_APPROVED, at(10, 8), **session)
    seen = world.messages(caller("clerk", OFFICE, ("committee_office",)))
    assert kinds(seen) == ["session_adjourned", "result_objection_filed", "results_approved"]


def test_who_must_investigate_material_is_told_once(world):
    schedule_session(world, at(8, 20))
    asked = {
        "session_id": "s-1",
        "about": "material",
        "investigator_id": UNIT,
        "outcome": "open",
        "objection_id": "o-1",
    }
    world.happens(committee.RESULT_OBJECTION, at(9, 14), **asked, finding=None)
    world.happens(committee.RESULT_OBJECTION, at(9, 15), **asked, finding="confirmed")
    seen = world.messages(caller("clerk", UNIT, ("unit_clerk",)))
    assert [(one["kind"], one["subject_id"]) for one in seen] == [("result_objection_to_investigate", "o-1")]


def test_who_is_flooded_with_objections_is_told_once_a_day(world):
    for number in range(30):
        moment = at(6, 18 + number % 2)
        told = {"objection_id": f"objection-{number}", "organisation_id": UNIT, "at": iso(moment)}
        world.happens(audit.OBJECTION_FILED, moment, **told)
    assert kinds(world.messages(caller("clerk", UNIT, ("unit_clerk",)))) == ["objection_filed"] * 2


def test_both_sides_of_an_id_number_are_told_and_the_unit_of_who_has_to_correct_it(world):
    world.happens(declaration.ID_NUMBER_SETTLED, at(6, 18), person_id="owner", unit_id=UNIT)
    world.happens(declaration.ID_NUMBER_VOIDED, at(6, 18), person_id="squatter", unit_id=UNIT)
    assert kinds(world.messages(caller("owner", None, ("applicant",)))) == ["id_number_settled"]
    assert kinds(world.messages(caller("squatter", None, ("applicant",)))) == ["id_number_voided"]
    assert kinds(world.messages(caller("clerk", UNIT, ("unit_clerk",)))) == ["id_number_voided_unit"]


def test_a_unit_is_told_of_an_objection_and_that_its_roster_went_up(world):
    world.happens(audit.OBJECTION_FILED, at(6, 18), organisation_id=UNIT)
    world.happens(audit.ROSTER_REPORTED, at(6, 28), organisation_id=UNIT)
    assert kinds(world.messages(caller("clerk", UNIT, ("unit_clerk",)))) == ["objection_filed", "roster_reported"]


def test_a_measure_is_told_to_the_office_once_and_its_lateness_to_the_authority_too(world):
    who = {"office_id": OFFICE, "authority_id": AUTHORITY}
    for event in (
        oversight.MEASURE_TAKEN,
        oversight.MEASURE_TAKEN,
        oversight.MEASURE_OVERDUE,
        oversight.MEASURE_LIFTED,
    ):
        world.happens(event, at(9, 2), **who)
    told = world.messages(caller("clerk", OFFICE, ("committee_office",)))
    assert sorted(kinds(told)) == ["measure_lifted", "measure_overdue", "measure_taken"]
    assert kinds(world.messages(caller("bureau", AUTHORITY, ("hr_clerk",)))) == ["measure_overdue"]
    assert all("限期整改" in one["title"] and "alxa-2025/7.2" in one["body"] for one in some(told))


def test_an_extension_is_told_to_whoever_has_to_know_and_moves_the_reviews_last_day(world):
    schedule_session(world, at(8, 20))
    who = {"office_id": OFFICE, "authority_id": AUTHORITY, "sessions": ["s-1"]}
    world.happens(oversight.EXTENSION_FILED, at(10, 8), **who)
    assert kinds(world.messages(caller("bureau", AUTHORITY, ("hr_clerk",)))) == ["extension_filed"]
    world.happens(oversight.EXTENSION_ANSWERED, at(10, 10), **who)
    assert kinds(world.messages(caller("clerk", OFFICE, ("committee_office",)))) == ["extension_agreed"]
    due = {one["due_on"]: one["state"] for one in world.deadlines(kind="conclude_review")}
    assert due == {"2026-10-30": "cleared", "2026-11-30": "open"}


def test_a_declined_extension_moves_nothing_and_one_that_counts_by_filing_is_told_as_recorded(world):
    schedule_session(world, at(8, 20))
    who = {"office_id": OFFICE, "authority_id": AUTHORITY, "sessions": []}
    world.happens(oversight.EXTENSION_ANSWERED, at(10, 10), state="declined", **who)
    world.happens(oversight.EXTENSION_FILED, at(10, 12), state="agreed", extension_id="e-2", **who)
    assert kinds(world.messages(caller("clerk", OFFICE, ("committee_office",)))) == ["extension_declined"]
    assert kinds(world.messages(caller("bureau", AUTHORITY, ("hr_clerk",)))) == ["extension_recorded"]
    assert {one["state"] for one in world.deadlines(kind="conclude_review")} == {"open"}


def test_the_authority_hears_of_each_yearly_report(world):
    world.happens(oversight.CLEANING_REPORTED, at(7, 1), authority_id=AUTHORITY)
    world.happens(oversight.CLEANING_REPORTED, at(7, 9), authority_id=AUTHORITY)
    told = world.messages(caller("bureau", AUTHORITY, ("hr_clerk",)))
    assert kinds(told) == ["cleaning_reported"] * 2
    assert "2026年度" in told[0]["body"]


def test_both_offices_hear_of_a_joint_or_entrusted_review(world):
    who = {"office_id": OFFICE, "from_office_id": UNIT}
    world.happens(oversight.JOINT_REVIEW_AGREED, at(7, 20), **who)
    world.happens(oversight.JOINT_REVIEW_AGREED, at(7, 21), mode="joint", office_id=OFFICE, from_office_id=None)
    taking = world.messages(caller("clerk", OFFICE, ("committee_office",)))
    assert sorted(kinds(taking)) == ["joint_review_entrusted", "joint_review_joint"]
    assert kinds(world.messages(caller("clerk", UNIT, ("unit_clerk",)))) == ["joint_review_entrusted"]


def test_a_review_put_off_is_told_to_each_who_waits_and_once_to_their_unit(world):
    for number, who in ((1, PERSON), (2, OTHER_PERSON)):
        open_case(world, at(6, 20), f"d-{number}", person_id=who)
        world.happens(
            oversight.REVIEW_POSTPONED, at(10, 10), declaration_id=f"d-{number}", person_id=who, unit_id=UNIT
        )  # fmt: skip
        (told,) = world.messages(caller(who))
        assert (told["kind"], told["subject_id"], "2026-11-30" in told["body"]) == (
            "review_postponed",
            f"d-{number}",
            True,
        )
    assert kinds(world.messages(caller("clerk", UNIT, ("unit_clerk",)))) == ["review_postponed_unit"]


def test_an_extension_waits_for_the_sessions_it_moves(world):
    with pytest.raises(NotYet):
        world.happens(oversight.EXTENSION_ANSWERED, at(10, 10), sessions=["s-9"])


def test_an_inspection_alone_is_no_message(world):
    world.happens(oversight.INSPECTION_RECORDED, at(9, 2), office_id=OFFICE)
    assert world.messages(caller("clerk", OFFICE, ("committee_office",))) == []


def test_each_message_is_announced_without_names_or_texts(world):
    open_case(world, at(6, 20))
    return_case(world, at(6, 22), at(6, 29, 18))
    with world.database.begin_reading() as connection:
        (body,) = connection.scalars(select(OUTBOX.c.body))
    event = json.loads(body)
    assert event["type"] == notify.REMINDER_SENT.name
    assert event["data"]["recipient_person_id"] == PERSON
    assert set(event["data"]) == set(notify.REMINDER_SENT.sample)


def test_a_fact_of_an_unknown_notice_has_to_wait(world):
    with pytest.raises(NotYet):
        world.happens(declaration.STARTED, notice_id="not-published")


def test_news_of_a_review_waits_for_the_case(world):
    with pytest.raises(NotYet):
        world.happens(committee.REVIEWED, **REVIEW)


def test_events_that_do_not_concern_deadlines_are_ignored(world):
    world.happens(audit.ORGANISATION_REGISTERED, organisation_id=UNIT)
    world.happens(committee.SEED_COMMITTED)
    world.happens(committee.ASSIGNED)
    assert (world.messages(), world.deadlines()) == ([], [])


def test_the_office_hears_why_its_filing_its_meeting_its_results_or_its_extension_was_not_agreed_to(world):
    schedule_session(world, at(8, 20))
    office = {"office_id": OFFICE, "authority_id": AUTHORITY}
    for outcome in ("returned", "refused"):
        world.happens(committee.COMMITTEE_DECLINED, at(7, 1), outcome=outcome, **office)
        world.happens(committee.RESULTS_DECLINED, at(10, 8), session_id="s-1", outcome=outcome, **office)
    world.happens(oversight.EXTENSION_ANSWERED, at(10, 10), state="returned", sessions=[], **office)
    refused = {"agreed": False, "final": True, "opinion": "不具备条件。"}
    world.happens(committee.PLAN_ANSWERED, at(9, 2), session_id="s-1", **refused, **office)
    told = world.messages(caller("clerk", OFFICE, ("committee_office",)))
    assert sorted(kinds(told)) == [
        "committee_refused", "committee_returned", "extension_returned", "plan_refused", "results_refused",
        "results_returned",
    ]  # fmt: skip
    assert {one["state"] for one in world.deadlines(kind="hold_session")} == {"cleared"}
