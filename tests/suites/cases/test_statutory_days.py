"""Years whose holidays nobody has announced: the statutory days are off, the rest is provisional."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.calendar import work_calendar
from shared.contracts.declaration import NOTICE_PUBLISHED
from shared.policy import shipped_pack
from tests.support.audit_suite.world import NOTICE, at
from tests.support.case_tables import refused

CALENDAR = work_calendar()
STATUTORY = {
    "New Year 2027, Friday": date(2027, 1, 1),
    "Spring Festival's Eve 2027, Friday": date(2027, 2, 5),
    "Spring Festival 2027, Saturday": date(2027, 2, 6),
    "Spring Festival 2027, second day, Sunday": date(2027, 2, 7),
    "Spring Festival 2027, third day, Monday": date(2027, 2, 8),
    "Qingming 2027, Monday": date(2027, 4, 5),
    "Labour Day 2027, Saturday": date(2027, 5, 1),
    "Labour Day 2027, second day, Sunday": date(2027, 5, 2),
    "Dragon Boat 2027, Wednesday": date(2027, 6, 9),
    "Mid-Autumn 2027, Wednesday": date(2027, 9, 15),
    "National Day 2027, Friday": date(2027, 10, 1),
    "National Day 2027, second day, Saturday": date(2027, 10, 2),
    "National Day 2027, third day, Sunday": date(2027, 10, 3),
    "New Year 2028, Saturday": date(2028, 1, 1),
    "Spring Festival's Eve 2028, Tuesday": date(2028, 1, 25),
    "Spring Festival 2028, Wednesday": date(2028, 1, 26),
    "Spring Festival 2028, second day, Thursday": date(2028, 1, 27),
    "Spring Festival 2028, third day, Friday": date(2028, 1, 28),
    "Qingming 2028, Tuesday": date(2028, 4, 4),
    "Labour Day 2028, Monday": date(2028, 5, 1),
    "Labour Day 2028, second day, Tuesday": date(2028, 5, 2),
    "Dragon Boat 2028, Sunday": date(2028, 5, 28),
    "National Day 2028, Sunday": date(2028, 10, 1),
    "National Day 2028, second day, Monday": date(2028, 10, 2),
    "National Day and Mid-Autumn 2028, Tuesday": date(2028, 10, 3),
    "New Year 2029, Monday": date(2029, 1, 1),
    "Labour Day 2029, Tuesday": date(2029, 5, 1),
    "National Day 2030, Tuesday": date(2030, 10, 1),
    "New Year 2031, Wednesday": date(2031, 1, 1),
}
"""Days that the regulation on holidays (as amended for 2025) makes free, whatever is announced later."""
ORDINARY = {
    "Monday before Qingming 2028": date(2028, 4, 3),
    "Tuesday after Qingming 2027": date(2027, 4, 6),
    "Thursday before Mid-Autumn 2027": date(2027, 9, 9),
    "a Wednesday in June 2028": date(2028, 6, 7),
    "a Monday in November 2027": date(2027, 11, 8),
}


@pytest.mark.parametrize("day", STATUTORY.values(), ids=STATUTORY)
def test_a_statutory_day_is_off_in_a_year_that_is_not_announced(day):
    assert not CALENDAR.is_working_day(day)
    assert CALENDAR.is_provisional(day)


@pytest.mark.parametrize("day", ORDINARY.values(), ids=ORDINARY)
def test_an_ordinary_weekday_counts_and_is_provisional(day):
    assert CALENDAR.is_working_day(day)
    assert CALENDAR.is_provisional(day)


ACROSS = [
    # posted, days, last day, provisional
    ("2026-12-24", 5, "2026-12-31", False),
    ("2026-12-25", 5, "2027-01-04", True),
    ("2026-12-30", 5, "2027-01-07", True),
    ("2026-12-31", 1, "2027-01-04", True),
    ("2026-12-31", 5, "2027-01-08", True),
    ("2027-02-04", 5, "2027-02-15", True),
    ("2027-04-02", 5, "2027-04-12", True),
    ("2027-06-04", 5, "2027-06-14", True),
    ("2027-09-10", 5, "2027-09-20", True),
    ("2027-09-30", 5, "2027-10-08", True),
    ("2028-01-24", 5, "2028-02-04", True),
    ("2028-04-28", 5, "2028-05-09", True),
    ("2028-09-29", 5, "2028-10-10", True),
    ("2026-10-23", 5, "2026-10-30", False),
]
"""Make-up days and bridge days are unknown; what is certain is counted."""


@pytest.mark.parametrize(("posted", "days", "last", "provisional"), ACROSS)
def test_a_period_skips_statutory_days_and_says_what_is_not_sure(posted, days, last, provisional):
    found = CALENDAR.publicity(date.fromisoformat(posted), days)
    assert (found.last_day.isoformat(), found.provisional) == (last, provisional)


@given(posted=st.dates(date(2026, 1, 5), date(2029, 12, 1)), days=st.integers(1, 30))
def test_no_period_ends_on_or_counts_a_statutory_day(posted, days):
    last = CALENDAR.add_working_days(posted, days)
    between = (posted + timedelta(days=step + 1) for step in range((last - posted).days))
    counted = [day for day in between if CALENDAR.is_working_day(day)]
    assert len(counted) == days
    assert not set(counted) & set(STATUTORY.values())


def next_year(audit, year=2027):
    """The notice again, all its days in another year; a case of it is with the school."""
    raw = json.loads(json.dumps(shipped_pack(NOTICE).raw).replace('"2026-', f'"{year}-'))
    audit.hears(NOTICE_PUBLISHED, {"notice_id": NOTICE, "version": 2, "pack": raw})
    audit.clock.set(at(6, 15).replace(year=year))
    audit.submitted(notice_version=2, submitted_at=f"{year}-06-15T09:30:00+08:00")


@pytest.mark.parametrize(("year", "month", "day"), [(2027, 6, 15), (2027, 6, 21), (2028, 6, 15), (2028, 7, 3)])
def test_a_list_in_a_year_not_announced_is_provisional_and_not_closed_on_a_guess(audit, year, month, day):
    next_year(audit, year)
    audit.clock.set(at(month, day, 9).replace(year=year))
    listed = audit.publish("school", "unit")
    shown = audit.call(None, "get_publicity", publicity_id=listed)
    assert shown["provisional"] is True
    audit.clock.set(at(7, 19, 18).replace(year=year))
    error = refused("provisional", audit.end, "school", listed)
    assert "节假日" in error.message or "公布" in error.message
    assert audit.events("audit.publicity_closed") == []
