"""Moments of rules, plans over groups, and the moves of a deadline."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notify.adapters.house import house_rules
from services.notify.domain.deadline import Deadline, DeadlineState
from services.notify.domain.kinds import DeadlineKind
from services.notify.domain.notice_rules import Again, KnownRule, NoticeHours, rules_of
from services.notify.domain.plan import ReminderPlan, reached
from services.notify.domain.recipient import organisation, person
from services.notify.domain.reminded import only_watches, roles_by_recipient, with_those_above
from services.notify.domain.schedule import LATE, Planner, group_key
from shared.calendar import work_calendar
from shared.kernel.clock import ZONE
from shared.kernel.deadline import end_of_day
from shared.kernel.errors import ZhipingError

FRIDAY = end_of_day(date(2026, 7, 10))
MONDAY = end_of_day(date(2026, 7, 20))
AROSE = datetime(2026, 6, 1, 10, tzinfo=ZONE)


def planner(*, staff=False, **said):
    return Planner(house_rules().hours(NoticeHours(**said)), work_calendar(), staff)


def rule(**said):
    return KnownRule(deadline="audit_due", to=("holder",), **said)


def told(given_rule, due_at=FRIDAY, since=AROSE, **how):
    found = planner(**how).moments(given_rule, due_at, since.date())
    return [(f"{one.at:%m-%d %H:%M}", one.token) for one in found]


def entry(**changes):
    values = {
        "id": "1", "kind": DeadlineKind.AUDIT_STAGE, "notice_id": "n", "subject_id": "s", "round": "r",
        "recipient": organisation("o"), "since": FRIDAY - timedelta(days=9), "due_at": FRIDAY, "clause": "c",
        "group_key": "g",
    }  # fmt: skip
    return Deadline(**values | changes)


def test_days_before_stand_at_eight_in_the_morning_in_order():
    assert told(rule(days_before=(1, 7))) == [("07-03 08:00", "7"), ("07-09 08:00", "1")]


def test_a_due_instant_in_another_zone_counts_as_its_day_in_shanghai():
    assert told(rule(days_before=(1,)), datetime(2026, 7, 9, 17, tzinfo=UTC)) == [("07-09 08:00", "1")]


def test_a_moment_that_is_not_before_the_due_instant_does_not_exist():
    assert told(rule(days_before=(0,)), datetime(2026, 7, 10, 7, 45, tzinfo=ZONE)) == []


def test_working_days_are_counted_back_from_the_last_day_and_leave_weekends_out():
    assert told(rule(working_days_before=(0, 1, 2)), MONDAY) == [
        ("07-16 08:00", "wd2"), ("07-17 08:00", "wd1"), ("07-20 08:00", "wd0"),
    ]  # fmt: skip


def test_hours_are_counted_back_from_the_end_and_leave_quiet_hours():
    due = datetime(2026, 7, 10, 18, tzinfo=ZONE)
    assert told(rule(hours_before=(24, 4)), due) == [("07-09 18:00", "h24"), ("07-10 14:00", "h4")]
    assert told(rule(hours_before=(1, 20)), FRIDAY) == [("07-10 07:30", "h20"), ("07-10 20:59", "h1")]


def test_staff_are_not_told_on_days_off_and_hear_once_of_what_falls_together():
    days = rule(days_before=(2, 1, 3))
    assert told(days, MONDAY, staff=True) == [("07-17 08:00", "1")]
    assert [day for day, _ in told(days, MONDAY)] == ["07-17 08:00", "07-18 08:00", "07-19 08:00"]
    assert len(told(days, MONDAY, staff=True, staff_days="send")) == 3


def test_after_the_day_in_days_working_days_and_again():
    again = Again(every=2, unit="working_days", times=2)
    assert told(rule(days_after=(1,), repeat=again)) == [
        ("07-11 08:00", "+1"), ("07-14 08:00", "+r1"), ("07-16 08:00", "+r2"),
    ]  # fmt: skip
    assert told(rule(days_after=(1,)), staff=True) == [("07-13 08:00", "+1")]
    assert told(rule(working_days_after=(1,))) == [("07-13 08:00", "+wd1")]


def test_waiting_is_counted_from_the_day_on_which_it_began():
    assert told(rule(days_waiting=(5,), working_days_waiting=(5,)), None) == [
        ("06-06 08:00", "w5"), ("06-08 08:00", "wwd5"),
    ]  # fmt: skip


def test_a_rule_and_a_notice_may_name_another_hour():
    assert told(rule(days_before=(1,), at="09:15"), at="10:00") == [("07-09 09:15", "1")]
    assert told(rule(days_before=(1,)), at="10:00") == [("07-09 10:00", "1")]


@pytest.mark.parametrize(
    ("since", "staff", "late"),
    [
        (datetime(2026, 7, 3, 7, tzinfo=ZONE), False, None),
        (datetime(2026, 7, 9, 8, tzinfo=ZONE), False, datetime(2026, 7, 9, 8, tzinfo=ZONE)),
        (datetime(2026, 7, 9, 22, tzinfo=ZONE), False, datetime(2026, 7, 10, 7, 30, tzinfo=ZONE)),
        (datetime(2026, 7, 10, 22, tzinfo=ZONE), False, datetime(2026, 7, 10, 20, 59, tzinfo=ZONE)),
        (FRIDAY, False, None),
    ],
)
def test_what_arises_after_the_last_moment_has_one_of_its_own(since, staff, late):
    assert planner(staff=staff).late(rule(days_before=(7, 1)), FRIDAY, since) == late


def test_a_late_moment_of_staff_waits_for_a_working_day_where_there_is_time():
    days, saturday = rule(days_before=(5,)), datetime(2026, 7, 18, 10, tzinfo=ZONE)
    assert planner(staff=True).late(days, MONDAY, saturday) == datetime(2026, 7, 20, 10, tzinfo=ZONE)
    assert planner(staff=True).late(days, end_of_day(date(2026, 7, 19)), saturday) == saturday
    assert planner().late(rule(hours_before=(5,)), MONDAY, MONDAY - timedelta(hours=1)) is None


def plan(given_rule, since=AROSE, due_at=FRIDAY):
    late = planner().late(given_rule, due_at, since)
    looked_at = since - timedelta(microseconds=1) if late == since else since
    kind = DeadlineKind.AUDIT_STAGE
    bare = ReminderPlan("k", "k", "", kind, "n", person("p"), due_at, since.date(), "c", None, looked_at, late)
    return bare.planned(given_rule, planner())


@given(days=st.sets(st.integers(0, 60), min_size=1, max_size=6), hours=st.integers(-2000, 100))
def test_the_latest_reached_moment_is_told_and_every_other_is_missed(days, hours):
    now, counted = FRIDAY + timedelta(hours=hours), rule(days_before=tuple(days))
    one = plan(counted)
    moments = one.moments(counted, planner())
    found = reached(one, moments, now)
    passed = [moment for moment in moments if one.looked_at < moment.at <= now]
    settled = [moment for each in found for moment in (*each.missed, each.told) if moment]
    assert settled == passed
    assert [each.told for each in found] == ([passed[-1] if now < FRIDAY else None] if passed else [])


def test_before_and_after_the_day_are_settled_apart():
    both = rule(days_before=(1,), days_after=(1, 2))
    one = plan(both)
    found = reached(one, one.moments(both, planner()), FRIDAY + timedelta(days=5))
    assert [(each.told and each.told.token, [moment.token for moment in each.missed]) for each in found] == [
        (None, ["1"]), ("+2", ["+1"]),
    ]  # fmt: skip


def test_late_news_of_a_group_is_looked_at_again_and_brings_its_own_late_moment():
    days = rule(days_before=(7, 1))
    looked = plan(days).resting(None)
    assert looked.joined(plan(days)).next_at == datetime(2026, 7, 3, 8, tzinfo=ZONE)
    late = plan(days, datetime(2026, 7, 9, 9, tzinfo=ZONE))
    joined = looked.joined(late)
    assert (joined.late_at, joined.next_at) == (late.late_at, late.late_at)
    assert [moment.token for moment in joined.moments(days, planner())] == ["7", "1", LATE]


def test_people_are_grouped_by_subject_and_organisations_by_level_and_day():
    kind = DeadlineKind.FIX_RETURNED
    assert group_key(kind, person("p"), FRIDAY, "s-1", "senior") != group_key(
        kind, person("p"), FRIDAY, "s-2", "senior"
    )
    first, second = (group_key(kind, organisation("o"), FRIDAY, subject, "senior") for subject in ("s-1", "s-2"))
    assert first == second != group_key(kind, organisation("o"), FRIDAY, "s-1", "middle")


def test_the_actor_is_entered_and_only_those_whom_rules_name_beside_him():
    parties = {"office": organisation("office"), "authority": organisation("authority")}
    parts = with_those_above(parties, "above", "150402")
    assert roles_by_recipient(parts, "office", []) == {organisation("office"): ("office",)}
    said = [rule(days_before=(1,)), KnownRule(deadline="report_due", to=("superior",), template="warning")]
    assert set(roles_by_recipient(parts, "office", said)) == {organisation("office"), organisation("above")}
    warned = [KnownRule(deadline="report_due", to=("supervisor",), template="warning")]
    assert organisation("supervision-150402") in roles_by_recipient(parts, "office", warned)
    assert only_watches(("superior",), "office", said)
    assert not only_watches(("office",), "office", said)


def test_a_cleared_deadline_stays_cleared():
    cleared = entry().clear(FRIDAY)
    for step in (lambda: cleared.clear(FRIDAY), cleared.pass_by):
        with pytest.raises(ZhipingError) as caught:
            step()
        assert caught.value.slug == "step_not_possible"
    assert entry().pass_by().state is DeadlineState.OVERDUE


def test_rules_of_a_pack_and_last_days_are_read_and_0_2_0_finds_the_plain_ones():
    pack = {
        "reminders": [
            {"deadline": "audit_due", "id": "w", "days_before": [], "working_days_before": [2], "to": ["superior"]},
            {"deadline": "audit_due", "days_before": [5], "to": ["holder"], "source": "s"},
        ],
        "reminding": {"at": "09:00"},
        "windows": [
            {"stage": "filing", "closes_on": "2026-07-10", "clause": "n/1", "applies": {"level_groups": ["senior"]}},
            {"stage": "filing", "closes_on": "2026-06-10", "clause": "n/2"},
        ],
    }
    rules = rules_of("n", 1, pack, AROSE)
    force = rules.in_force(house_rules())
    assert [one.id for one in force.rules_of("audit_due")] == ["w", ""]
    assert [one.days_before for one in force.rules_of("measure_due")] == [(14, 7, 1), ()]
    assert f"{force.hours.at:%H:%M}" == "09:00"
    assert rules.reminders["audit_due"].days_before == (5,)
    assert rules.last_day("filing", "senior").clause == "n/1"
    assert rules.last_day("filing", "middle").clause == "n/2"
    assert rules.clause_of(("filing",), date(2026, 6, 10), "x") == "n/2"
