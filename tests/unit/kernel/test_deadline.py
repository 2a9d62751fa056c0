"""A day ends when the next begins: the last microsecond is in, midnight is out."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.kernel.clock import ZONE
from shared.kernel.deadline import end_of_day, ends_with_its_day, is_over, last_day

MOMENT = timedelta(microseconds=1)
DAYS = st.dates(date(2019, 1, 1), date(2099, 12, 30))


@given(day=DAYS)
def test_the_last_microsecond_is_in_and_midnight_is_out(day):
    end = end_of_day(day)
    assert end == datetime(day.year, day.month, day.day, tzinfo=ZONE) + timedelta(days=1)
    assert not is_over(end, end - MOMENT)
    assert is_over(end, end)
    assert (last_day(end), ends_with_its_day(end)) == (day, True)


@given(day=DAYS, offset=st.integers(-12, 14))
def test_the_offset_of_a_clock_makes_no_difference(day, offset):
    zone = timezone(timedelta(hours=offset))
    end = end_of_day(day).astimezone(zone)
    assert not is_over(end, (end - MOMENT).astimezone(UTC))
    assert is_over(end, end.astimezone(UTC))
    assert (last_day(end), ends_with_its_day(end)) == (day, True)


@pytest.mark.parametrize("closes_at", ["08:00", "12:00", "17:30", "23:59"])
def test_an_hour_that_a_notice_names_is_an_end_of_its_own(closes_at):
    day = date(2026, 6, 23)
    end = end_of_day(day, closes_at)
    assert f"{end:%Y-%m-%d %H:%M}" == f"2026-06-23 {closes_at}"
    assert not is_over(end, end - MOMENT)
    assert is_over(end, end)
    assert (last_day(end), ends_with_its_day(end)) == (day, False)
