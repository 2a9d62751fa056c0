"""The pack says what the notice says: two cut-offs, four channels, own committees of leagues, five per cent, the bar."""
# ruff: noqa: E501 - a table is read by its columns

from __future__ import annotations

from datetime import date

import pytest

from shared.policy import Pack, UnitFacts, cut_off, facts_from_dossier, shipped_pack
from shared.policy.pack.committees import ExternalRule
from shared.policy.terms.basics import Ratio
from tests.support.some import some

PACK: Pack = shipped_pack("nmg-2021")


def test_one_calendar_and_two_cut_offs() -> None:
    plan = PACK.plan("engineering-associate-senior")
    closes = {stage: plan.windows[stage].closes_on for stage in ("filing", "review", "approval")}
    assert closes == {"filing": date(2021, 6, 30), "review": date(2021, 9, 30), "approval": date(2021, 12, 31)}
    assert {cut_off(PACK, plan, kind) for kind in ("education", "seniority", "tenure")} == {date(2020, 12, 31)}
    assert {cut_off(PACK, plan, kind) for kind in ("achievements", "continuing_education")} == {None}
    [results] = [entry for entry in PACK.cut_offs if entry.at_submission]
    assert (results.kinds, results.clause) == (("achievements", "continuing_education"), "nmg-2021/3.1")


ROUTES = [
    ("engineering-associate-senior", "county", "public_institution", "hr_bureau", "unit department county_hr city_hr talent_centre office"),
    ("k12-county-assistant", "county", "public_institution", "hr_bureau", "unit department county_hr office"),
    ("engineering-associate-senior", "city", "public_institution", "hr_bureau", "unit department city_hr talent_centre office"),
    ("engineering-associate-senior", "region", "public_institution", "hr_bureau", "unit department office"),
    ("engineering-associate-senior", "stationed", "public_institution", "hr_bureau", "unit region_hr office"),
    ("engineering-associate-senior", "county", "private", "hr_bureau", "unit county_hr city_hr talent_centre office"),
    ("engineering-associate-senior", "county", "private", "talent_service", "unit talent_service county_hr city_hr talent_centre office"),
    ("engineering-associate-senior", "county", "private", "association", "unit association county_hr city_hr talent_centre office"),
    ("engineering-county-assistant", "county", "private", "service_point", "unit service_point county_hr office"),
    ("recognition-engineering-middle", "county", "public_institution", "hr_bureau", "unit department county_hr office"),
    ("recognition-engineering-middle", "city", "public_institution", "hr_bureau", "unit department office"),
]  # fmt: skip


@pytest.mark.parametrize(("plan", "affiliation", "nature", "channel", "stages"), ROUTES)
def test_a_declaration_takes_the_route_of_the_notice(
    plan: str, affiliation: str, nature: str, channel: str, stages: str
) -> None:
    unit = UnitFacts(affiliation=affiliation, nature=nature, region="150404", channel=channel)  # type: ignore[arg-type]
    assert [stage.id for stage in PACK.route_for(PACK.plan(plan), unit).stages] == stages.split()


def test_each_league_has_its_own_committee_and_each_county_its_own_junior_one() -> None:
    middle, junior = PACK.plan("engineering-middle"), PACK.plan("engineering-county-assistant")
    assert PACK.committee_code(middle, "150404") == PACK.committee_code(middle, "150421") == "nmg-city-150400-middle"
    assert PACK.committee_name(middle, "152921") == "阿拉善盟中级职称评审委员会"
    assert PACK.committee_code(junior, "150404") == "nmg-county-150404-junior"


def test_posts_are_strict_for_teachers_and_five_per_cent_of_senior_posts_for_others() -> None:
    rules = [(rule.over_percent, rule.base, rule.measured_per, rule.affiliations) for rule in PACK.posts]
    assert rules == [
        (0, "level", "county", ()),
        (5, "senior", "department", ("region",)),
        (5, "senior", "county", ()),
    ]
    assert PACK.posts[0].applies.series == ("k12_teacher",)
    assert "accounting" not in PACK.posts[1].applies.series == PACK.posts[2].applies.series
    [grass_roots] = [path for path in PACK.paths if path.id == "grass-roots-30-20"]
    assert grass_roots.waives == ("education", "major")


def test_the_bar_starts_in_the_year_after_the_finding() -> None:
    assert (PACK.integrity.years, PACK.integrity.starts) == (3, "next_year")


def test_the_meeting_waits_for_consent_and_a_third_of_the_members_rotate() -> None:
    assert (PACK.implementation_plan.days_before, PACK.implementation_plan.needs) == (7, "consent")
    assert PACK.committee_rules.rotation is not None
    assert (str(PACK.committee_rules.rotation.ratio), PACK.committee_rules.rotation.verified) == ("1/3", True)


def test_the_grass_roots_group_may_have_its_own_pass_rate() -> None:
    assert [group.id for group in PACK.groups if group.own_pass_rate] == ["county-township"]


def test_a_series_without_a_committee_goes_out_by_letter() -> None:
    [entry] = [entry for entry in PACK.unoffered if "aviation" in entry.series]
    assert (entry.state, entry.clause) == ("not_reviewed", "nmg-2021/4.6")


def test_fees_forms_and_methods_follow_the_notice() -> None:
    assert all(fee.amount_fen is None for fee in some(PACK.fees))
    assert PACK.form("evaluation_form").title == "专业技术资格评审表"
    assert PACK.form("personal_commitment").clause == "nmg-2021/8.3.3"
    assert any("scoring" in entry.methods for entry in PACK.indicators)
    assert PACK.qualifications


@pytest.mark.parametrize(
    ("ratio", "least", "size", "members"), [(None, 1, 25, 1), ("1/3", 0, 25, 9), ("1/3", 9, 11, 9), (None, 0, 11, 0)]
)
def test_outside_peers_are_a_share_or_a_number(ratio: str | None, least: int, size: int, members: int) -> None:
    rule = ExternalRule(ratio=Ratio.parse(ratio) if ratio else None, least=least, clause="nmg-2021/7.4.5")
    assert rule.members_of(size) == members


def test_a_self_governing_committee_needs_some_outside_peers_and_no_share() -> None:
    external = PACK.committee_rules.external
    assert external is not None
    assert (external.ratio, external.least, external.self_governing, external.clause) == (
        None,
        1,
        True,
        "nmg-2021/7.4.5",
    )


def test_results_count_to_the_submission_and_no_further() -> None:
    plan = PACK.plan("agriculture-full-senior")
    honours = [{"code": "state_council_allowance", "awarded_on": "2021-06-20"}]
    unit = {"tier": "county", "region": "150404", "sector": "agriculture", "nature": "public_institution"}
    for day, held in ((date(2021, 6, 19), []), (date(2021, 6, 20), ["state_council_allowance"])):
        facts = facts_from_dossier(PACK, plan, profile={"honours": honours}, unit=unit, at=day)
        assert facts["honours.names"] == held


def test_filing_has_a_last_day_and_no_first() -> None:
    window = PACK.plan("agriculture-full-senior").windows["filing"]
    assert [window.is_open(day) for day in (date(2021, 1, 4), date(2021, 6, 30), date(2021, 7, 1))] == [
        True,
        True,
        False,
    ]
