"""The pack says what the notice says: dates, modes, routes, committees, numbers."""

from __future__ import annotations

from datetime import date

import pytest

from shared.policy import Pack, UnitFacts, cut_off, shipped_pack
from shared.policy.pack.structure import basis_entries
from tests.support.some import some

PACK: Pack = shipped_pack("alxa-2025")
WINDOWS = [
    ("filing", date(2025, 6, 25)),
    ("audit_unit", date(2025, 6, 30)),
    ("audit_department", date(2025, 7, 5)),
    ("audit", date(2025, 7, 15)),
    ("review", date(2025, 9, 30)),
    ("approval", date(2025, 12, 31)),
]
PLANS = ["k12-associate-senior", "engineering-county-middle", "targeted-k12-middle", "farmer-assistant"]


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize(("stage", "closes"), WINDOWS)
def test_one_calendar_for_every_level_and_track(plan: str, stage: str, closes: date) -> None:
    assert PACK.plan(plan).windows[stage].closes_on == closes


def test_evidence_counts_to_the_fifteenth_of_july_though_filing_closes_before() -> None:
    plan = PACK.plan("k12-associate-senior")
    assert {cut_off(PACK, plan, kind) for kind in ("education", "seniority", "tenure", "achievements")} == {
        date(2025, 7, 15)
    }
    assert plan.windows["filing"].closes_on < date(2025, 7, 15)


BLIND = [
    "economics-full-senior", "accounting-associate-senior", "technician-school-associate-senior",
    "arts-and-crafts-full-senior", "engineering-blind-associate-senior", "health-associate-senior",
]  # fmt: skip


@pytest.mark.parametrize("plan", BLIND)
def test_the_listed_senior_series_are_reviewed_blind_on_line(plan: str) -> None:
    assert PACK.plan(plan).mode == "online_blind_with_paper"


ROUTES = [
    ("k12-associate-senior", "county", "public_institution", "unit department county_hr city_hr office"),
    ("engineering-associate-senior", "city", "public_institution", "unit department city_hr office"),
    ("engineering-county-middle", "county", "public_institution", "unit county_hr office"),
    ("museum-middle", "county", "public_institution", "unit county_hr city_hr office"),
    ("k12-city-middle", "city", "public_institution", "unit department city_hr office"),
    ("engineering-associate-senior", "stationed", "public_institution", "unit city_hr office"),
    ("engineering-associate-senior", "region", "public_institution", "unit city_hr office"),
    ("engineering-county-middle", "county", "private", "unit county_hr office"),
    ("engineering-associate-senior", "county", "private", "unit county_hr city_hr office"),
    ("targeted-agriculture-middle", "county", "public_institution", "unit department county_hr city_hr office"),
    ("farmer-middle", "county", "private", "unit county_hr city_hr office"),
    ("engineering-associate-senior", "city", "private", "unit city_hr office"),
    ("agriculture-associate-senior", "county", "state_enterprise", "unit department county_hr city_hr office"),
]


@pytest.mark.parametrize(("plan", "affiliation", "nature", "stages"), ROUTES)
def test_a_declaration_takes_the_route_of_the_notice(plan: str, affiliation: str, nature: str, stages: str) -> None:
    unit = UnitFacts(affiliation=affiliation, nature=nature, region="152921")  # type: ignore[arg-type]
    assert [stage.id for stage in PACK.route_for(PACK.plan(plan), unit).stages] == stages.split()


def test_each_tier_has_its_own_last_day() -> None:
    unit = UnitFacts(affiliation="county", nature="public_institution", region="152921")
    due = {stage.id: stage.due_on for stage in PACK.route_for(PACK.plan("k12-associate-senior"), unit).stages}
    assert (due["unit"], due["department"], due["county_hr"]) == (
        date(2025, 6, 30), date(2025, 7, 5), date(2025, 7, 15)
    )  # fmt: skip


@pytest.mark.parametrize("plan", ["targeted-k12-associate-senior", "targeted-agriculture-middle", "farmer-middle"])
def test_targeted_and_farmer_titles_are_approved_by_the_league_bureau(plan: str) -> None:
    assert PACK.committee(PACK.plan(plan)).authority.region == "city"


def test_the_meeting_waits_for_consent_to_a_plan_filed_a_week_before() -> None:
    assert (PACK.implementation_plan.days_before, PACK.implementation_plan.needs) == (7, "consent")


def test_integrity_groups_and_experts_follow_the_notice() -> None:
    assert (PACK.integrity.years, PACK.integrity.starts) == (3, "finding")
    assert PACK.committee_rules.external is not None
    assert str(PACK.committee_rules.external.ratio) == "1/3"
    assert PACK.committee_rules.consecutive.years == 3
    assert {group.id: group.required for group in PACK.groups} == {
        "county-township": False, "non-public": True, "specialised-sme": True,
    }  # fmt: skip
    assert {post.over_percent for post in PACK.posts} == {0}
    assert PACK.committee_rules.rotation is None
    assert all(fee.amount_fen is None for fee in some(PACK.fees))
    assert {entry.papers for entry in PACK.indicators} == {"optional"}
    assert PACK.qualifications


def test_what_is_not_in_the_notice_names_its_source() -> None:
    foreign = [basis for _, basis in basis_entries(PACK) if basis.clause is None]
    assert foreign
    assert all(basis.source for basis in some(foreign))
