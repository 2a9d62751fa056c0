"""Working-day arithmetic against the published vectors and against the calendar data's origin."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.calendar import CalendarRangeError, NoPostingDayError, load_calendar, work_calendar
from tests.unit.calendar.generate_holidays import render

CALENDAR = work_calendar()
DAYS = st.dates(min_value=date(2019, 1, 1), max_value=date(2028, 12, 31))

VECTORS = [
    ("2025-09-25", "2025-10-09"),
    ("2025-09-30", "2025-10-14"),
    ("2026-04-29", "2026-05-09"),
    ("2026-09-24", "2026-10-09"),
    ("2026-09-29", "2026-10-12"),
]


@pytest.mark.parametrize(("posted", "fifth"), VECTORS)
def test_the_fifth_working_day_after_posting_is_the_published_one(posted: str, fifth: str) -> None:
    assert CALENDAR.add_working_days(date.fromisoformat(posted), 5) == date.fromisoformat(fifth)
    assert CALENDAR.publicity(date.fromisoformat(posted), 5).last_day == date.fromisoformat(fifth)


@pytest.mark.parametrize(("deadline", "posting"), [("2025-09-30", "2025-09-24"), ("2026-10-30", "2026-10-23")])
def test_the_latest_useful_posting_day_is_the_published_one(deadline: str, posting: str) -> None:
    assert CALENDAR.latest_posting_day(date.fromisoformat(deadline), 5) == date.fromisoformat(posting)


def test_the_dragon_boat_holiday_makes_the_middle_level_window_tight() -> None:
    assert CALENDAR.add_working_days(date(2026, 6, 10), 5) == date(2026, 6, 17)
    assert CALENDAR.add_working_days(date(2026, 6, 17), 5) == date(2026, 6, 25)


def test_every_announced_day_agrees_with_the_package_the_data_came_from() -> None:
    day = date(2019, 1, 1)
    while day <= date(2026, 12, 31):
        assert CALENDAR.is_working_day(day) == chinese_calendar.is_workday(day), day
        day += timedelta(days=1)


def test_the_data_file_is_what_the_generator_writes() -> None:
    assert load_calendar(render()) == CALENDAR


def test_a_year_without_announced_holidays_counts_weekends_only_and_says_so() -> None:
    assert CALENDAR.is_provisional(date(2027, 1, 1))
    assert CALENDAR.is_working_day(date(2027, 1, 1))
    assert not CALENDAR.is_working_day(date(2027, 1, 2))
    assert CALENDAR.publicity(date(2026, 12, 30), 5).provisional
    assert not CALENDAR.publicity(date(2026, 10, 23), 5).provisional


def test_a_day_before_the_data_is_refused_rather_than_guessed() -> None:
    with pytest.raises(CalendarRangeError):
        CALENDAR.is_working_day(date(2018, 12, 31))


def test_a_period_that_cannot_end_by_its_deadline_is_refused() -> None:
    with pytest.raises(NoPostingDayError):
        CALENDAR.latest_posting_day(date(2026, 6, 25), 5, earliest=date(2026, 6, 18))


def test_a_period_has_at_least_one_working_day() -> None:
    with pytest.raises(ValueError, match="at least one"):
        CALENDAR.add_working_days(date(2026, 5, 11), 0)


@given(day=DAYS, count=st.integers(1, 30))
def test_adding_and_counting_working_days_agree(day: date, count: int) -> None:
    last = CALENDAR.add_working_days(day, count)
    assert CALENDAR.is_working_day(last)
    assert CALENDAR.working_days_between(day, last) == count


@given(deadline=st.dates(min_value=date(2019, 6, 1), max_value=date(2028, 12, 31)), count=st.integers(1, 30))
def test_the_latest_posting_day_ends_in_time_and_a_day_later_does_not(deadline: date, count: int) -> None:
    posting = CALENDAR.latest_posting_day(deadline, count)
    assert CALENDAR.is_working_day(posting)
    assert CALENDAR.add_working_days(posting, count) <= deadline
    following = CALENDAR.add_working_days(posting, 1)
    assert CALENDAR.add_working_days(following, count) > deadline
