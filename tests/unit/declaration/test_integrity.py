"""How long a record bars filing: by the rule of the notice that one files under."""

from datetime import date

import pytest

from services.declaration.domain.integrity import barred_until
from shared.contracts.audit.case import IntegrityRecorded
from shared.policy import shipped_pack

FROM_FINDING = shipped_pack("chifeng-2026").integrity
NEXT_YEAR = shipped_pack("nmg-2021").integrity


def record(day):
    """A finding of that day."""
    return IntegrityRecorded(
        declaration_id=f"filing-{day}", person_id="person-1", notice_id="chifeng-2023", reason="false_material",
        recorded_on=date.fromisoformat(day), clause="chifeng-2023/6.1",
    )  # fmt: skip


def until(rule, at, *findings):
    """The last day of the bar in force on a day, as text."""
    found = barred_until([record(day) for day in findings], rule, date.fromisoformat(at))
    return found.isoformat() if found else None


@pytest.mark.parametrize(
    ("at", "last"),
    [("2026-06-14", None), ("2026-06-15", "2029-06-15"), ("2029-06-15", "2029-06-15"), ("2029-06-16", None)],
)
def test_counted_from_the_finding_the_bar_ends_on_the_same_date(at, last):
    assert until(FROM_FINDING, at, "2026-06-15") == last


@pytest.mark.parametrize(
    ("at", "last"),
    [("2021-12-31", None), ("2022-01-01", "2024-12-31"), ("2024-12-31", "2024-12-31"), ("2025-01-01", None)],
)
def test_counted_from_the_next_year_the_bar_is_whole_years(at, last):
    assert until(NEXT_YEAR, at, "2021-03-05") == last


def test_a_finding_of_a_leap_day_bars_to_the_end_of_february():
    assert until(FROM_FINDING, "2028-03-01", "2028-02-29") == "2031-02-28"


def test_bars_that_overlap_or_adjoin_are_one_and_a_gap_parts_them():
    assert until(FROM_FINDING, "2026-07-01", "2026-06-15", "2028-01-10") == "2031-01-10"
    assert until(FROM_FINDING, "2026-07-01", "2026-06-15", "2029-06-16") == "2032-06-16"
    assert until(FROM_FINDING, "2026-07-01", "2026-06-15", "2029-06-17") == "2029-06-15"
    assert until(FROM_FINDING, "2029-06-16", "2026-06-15", "2029-06-17") is None
    assert until(NEXT_YEAR, "2023-05-01", "2021-03-05", "2024-08-01") == "2027-12-31"


def test_without_a_record_nothing_bars():
    assert until(FROM_FINDING, "2026-06-15") is None
