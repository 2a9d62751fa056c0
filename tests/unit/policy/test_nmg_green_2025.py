"""The pack says what the notice says: two rounds, seven categories, routes of leagues and of the region, no fee."""

from __future__ import annotations

from datetime import date

import pytest

from shared.policy import Pack, UnitFacts, shipped_pack
from shared.policy.terms.reference import titles

PACK: Pack = shipped_pack("nmg-green-2025")
PLAN = "green-agriculture-associate-senior"


@pytest.mark.parametrize(("turn", "closes"), [("h1", date(2025, 7, 15)), ("h2", date(2025, 10, 31))])
def test_each_round_closes_on_its_own_day(turn: str, closes: date) -> None:
    assert PACK.plan(f"{PLAN}-{turn}").windows["filing"].closes_on == closes


def test_every_plan_exists_once_per_round() -> None:
    lines = {plan.line for plan in PACK.plans}
    assert len(PACK.plans) == 2 * len(lines)
    assert {plan.track for plan in PACK.plans} == {"green_channel"}
    assert {plan.level_group for plan in PACK.plans} == {"senior", "middle", "junior"}


def test_no_series_is_left_out() -> None:
    assert {plan.series for plan in PACK.plans if plan.level == "full_senior"} == set(titles())


def test_junior_and_middle_titles_are_for_returnees_and_for_titles_from_outside() -> None:
    plan = PACK.plan("green-agriculture-middle-h1")
    assert {path.category for path in PACK.paths if plan.is_meant_by(path.applies)} == {4, 5, 7}


ROUTES = [
    ("region", "unit department office"),
    ("city", "unit department city_hr office"),
    ("county", "unit department county_hr city_hr office"),
    ("stationed", "unit city_hr office"),
]


@pytest.mark.parametrize(("affiliation", "stages"), ROUTES)
def test_a_declaration_is_reported_tier_by_tier(affiliation: str, stages: str) -> None:
    unit = UnitFacts(affiliation=affiliation, nature="public_institution", region="150404")  # type: ignore[arg-type]
    route = PACK.route_for(PACK.plan(f"{PLAN}-h1"), unit)
    assert [stage.id for stage in route.stages] == stages.split()
    assert [stage.publicity.scope for stage in route.stages if stage.publicity] == ["unit", "roster"]
    assert {stage.publicity.working_days for stage in route.stages if stage.publicity} == {5}


def test_the_roster_prints_the_number_of_the_policy_used() -> None:
    assert PACK.form("applicant_roster").template == "green_roster"
    assert sorted({path.category for path in PACK.paths if path.category is not None}) == [1, 2, 3, 4, 5, 6, 7]
    assert {path.right for path in PACK.paths} == {"green-channel"}


def test_review_is_free_and_a_certificate_fee_unknown() -> None:
    assert {(fee.kind, fee.amount_fen) for fee in PACK.fees} == {("review", 0), ("certificate", None)}


def test_filing_is_on_line_with_the_whole_paper_file() -> None:
    assert {plan.mode for plan in PACK.plans} == {"online_with_paper"}
    copies = {item.id: (item.copies, item.paper) for item in PACK.materials(PACK.plan(f"{PLAN}-h1"))}
    assert len(copies) == 11
    assert (copies["evaluation_form"], copies["submission_summary"]) == ((2, "A4"), (15, "A3"))


def test_the_region_decides() -> None:
    committee = PACK.committee(PACK.plan(f"{PLAN}-h1"))
    assert (committee.tier, committee.authority.region) == ("region", "region")
