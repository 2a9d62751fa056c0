"""Who may file what: a decision table written from the notice, and properties that must hold for everybody."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.policy import Record, required_materials
from tests.support.some import some
from tests.support.verdict_json import verdict_json
from tests.unit.policy.people import (
    COMPANY,
    COUNTY_SCHOOL,
    COUNTY_STATION,
    PACK,
    TOWNSHIP_SCHOOL,
    elsewhere,
    facts,
    filed,
    profile,
    title,
    verdict,
    work,
)
from tests.unit.policy.tables.chifeng_2026 import NO_TITLE

RECORDS = [
    (Record(filed=(filed(),)), "one-series-per-level", "chifeng-2026/4"),
    (Record(integrity_until=date(2028, 1, 1)), "integrity-record", "chifeng-2026/7.1"),
    (elsewhere("chifeng-2026", "k12_teacher", "associate_senior"), "unit-one-channel", "chifeng-2026/4"),
    (Record(under_discipline=True), "under-discipline", "chifeng-2026/5"),
]


@pytest.mark.parametrize(("record", "rule", "clause"), RECORDS)
def test_what_is_on_record_refuses_with_its_clause(record: Record, rule: str, clause: str) -> None:
    answer = verdict("k12-associate-senior", profile(), COUNTY_SCHOOL, record=record)
    assert answer.outcome == "refused"
    assert [(entry.rule_id, entry.clause) for entry in answer.refusals] == [(rule, clause)]


def test_a_major_outside_the_plan_is_refused() -> None:
    person = profile(present_title=title("assistant", "2015-01-01", "translation"))
    answer = verdict("translation-middle", person, COUNTY_STATION, major="foreign")
    assert [entry.rule_id for entry in answer.refusals] == ["major-of-the-plan"]


def test_a_major_that_waits_is_refused_with_its_own_reason() -> None:
    person = profile(present_title=title("middle", "2015-01-01", "engineering"))
    answer = verdict("engineering-associate-senior", person, COUNTY_STATION, major="cyberspace")
    assert [(entry.rule_id, entry.clause) for entry in answer.refusals] == [("cyberspace", "chifeng-2026/3.1.2")]


def test_a_right_used_once_closes_its_path() -> None:
    asking = profile("associate", green_channel={"claimed": True, "confirmed": True})
    fresh = verdict("k12-associate-senior", asking, COUNTY_SCHOOL)
    used = verdict("k12-associate-senior", asking, COUNTY_SCHOOL, record=Record(rights_used=("green-channel",)))
    assert (fresh.outcome, fresh.path.path_id, fresh.path.right) == ("eligible", "green-channel", "green-channel")
    assert used.outcome == "refused"
    green = next(path for path in used.paths if path.path_id == "green-channel")
    assert [rule.rule_id for rule in green.rules if rule.refuses] == ["green-channel.right"]


def test_an_ordinary_path_is_proposed_before_a_preferential_one() -> None:
    person = profile(outstanding=True, work_history=[work("1995-07-01")])
    answer = verdict("k12-associate-senior", person, COUNTY_SCHOOL)
    assert [(path.path_id, path.outcome) for path in answer.paths] == [
        ("associate-senior", "open"),
        ("grass-roots-30-20", "open"),
    ]


def test_a_person_no_path_speaks_of_is_refused() -> None:
    answer = verdict("k12-county-middle", profile("secondary", **NO_TITLE), COUNTY_SCHOOL)
    assert [entry.rule_id for entry in answer.refusals] == ["no-path"]


def test_every_result_names_its_clause_its_evidence_and_what_is_missing() -> None:
    answer = verdict("k12-associate-senior", profile(continuing_education=[]), COUNTY_SCHOOL)
    assert all(rule.clause for rule in some(answer.rules))
    hours = next(rule for rule in answer.rules if rule.rule_id == "continuing-education")
    assert hours.evidence["ce.hours"] is None
    assert hours.missing == ("继续教育学时",)
    assert not hours.verified
    assert answer.route_id == "county-education"


def test_a_verdict_travels_as_json() -> None:
    wire = verdict_json(verdict("k12-associate-senior", profile("associate"), COUNTY_SCHOOL))
    assert json.loads(json.dumps(wire)) == wire
    assert wire["outcome"] == "refused"


def test_materials_follow_the_person() -> None:
    plan = PACK.plan("k12-county-assistant")
    person = facts("k12-county-assistant", profile(**NO_TITLE), COUNTY_SCHOOL)
    wanted = [item.id for item in required_materials(PACK, plan, person)]
    assert wanted == ["ce_card", "annual_assessments", "work_summary", "qualifications"]
    company = facts("construction-middle", profile(), COMPANY)
    wanted = [item.id for item in required_materials(PACK, PACK.plan("construction-middle"), company)]
    assert wanted == ["title_certificate", "annual_assessments", "work_summary"]


RANK = {"refused": 0, "conditional": 1, "eligible": 2}
DEGREES = ["secondary", "associate", "bachelor", "master", "doctor"]
PLANS = ["k12-associate-senior", "k12-full-senior", "k12-county-middle", "k12-county-assistant", "construction-middle"]
LEVELS: dict[str, str | None] = {
    "k12-associate-senior": "middle",
    "k12-full-senior": "associate_senior",
    "k12-county-middle": "assistant",
    "construction-middle": "assistant",
    "k12-county-assistant": None,
}


@settings(max_examples=settings.default.max_examples * 3 // 2, deadline=None)
@given(
    plan=st.sampled_from(PLANS),
    unit=st.sampled_from([COUNTY_SCHOOL, TOWNSHIP_SCHOOL, COMPANY]),
    degree=st.integers(0, 4),
    more_degree=st.integers(0, 4),
    held=st.integers(0, 12),
    more_held=st.integers(0, 12),
    worked=st.integers(0, 35),
    more_worked=st.integers(0, 20),
)
def test_more_years_or_a_higher_degree_never_hurt(
    plan: str, unit: dict[str, Any], degree: int, more_degree: int, held: int, more_held: int, worked: int,
    more_worked: int,
) -> None:  # fmt: skip
    def answer(education: int, title_years: int, work_years: int) -> int:
        level = LEVELS[plan]
        present = title(level, f"{2026 - title_years}-01-01", "k12_teacher") if level else None
        place = unit["tier"]
        person = profile(
            DEGREES[min(education, 4)], "1985-07-01", present_title=present,
            work_history=[work(f"{2026 - work_years}-01-01", place)],
        )  # fmt: skip
        return RANK[verdict(plan, person, unit).outcome]

    assert answer(degree, held, worked) <= answer(degree + more_degree, held + more_held, worked + more_worked)
