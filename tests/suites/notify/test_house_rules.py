"""What belongs to no notice, or waits without a day, is reminded of by the rules of the house."""

import pytest
from sqlalchemy import select

from services.notify.store.tables import REMINDER_GROUPS
from shared.contracts import audit, committee, declaration
from tests.support.notify_suite import AUTHORITY, BUREAU, OFFICE, PERSON, UNIT, at, caller, open_case, schedule_session

OPERATOR = caller("operator", roles=("operator",))
ABOVE = {"organisation_id": UNIT, "name": "红山区第一小学", "parent_id": BUREAU, "region": "150402"}
COMMITTEE = {"committee_id": "c-1", "office_id": OFFICE, "authority_id": AUTHORITY, "name": "中小学教师评委会"}


def told(world, when):
    """Whom the sweep at that time tells what."""
    return {one["person_id"] or one["organisation_id"]: one for one in world.sweep(when)}


def test_a_profile_is_waited_for_in_working_days_and_then_those_above_the_unit_hear(world):
    world.happens(audit.ORGANISATION_REGISTERED, at(6, 1), **ABOVE)
    world.happens(declaration.PROFILE_WAITING, at(6, 1, 10), person_id=PERSON, unit_id=UNIT)
    world.happens(declaration.PROFILE_WAITING, at(6, 1, 11), person_id="person-2", unit_id=UNIT)
    assert told(world, at(6, 3, 12)) == {}
    first = told(world, at(6, 4, 9))
    assert {who: one["title"] for who, one in first.items()} == {UNIT: "2人的个人信息待核实，已等待3天"}
    assert (first[UNIT]["due_at"], first[UNIT]["clause"]) == (None, None)
    world.happens(declaration.PROFILE_VERIFIED, at(6, 5), person_id=PERSON, unit_id=UNIT)
    later = told(world, at(6, 15, 9))
    assert later[BUREAU]["title"] == "红山区第一小学：核实个人信息已等待14天，1件未办"
    assert "自2026年6月1日起已14天" in later[BUREAU]["body"]
    assert [one["token"] for one in world.occurrences(OPERATOR, everyone=True)][-1] == "wwd3"


def test_whoever_is_only_told_of_it_neither_lists_nor_counts_it(world):
    world.happens(audit.ORGANISATION_REGISTERED, at(6, 1), **ABOVE)
    world.happens(declaration.PROFILE_WAITING, at(6, 1, 10), person_id=PERSON, unit_id=UNIT)
    clerk = {who: caller("clerk", who, ("unit_clerk",)) for who in (UNIT, BUREAU)}
    counts = {who: world.ask("count_deadlines", clerk[who])["total"]["waiting"] for who in clerk}
    assert counts == {UNIT: 1, BUREAU: 0}
    assert [len(world.deadlines(clerk[who])) for who in clerk] == [1, 0]


def test_a_committee_that_was_filed_waits_and_one_that_ends_is_counted_down_to(world):
    world.happens(committee.COMMITTEE_REGISTERED, at(6, 1), **COMMITTEE, valid_to="2026-12-31", approved=False)
    (message,) = told(world, at(6, 8, 9)).values()
    assert (message["organisation_id"], message["title"]) == (AUTHORITY, "评审委员会备案待答复，已等待7天")
    assert "中小学教师评委会" in message["body"]
    world.happens(committee.COMMITTEE_APPROVED, at(6, 9), **COMMITTEE, valid_to="2026-12-31", approved=True)
    ending = told(world, at(12, 1, 9))
    assert ending.keys() == {OFFICE, AUTHORITY}
    assert {one["title"] for one in ending.values()} == {"评审委员会任期还有30天截止"}


@pytest.mark.parametrize(("final", "waits"), [(None, True), (True, False)])
def test_a_plan_waits_until_it_is_answered(world, final, waits):
    schedule_session(world, at(8, 3))
    world.happens(committee.PLAN_FILED, at(8, 4), session_id="s-1", needs_consent=True)
    if not waits:
        world.happens(committee.PLAN_ANSWERED, at(8, 5), session_id="s-1", agreed=False, final=final)
    kinds = {one["kind"] for one in world.sweep(at(8, 6, 9)) if one["category"] == "reminder"}
    assert ("answer_plan" in kinds) is waits


def test_the_operator_is_reminded_of_a_year_without_holidays(world):
    world.happens(audit.PUBLICITY_POSTED, at(6, 1), provisional=True, ends_on="2031-01-06", organisation_id=UNIT)
    messages = [one for one in world.sweep(at(6, 8, 9)) if one["kind"] == "announce_calendar"]
    assert [(one["organisation_id"], one["title"]) for one in messages] == [
        ("operation", "节假日安排待录入，已等待7天"),
    ]  # fmt: skip


def test_the_earlier_version_gets_no_plan_of_a_kind_that_it_cannot_read(world):
    open_case(world, at(6, 20), paper="2026-07-20")
    with world.database.begin() as connection:
        kinds = {row.kind for row in connection.execute(select(REMINDER_GROUPS))}
    assert kinds == {"audit_stage"}
