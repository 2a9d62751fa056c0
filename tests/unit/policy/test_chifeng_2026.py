"""The pack says what the notice says: dates, modes, routes, committees, numbers."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from shared.calendar import work_calendar
from shared.policy import NoRouteError, Pack, Plan, UnitFacts, shipped_pack
from shared.policy.pack.plans import Holder
from shared.policy.pack.structure import basis_entries
from shared.policy.terms.basics import Affiliation, Nature
from tests.support.some import some

PACK: Pack = shipped_pack("chifeng-2026")


def on(month: int, day: int) -> date:
    return date(2026, month, day)


WINDOWS = [
    ("k12-county-assistant", "filing", on(5, 11), on(5, 25)),
    ("k12-county-middle", "filing", on(5, 26), on(6, 10)),
    ("k12-associate-senior", "filing", on(6, 11), on(7, 10)),
    ("k12-county-assistant", "audit", None, on(6, 10)),
    ("k12-county-middle", "audit", None, on(6, 25)),
    ("k12-associate-senior", "audit", None, on(7, 20)),
    ("targeted-agriculture-middle", "paper", None, on(7, 20)),
    ("k12-associate-senior", "review", None, on(10, 30)),
]


@pytest.mark.parametrize(("plan", "stage", "opens", "closes"), WINDOWS)
def test_a_window_has_the_dates_of_the_notice(plan: str, stage: str, opens: date | None, closes: date) -> None:
    window = PACK.plan(plan).windows[stage]
    assert (window.opens_on, window.closes_on) == (opens, closes)


def test_a_window_includes_both_its_days() -> None:
    filing = PACK.plan("construction-middle").windows["filing"]
    assert filing.is_open(on(5, 26))
    assert filing.is_open(on(6, 10))
    assert not filing.is_open(on(5, 25))
    assert not filing.is_open(on(6, 11))


MODES = [
    ("k12-full-senior", "online_blind_with_paper"),
    ("k12-associate-senior", "online_blind_with_paper"),
    ("k12-city-middle", "online_blind_with_paper"),
    ("k12-county-middle", "offline_paper"),
    ("vocational-assistant", "online_blind_with_paper"),
    ("agriculture-associate-senior", "online_blind"),
    ("engineering-full-senior", "online_blind"),
    ("engineering-city-middle", "online_blind_with_paper"),
    ("engineering-county-technician", "offline_paper"),
    ("construction-middle", "offline_paper"),
    ("targeted-health-associate-senior", "offline_paper"),
]


@pytest.mark.parametrize(("plan", "mode"), MODES)
def test_a_plan_has_the_mode_of_the_notice(plan: str, mode: str) -> None:
    assert PACK.plan(plan).mode == mode
    assert PACK.plan(plan).needs_paper == (mode != "online_blind")


ROUTES = [
    ("k12-associate-senior", "county", "public_institution", "unit county_education county_hr city_education office"),
    ("k12-associate-senior", "city", "public_institution", "unit department city_education office"),
    ("k12-associate-senior", "county", "private", "unit county_hr city_education office"),
    ("k12-county-middle", "county", "public_institution", "unit department county_hr office"),
    ("vocational-middle", "county", "public_institution", "unit county_education county_hr city_education office"),
    ("agriculture-associate-senior", "county", "public_institution", "unit department county_hr city_hr office"),
    ("agriculture-associate-senior", "city", "public_institution", "unit department city_hr office"),
    ("agriculture-county-middle", "stationed", "public_institution", "unit county_hr office"),
    ("agriculture-associate-senior", "stationed", "public_institution", "unit county_hr city_hr office"),
    ("engineering-county-assistant", "county", "freelance_agency", "unit county_hr office"),
    ("engineering-associate-senior", "city", "private", "unit county_hr city_hr office"),
    ("construction-middle", "county", "public_institution", "unit county_housing county_hr city_housing office"),
    ("construction-middle", "county", "private", "unit county_hr city_housing office"),
    ("construction-assistant", "city", "public_institution", "unit city_housing office"),
    ("construction-associate-senior", "county", "public_institution", "unit department county_hr city_hr office"),
    ("targeted-k12-associate-senior", "county", "public_institution", "unit department county_hr city_hr office"),
]


def unit(affiliation: str, nature: str) -> UnitFacts:
    return UnitFacts(affiliation=affiliation, nature=nature, region="150404")


@pytest.mark.parametrize(("plan", "affiliation", "nature", "stages"), ROUTES)
def test_a_declaration_takes_the_route_of_the_notice(plan: str, affiliation: str, nature: str, stages: str) -> None:
    route = PACK.route_for(PACK.plan(plan), unit(affiliation, nature))
    assert [stage.id for stage in route.stages] == stages.split()


COUNTY = Holder(kind="hr_bureau", region="county")
DEPARTMENT = Holder(relation="competent_department")
CITY_HR = Holder(kind="hr_bureau", region="city")
CITY_EDUCATION = Holder(kind="department", sector="education", region="city")
CITY_HOUSING = Holder(kind="department", sector="housing", region="city")
OFFICE = Holder(relation="committee_office")
HANDED_UP = [
    ("county-targeted", COUNTY, CITY_HR),
    ("territory-construction", COUNTY, CITY_HOUSING),
    ("territory-education", COUNTY, CITY_EDUCATION),
    ("territory-county", COUNTY, OFFICE),
    ("territory-above", COUNTY, CITY_HR),
    ("freelance-construction", COUNTY, CITY_HOUSING),
    ("freelance-education", COUNTY, CITY_EDUCATION),
    ("freelance-county", COUNTY, OFFICE),
    ("freelance-above", COUNTY, CITY_HR),
    ("stationed-county", COUNTY, OFFICE),
    ("stationed-above", COUNTY, CITY_HR),
    ("county-education", COUNTY, CITY_EDUCATION),
    ("county-construction", COUNTY, CITY_HOUSING),
    ("county-general", COUNTY, OFFICE),
    ("county-above", COUNTY, CITY_HR),
    ("city-education", DEPARTMENT, CITY_EDUCATION),
    ("city-construction", CITY_HOUSING, OFFICE),
    ("city-general", DEPARTMENT, CITY_HR),
]
"""Route, who hands up, who receives: 4.3.3 asks the report of 各旗县区、各部门（单位）, each for its own people."""


@pytest.mark.parametrize(("route", "below", "above"), HANDED_UP, ids=[row[0] for row in HANDED_UP])
def test_a_route_reports_once_at_the_stage_below_the_one_that_receives(
    route: str, below: Holder, above: Holder
) -> None:
    stages = next(entry.stages for entry in PACK.routes if entry.id == route)
    (place,) = (place for place, stage in enumerate(stages) if stage.reports)
    assert (stages[place].holder, stages[place + 1].holder) == (below, above)
    assert stages[place].publicity.scope == "roster"


def test_whose_report_it_is_is_told_of_every_route_by_the_clause_of_the_report() -> None:
    assert [route for route, _, _ in HANDED_UP] == [route.id for route in PACK.routes]
    assert {form.id: form.clause for form in PACK.forms}["recommendation_report"] == "chifeng-2026/4.3.3"


@pytest.mark.parametrize("plan", PACK.plans, ids=lambda plan: plan.id)
@pytest.mark.parametrize("affiliation", ["city", "county", "stationed"])
def test_every_plan_has_one_sound_route_for_each_unit_it_is_for(plan, affiliation: str) -> None:
    for nature in get_args(Nature):
        assert_sound(plan, affiliation, nature)


def assert_sound(plan: Plan, affiliation: Affiliation, nature: Nature) -> None:
    if plan.affiliation not in ("any", "city" if affiliation == "city" else "county"):
        with pytest.raises(NoRouteError):
            PACK.route_for(plan, unit(affiliation, nature))
        return
    stages = PACK.route_for(plan, unit(affiliation, nature)).stages
    assert stages[0].publicity.scope == "unit"
    assert stages[0].recommendation
    assert sum(stage.publicity is not None and stage.publicity.scope == "roster" for stage in stages) == 1
    assert sum(stage.reports for stage in stages) == 1
    assert stages[-1].holder.kind == "committee_office"
    assert all(stage.due_on == plan.windows["audit"].closes_on for stage in some(stages[:-1]))
    assert (stages[-1].opens_on, stages[-1].due_on) == (None, on(10, 30))


def test_the_plans_cover_every_level_group_on_both_sides() -> None:
    covered = {
        (plan.level_group, side)
        for plan in PACK.plans
        if plan.availability.state == "open"
        for side in ("city", "county")
        if plan.affiliation in ("any", side)
    }
    assert covered == {(group, side) for group in ("senior", "middle", "junior") for side in ("city", "county")}


@pytest.mark.parametrize("plan", ["natural-science-associate-senior", "accounting-associate-senior"])
def test_a_plan_announced_later_takes_no_filing_and_says_why(plan: str) -> None:
    found = PACK.plan(plan)
    assert not found.takes_filings_on(on(6, 15))
    assert found.availability.clause == "chifeng-2026/3.1.2"
    assert "另行发文" in found.availability.reason


def test_each_county_has_its_own_committees() -> None:
    plan = PACK.plan("k12-county-middle")
    assert PACK.committee_code(plan, "150402") == "chifeng-county-150402-middle"
    assert PACK.committee(plan).name_for(PACK.region_name("150428")) == "赤峰市喀喇沁旗中级职称评审委员会"
    assert PACK.committee_code(PACK.plan("k12-associate-senior"), "150402") == "chifeng-k12-senior"
    assert len(PACK.regions_of("county")) == 12


def test_the_three_publicities_last_five_working_days() -> None:
    assert {rule.scope: rule.working_days for rule in PACK.publicity} == {"unit": 5, "roster": 5, "result": 5}


@pytest.mark.parametrize("group", ["k12-county-assistant", "k12-county-middle", "k12-associate-senior"])
def test_both_publicities_fit_between_the_opening_of_filing_and_the_audit_deadline(group: str) -> None:
    windows = PACK.plan(group).windows
    roster = work_calendar().latest_posting_day(windows["audit"].closes_on, 5)
    unit_posting = work_calendar().latest_posting_day(roster, 5)
    assert unit_posting >= windows["filing"].opens_on


def test_the_material_list_has_eleven_items() -> None:
    items = PACK.materials(PACK.plan("k12-county-middle"))
    assert [item.number for item in items] == list(range(1, 12))
    summary = PACK.material_list(PACK.plan("k12-county-middle")).item("submission_summary")
    assert (summary.copies, summary.paper) == (15, "A3")
    assert summary.paper_copies("online_blind") == 0
    assert summary.paper_copies("online_blind_with_paper") == 0
    assert summary.paper_copies("offline_paper") == 15


def test_the_committee_rules_are_those_of_the_regulation_and_the_notice() -> None:
    rules = PACK.committee_rules
    assert rules.minimum_size("senior", "series").minimum == 25
    assert rules.minimum_size("senior", "major").minimum == 11
    assert rules.quorum.ratio.least(25) == 17
    assert rules.quorum.ratio.least(11) == 8
    assert rules.vote.ratio.met_by(12, 17)
    assert not rules.vote.ratio.met_by(11, 17)
    assert rules.vote.ratio.met_by(6, 8)
    assert not rules.vote.ratio.met_by(5, 8)
    assert (rules.consecutive.years, rules.consecutive.clause) == (3, "chifeng-2026/6.2.2")
    assert not rules.quorum.verified


def test_plan_filing_reporting_quota_and_integrity_have_the_notices_numbers() -> None:
    assert (PACK.implementation_plan.days_before, PACK.implementation_plan.needs) == (7, "filing")
    assert PACK.reporting.months_after == 1
    assert [quota.total for quota in PACK.quotas] == [49]
    assert (PACK.integrity.years, PACK.integrity.starts) == (3, "finding")
    assert all(fee.amount_fen is None for fee in some(PACK.fees))


def test_returns_are_fixed_before_the_window_of_their_stage_closes() -> None:
    stages = PACK.route_for(PACK.plan("k12-county-middle"), unit("county", "public_institution")).stages
    assert PACK.return_rule(stages[0]).never_after == "audit"
    assert PACK.return_rule(stages[-1]).never_after == "review"


def test_the_slip_in_the_source_is_flagged_as_printed() -> None:
    assert any("〔2024〕201号" in slip.printed and slip.clause == "chifeng-2026/5.10" for slip in PACK.slips)


def test_whatever_comes_from_outside_the_notice_says_so() -> None:
    outside = [basis for _, basis in basis_entries(PACK) if basis.clause is None]
    assert outside
    assert all(basis.source for basis in some(outside))
