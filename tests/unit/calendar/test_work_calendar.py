"""Working-day arithmetic against the published vectors and against the calendar data's origin."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from importlib.resources import files

import chinese_calendar
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from shared.calendar import CalendarRangeError, NoPostingDayError, load_calendar, work_calendar
from tests.unit.calendar.generate_holidays import render

CALENDAR = work_calendar()
STATUTORY = files("shared.calendar").joinpath("data/statutory.yaml").read_text("utf-8")
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
    assert CALENDAR.working_day_before(date(2026, 6, 25), 5) == date(2026, 6, 17)


def test_every_announced_day_agrees_with_the_package_the_data_came_from() -> None:
    day = date(2019, 1, 1)
    while day <= date(2026, 12, 31):
        assert CALENDAR.is_working_day(day) == chinese_calendar.is_workday(day), day
        day += timedelta(days=1)


def test_the_data_file_is_what_the_generator_writes() -> None:
    assert load_calendar(render(), STATUTORY) == CALENDAR


def test_a_year_without_announced_holidays_counts_weekends_and_statutory_days_and_says_so() -> None:
    assert CALENDAR.is_provisional(date(2027, 1, 1))
    assert not CALENDAR.is_working_day(date(2027, 1, 1))
    assert not CALENDAR.is_working_day(date(2027, 1, 2))
    assert CALENDAR.is_working_day(date(2027, 1, 4))
    assert CALENDAR.publicity(date(2026, 12, 30), 5).provisional
    assert not CALENDAR.publicity(date(2026, 10, 23), 5).provisional


STATUTORY_DAYS = 13
"""In a year, by the regulation in force since 2025."""


def test_the_statutory_days_of_the_coming_years_are_complete() -> None:
    last = max(CALENDAR.announced_years)
    for year in range(last + 1, last + 9):
        fixed = {date(year, month, day) for month, day in CALENDAR.fixed_days}
        movable = {day for day in CALENDAR.movable_days if day.year == year}
        assert len(fixed) + len(movable) == STATUTORY_DAYS, f"{year}: extend statutory.yaml"


def test_the_spring_festival_of_the_table_is_four_days_in_a_row() -> None:
    years = yaml.safe_load(STATUTORY)["movable"]
    for year, named in years.items():
        eve, *rest = named["春节"]
        assert rest == [eve + timedelta(days=step) for step in (1, 2, 3)], year
        assert date(year, 1, 20) <= eve <= date(year, 2, 20), year
        assert {name: len(days) for name, days in named.items()} == {"春节": 4, "清明": 1, "端午": 1, "中秋": 1}, year


@pytest.mark.parametrize("year", sorted(year for year in CALENDAR.announced_years if year > 2024))
def test_what_the_regulation_makes_free_is_free_in_every_announced_year(year: int) -> None:
    fixed = {date(year, month, day) for month, day in CALENDAR.fixed_days}
    movable = {day for day in CALENDAR.movable_days if day.year == year}
    assert fixed | movable <= CALENDAR.days_off


ANNOUNCED = replace(
    CALENDAR,
    announced_years=CALENDAR.announced_years | {2027},
    days_off=CALENDAR.days_off | {date(2027, 1, 1), date(2027, 1, 4), date(2027, 6, 9), date(2027, 6, 10)},
    make_up_days=CALENDAR.make_up_days | {date(2027, 6, 12)},
)
"""As if the State Council had given 4 January 2027 as a day in lieu, and 10 June for the Saturday that follows."""

MOVED = [
    ("2026-12-31", 5, "2027-01-08", "2027-01-11"),
    ("2027-06-08", 3, "2027-06-14", "2027-06-14"),
    ("2027-06-07", 5, "2027-06-15", "2027-06-15"),
    ("2027-06-09", 1, "2027-06-10", "2027-06-11"),
]


@pytest.mark.parametrize(("posted", "days", "guess", "right"), MOVED)
def test_a_guess_is_corrected_when_its_year_is_announced(posted: str, days: int, guess: str, right: str) -> None:
    start, was, is_now = map(date.fromisoformat, (posted, guess, right))
    assert CALENDAR.add_working_days(start, days) == was
    assert CALENDAR.corrected(start, days, was) is None
    assert ANNOUNCED.add_working_days(start, days) == is_now
    assert ANNOUNCED.corrected(start, days, was) == (is_now if is_now != was else None)
    assert ANNOUNCED.corrected(start, days, is_now) is None


def test_an_end_that_was_not_counted_so_is_left_alone() -> None:
    assert ANNOUNCED.corrected(date(2026, 12, 31), 5, date(2027, 1, 20)) is None
    assert ANNOUNCED.corrected(date(2026, 5, 6), 5, date(2026, 5, 20)) is None


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
    assert (CALENDAR.working_days_left(day, last), CALENDAR.working_days_left(last, day)) == (count, -count)


@given(deadline=st.dates(min_value=date(2019, 6, 1), max_value=date(2028, 12, 31)), count=st.integers(1, 30))
def test_the_latest_posting_day_ends_in_time_and_a_day_later_does_not(deadline: date, count: int) -> None:
    posting = CALENDAR.latest_posting_day(deadline, count)
    assert CALENDAR.is_working_day(posting)
    assert CALENDAR.add_working_days(posting, count) <= deadline
    following = CALENDAR.add_working_days(posting, 1)
    assert CALENDAR.add_working_days(following, count) > deadline
