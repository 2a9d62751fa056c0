"""The pack says what the notice says: two deadlines, routes, quota of 30, five per cent, consent, recognition."""
# ruff: noqa: E501 - a table is read by its columns

from __future__ import annotations

from datetime import date

import pytest

from shared.policy import Pack, UnitFacts, cut_off, shipped_pack
from tests.support.some import some

PACK: Pack = shipped_pack("chifeng-2023")
WINDOWS = [
    ("k12-associate-senior", date(2023, 5, 30)),
    ("targeted-k12-associate-senior", date(2023, 5, 30)),
    ("k12-county-middle", date(2023, 7, 15)),
    ("engineering-county-technician", date(2023, 7, 15)),
]


@pytest.mark.parametrize(("plan", "closes"), WINDOWS)
def test_filing_closes_by_level_and_evidence_with_it(plan: str, closes: date) -> None:
    found = PACK.plan(plan)
    assert found.windows["filing"].closes_on == closes
    assert cut_off(PACK, found, "achievements") == closes
    assert (found.windows["review"].closes_on, found.windows["approval"].closes_on) == (
        date(2023, 9, 30), date(2023, 11, 30)
    )  # fmt: skip


def test_review_is_on_paper_but_for_full_senior_economists_and_statisticians() -> None:
    online = {plan.id for plan in PACK.plans if plan.mode != "offline_paper"}
    assert online == {"economics-full-senior", "statistics-full-senior"}


WAITING = ["sports-associate-senior", "arts-and-crafts-associate-senior", "farmer-middle", "health-associate-senior"]


@pytest.mark.parametrize("plan", WAITING)
def test_what_waits_for_its_own_notice_says_so(plan: str) -> None:
    availability = PACK.plan(plan).availability
    assert availability.state == "announced_later"
    assert availability.reason


ROUTES = [
    ("k12-associate-senior", "county", "public_institution", "hr_bureau", "unit county_education county_hr city_hr office"),
    ("k12-associate-senior", "city", "public_institution", "hr_bureau", "unit department city_education office"),
    ("k12-county-middle", "county", "public_institution", "hr_bureau", "unit department county_hr office"),
    ("construction-middle", "county", "public_institution", "hr_bureau", "unit county_housing county_hr city_housing office"),
    ("construction-middle", "city", "public_institution", "hr_bureau", "unit city_housing office"),
    ("agriculture-associate-senior", "county", "public_institution", "hr_bureau", "unit department county_hr city_hr office"),
    ("engineering-county-middle", "county", "private", "hr_bureau", "unit county_hr office"),
    ("engineering-county-middle", "county", "private", "talent_service", "unit talent_service county_hr office"),
    ("engineering-associate-senior", "county", "private", "talent_service", "unit talent_service county_hr city_hr office"),
    ("recognition-k12-assistant", "county", "public_institution", "hr_bureau", "unit department office"),
    ("targeted-k12-associate-senior", "county", "public_institution", "hr_bureau", "unit county_education county_hr city_hr office"),
    ("targeted-agriculture-associate-senior", "county", "public_institution", "hr_bureau", "unit department county_hr city_hr office"),
    ("agriculture-associate-senior", "stationed", "public_institution", "hr_bureau", "unit region_hr office"),
    ("agriculture-associate-senior", "city", "public_institution", "hr_bureau", "unit department city_hr office"),
    ("engineering-associate-senior", "county", "private", "hr_bureau", "unit county_hr city_hr office"),
]  # fmt: skip


@pytest.mark.parametrize(("plan", "affiliation", "nature", "channel", "stages"), ROUTES)
def test_a_declaration_takes_the_route_of_the_notice(
    plan: str, affiliation: str, nature: str, channel: str, stages: str
) -> None:
    unit = UnitFacts(affiliation=affiliation, nature=nature, region="150404", channel=channel)  # type: ignore[arg-type]
    assert [stage.id for stage in PACK.route_for(PACK.plan(plan), unit).stages] == stages.split()


def test_whoever_is_of_a_county_is_reported_by_the_county_with_its_own_roster() -> None:
    """chifeng-2023/3.2.3: 各旗县区、各部门（单位） hand up report, roster and statistics with the files."""
    ways = {route.id: route.stages for route in PACK.routes if route.id != "county-recognition"}
    of_counties = {key: stages for key, stages in ways.items() if any(one.id == "county_hr" for one in stages)}
    assert len(of_counties) > 10
    for stages in of_counties.values():
        [county] = [stage for stage in stages if stage.id == "county_hr"]
        assert (county.reports, county.publicity.scope) == (True, "roster")
        assert [stage.id for stage in stages if stage.reports] in (["county_hr"], ["county_hr", "city_hr"])


def test_a_channel_that_the_notice_does_not_permit_has_no_route() -> None:
    unit = UnitFacts(affiliation="county", nature="private", region="150404", channel="association")
    routes = [PACK.route_for(PACK.plan("engineering-county-middle"), unit).id]
    assert routes == ["county-general"]


def test_the_city_has_thirty_full_senior_teachers_to_allocate() -> None:
    [quota] = PACK.quotas
    assert (quota.total, quota.applies.series, quota.applies.levels) == (30, ("k12_teacher",), ("full_senior",))


def test_five_per_cent_over_the_posts_but_not_for_teachers_targeted_or_reforming_units() -> None:
    rules = [(rule.applies.series, rule.applies.tracks, rule.under_reform, rule.over_percent) for rule in PACK.posts]
    assert rules == [
        ((), ("targeted",), None, 0), (("k12_teacher",), (), None, 0), ((), (), True, 0), ((), (), False, 5),
    ]  # fmt: skip
    assert {(rule.measured_per, rule.base) for rule in PACK.posts} == {("county", "level")}


def test_the_meeting_waits_for_consent_and_titles_date_from_it() -> None:
    assert (PACK.implementation_plan.days_before, PACK.implementation_plan.needs) == (7, "consent")
    assert (PACK.certificate.effective, PACK.certificate.clause) == ("passing_date", "chifeng-2023/5.3.7")


def test_technician_classes_count_as_degrees() -> None:
    assert {entry.level: entry.counts_as for entry in PACK.education_equivalents} == {
        "technician_intermediate": "secondary", "technician_senior": "associate", "technician_pre": "bachelor",
    }  # fmt: skip


def test_non_public_people_need_hours_from_2024_on() -> None:
    [hours] = [relief for relief in PACK.reliefs if relief.id == "non-public-hours"]
    assert "time.year < 2024" in hours.when
    assert hours.waives == ("continuing_education",)


def test_a_recognised_title_is_decided_by_the_county_bureau() -> None:
    committee = PACK.committee(PACK.plan("recognition-k12-assistant"))
    assert (committee.office.kind, committee.authority.region) == ("hr_bureau", "county")


def test_fees_groups_and_indicators_follow_the_notice() -> None:
    assert all(fee.amount_fen is None for fee in some(PACK.fees))
    assert {group.id for group in PACK.groups if group.required} == {"non-public", "specialised-sme"}
    assert PACK.indicators[0].methods
