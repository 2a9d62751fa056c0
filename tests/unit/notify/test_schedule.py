"""Moments of a reminder schedule, and the moves of a deadline."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notify.domain.deadline import Deadline, DeadlineState
from services.notify.domain.kinds import DeadlineKind, concerned
from services.notify.domain.notice_rules import rules_of
from services.notify.domain.recipient import organisation, person
from services.notify.domain.schedule import ReminderGroup, group_key
from shared.kernel.clock import ZONE
from shared.kernel.deadline import end_of_day
from shared.kernel.errors import ZhipingError

DUE = end_of_day(date(2026, 7, 10))


def group(*days_before, due_at=DUE):
    return ReminderGroup("key", DeadlineKind.AUDIT_STAGE, organisation("o"), due_at, days_before, "clause")


def entry(**changes):
    values = {
        "id": "1", "kind": DeadlineKind.AUDIT_STAGE, "notice_id": "n", "subject_id": "s", "round": "r",
        "recipient": organisation("o"), "since": DUE - timedelta(days=9), "due_at": DUE, "clause": "c",
        "group_key": "g",
    }  # fmt: skip
    return Deadline(**values | changes)


def test_moments_stand_at_eight_in_the_morning_in_order():
    assert [(one.at.isoformat(), one.days_before) for one in group(1, 7).moments()] == [
        ("2026-07-03T08:00:00+08:00", 7),
        ("2026-07-09T08:00:00+08:00", 1),
    ]


def test_a_due_instant_in_another_zone_counts_as_its_day_in_shanghai():
    late = datetime(2026, 7, 9, 17, tzinfo=UTC)
    assert group(1, due_at=late).moments()[0].at == datetime(2026, 7, 9, 8, tzinfo=ZONE)


def test_a_moment_after_the_due_instant_does_not_exist():
    assert group(0, due_at=datetime(2026, 7, 10, 7, tzinfo=ZONE)).moments() == []


@given(days=st.sets(st.integers(0, 60), min_size=1, max_size=6), hours=st.integers(-2000, 100))
def test_the_current_moment_is_past_and_the_next_one_is_not(days, hours):
    now = DUE + timedelta(hours=hours)
    one = group(*days)
    current, following = one.current(now), one.next_after(now)
    assert current is None or current.at <= now < DUE
    assert following is None or following > now
    between = [point for point in one.moments() if current and current.at < point.at <= now]
    assert between == []


def test_people_are_grouped_by_subject_and_organisations_by_level_and_day():
    kind = DeadlineKind.FIX_RETURNED
    assert group_key(kind, person("p"), DUE, "s-1", "senior") != group_key(kind, person("p"), DUE, "s-2", "senior")
    first, second = (group_key(kind, organisation("o"), DUE, subject, "senior") for subject in ("s-1", "s-2"))
    assert first == second != group_key(kind, organisation("o"), DUE, "s-1", "middle")


def test_the_actor_is_entered_and_only_those_the_pack_names_are_reminded():
    parties = {"office": organisation("office"), "authority": organisation("authority")}
    assert concerned(DeadlineKind.REPORT_PACKAGE, parties, ("authority", "applicant")) == {
        organisation("office"): False,
        organisation("authority"): True,
    }


def test_a_cleared_deadline_stays_cleared():
    cleared = entry().clear(DUE)
    for step in (lambda: cleared.clear(DUE), cleared.pass_by):
        with pytest.raises(ZhipingError) as caught:
            step()
        assert caught.value.slug == "step_not_possible"
    assert entry().pass_by().clear(DUE).state is DeadlineState.CLEARED


def test_an_overdue_deadline_cannot_pass_again():
    with pytest.raises(ZhipingError):
        entry().pass_by().pass_by()


def test_the_last_day_of_a_level_comes_before_the_one_for_all():
    windows = [
        {"stage": "review", "closes_on": "2026-10-30", "clause": "n/1"},
        {"stage": "review", "closes_on": "2026-09-30", "clause": "n/2", "applies": {"level_groups": ["junior"]}},
        {"stage": "paper", "closes_on": "2026-07-20", "clause": None},
    ]
    rules = rules_of("n", 1, {"windows": windows})
    assert rules.last_day("review", "junior").clause == "n/2"
    assert rules.last_day("review", "senior").clause == "n/1"
    assert rules.last_day("paper", "senior") is None
    assert rules.clause_of(("audit", "review"), date(2026, 9, 30), "n") == "n/2"
    assert rules.clause_of(("audit",), date(2026, 9, 30), "n") == "n"
