"""Facts from a profile: completed years at the cut-off, unknown where nothing is filled in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from shared.policy import Record, cut_off, facts_from_dossier
from shared.policy.facts.service import Span, completed_months, completed_years
from shared.policy.terms.vocabulary import misfits
from tests.unit.policy.people import (
    CITY_SCHOOL,
    COMPANY,
    COUNTY_SCHOOL,
    PACK,
    TODAY,
    TOWNSHIP_SCHOOL,
    facts,
    profile,
    title,
    work,
)


@pytest.mark.parametrize("plan", PACK.plans, ids=lambda plan: plan.id)
def test_a_fact_set_states_the_whole_vocabulary_and_nothing_else(plan) -> None:
    for person in (profile(), {"present_title": None}, {}):
        found = facts_from_dossier(PACK, plan, profile=person, unit=COUNTY_SCHOOL, at=TODAY)
        assert list(misfits(found)) == []


def test_what_is_not_filled_in_is_unknown_rather_than_false() -> None:
    found = facts("k12-associate-senior", {}, COUNTY_SCHOOL)
    for name in ("education.rank", "career.years", "ce.hours", "assessment.unqualified_recent", "exam.qualified"):
        assert found[name] is None, name


def test_the_cut_off_is_the_close_of_the_plans_filing() -> None:
    assert cut_off(PACK, PACK.plan("k12-associate-senior"), "tenure") == date(2026, 7, 10)
    assert cut_off(PACK, PACK.plan("k12-county-assistant"), "tenure") == date(2026, 5, 25)


@pytest.mark.parametrize(("obtained", "years"), [("2021-07-10", 5), ("2021-07-11", 4), ("2026-07-11", 0)])
def test_years_in_the_title_are_those_completed_at_the_cut_off(obtained: str, years: int) -> None:
    person = profile(present_title=title("middle", obtained))
    assert facts("k12-associate-senior", person, COUNTY_SCHOOL)["title.years"] == years


def test_a_degree_after_the_cut_off_does_not_count() -> None:
    rows = [
        {"level": "associate", "graduated_on": "2005-07-01", "full_time": True},
        {"level": "bachelor", "graduated_on": "2026-07-11", "full_time": False},
    ]
    assert (
        facts("k12-associate-senior", profile(education=None) | {"education": rows}, COUNTY_SCHOOL)["education.rank"]
        == 2
    )


def test_a_job_at_two_places_at_once_counts_once() -> None:
    person = profile(work_history=[work("2005-07-10"), work("2010-01-01", "township", "2014-12-31")])
    found = facts("k12-associate-senior", person, COUNTY_SCHOOL)
    assert found["career.years"] == 21
    assert found["service.county_years"] == 21
    assert found["service.township_years"] == 5


def test_township_service_of_city_people_is_counted_in_months() -> None:
    served = [
        {"started_on": "2018-03-01", "ended_on": "2021-02-28", "place_tier": "township"},
        {"started_on": "2026-01-01", "ended_on": "2026-03-31", "place_tier": "township"},
    ]
    person = profile(work_history=[work("2005-08-01", "city")], grassroots_service=served)
    found = facts("k12-associate-senior", person, CITY_SCHOOL)
    assert found["service.township_months_this_year"] == 3
    assert found["service.township_months_since_title"] == 39
    assert found["service.grassroots_months"] == 39
    assert found["service.county_years"] == 0


def test_work_outside_the_region_is_no_work_in_the_region() -> None:
    person = profile(work_history=[work("2010-01-01", "city", "2025-12-31", outside_region=True), work("2026-01-01")])
    found = facts("construction-middle", person, COMPANY)
    assert found["service.region_years"] == 0
    assert found["career.years"] == 16


def test_township_posts_count_in_public_institutions_only() -> None:
    person = profile(work_history=[work("2020-07-10", "township", nature="private")])
    found = facts("k12-county-middle", person, TOWNSHIP_SCHOOL)
    assert found["service.township_years"] == 5
    assert found["service.township_post_years"] == 0


@pytest.mark.parametrize(("major", "taken"), [("cyberspace", False), ("网信", False), ("水利工程", True), (None, None)])
def test_an_excluded_major_is_not_taken(major: str | None, taken: bool | None) -> None:
    plan = replace(PACK.plan("engineering-city-middle"), excluded_majors=("cyberspace",))
    found = facts_from_dossier(PACK, plan, profile=profile(), unit=CITY_SCHOOL, at=TODAY, record=Record(), major=major)
    assert found["plan.takes_major"] is taken


def test_an_integrity_record_bars_until_its_last_day() -> None:
    barred = Record(integrity_until=TODAY)
    over = Record(integrity_until=date(2026, 6, 14))
    assert facts("k12-associate-senior", profile(), COUNTY_SCHOOL, record=barred)["integrity.barred"] is True
    assert facts("k12-associate-senior", profile(), COUNTY_SCHOOL, record=over)["integrity.barred"] is False


def test_odd_days_of_several_spans_add_up() -> None:
    spans = [Span(date(2020, 1, 1), date(2020, 1, 16)), Span(date(2021, 1, 1), date(2021, 1, 16))]
    assert completed_months(spans) == 1


def test_years_of_a_future_start_are_none() -> None:
    assert completed_years(date(2027, 1, 1), date(2026, 1, 1)) == 0
