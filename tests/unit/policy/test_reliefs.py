"""Preferences that are declared once and combine with every path; what decides names its clause."""

from __future__ import annotations

from typing import Any

import pytest

from shared.policy import PackError, Record
from tests.unit.policy.people import profile, title
from tests.unit.policy.small_pack import judge, pack_with, path, relief, requirement, rule

TENURE = requirement("tenure", "title.years >= 5", topic="tenure")
HOURS = rule("hours", "ce.hours >= 90", waived_by="continuing_education")
FRONT = "epidemic.frontline"
NO_HOURS = {"continuing_education": [{"year": 2025, "professional_hours": 10, "public_hours": 10}]}
AT_FRONT = {"epidemic": {"frontline": True}}
FOUR_YEARS = {"present_title": title("middle", "2022-06-01")}


def with_relief(*paths: dict[str, Any], rules: tuple[dict[str, Any], ...] = (), **word: Any) -> Any:
    return pack_with(rules=list(rules), frequency=[], paths=list(paths), reliefs=[relief("front", FRONT, **word)])


def of(answer: Any, rule_id: str) -> Any:
    return next(one for one in answer.rules if one.rule_id == rule_id)


@pytest.mark.parametrize("kind", ["ordinary", "preferential"])
def test_a_waived_gate_is_passed_over_on_every_path_by_the_clause_of_the_relief(kind: str) -> None:
    pack = with_relief(path("way", TENURE, kind=kind), rules=(HOURS,), waives=["continuing_education"])
    without = judge(pack, profile(**NO_HOURS))
    assert [(one.rule_id, one.clause) for one in without.refusals] == [("hours", "chifeng-2026/5.4.5")]
    answer = judge(pack, profile(**NO_HOURS, **AT_FRONT))
    waived = of(answer, "hours")
    assert answer.outcome == "eligible"
    assert (waived.outcome, waived.clause, waived.waived_by) == ("waived", "chifeng-2026/5.6", "front")
    assert waived.evidence["epidemic.frontline"] is True


def test_a_gate_that_is_met_needs_no_relief() -> None:
    pack = with_relief(path("way", TENURE), rules=(HOURS,), waives=["continuing_education"], right="epidemic")
    answer = judge(pack, profile(**AT_FRONT))
    assert (of(answer, "hours").outcome, answer.rights) == ("met", ())


def test_years_early_shorten_every_requirement_of_tenure() -> None:
    pack = with_relief(path("way", TENURE), path("other", {**TENURE, "require": "title.years >= 6"}), years_early=1)
    assert judge(pack, profile(**FOUR_YEARS)).outcome == "refused"
    answer = judge(pack, profile(**FOUR_YEARS, **AT_FRONT))
    assert (answer.outcome, of(answer, "way.tenure").clause) == ("eligible", "chifeng-2026/5.6")
    three = {"present_title": title("middle", "2023-06-01")}
    assert judge(pack, profile(**three, **AT_FRONT)).outcome == "refused"


def test_years_early_do_not_touch_years_in_the_profession() -> None:
    career = requirement("career", "career.years >= 30", topic="career")
    pack = with_relief(path("way", career), years_early=30)
    assert judge(pack, profile(**AT_FRONT)).outcome == "refused"


def test_both_effects_together() -> None:
    pack = with_relief(path("way", TENURE), rules=(HOURS,), waives=["continuing_education"], years_early=1)
    answer = judge(pack, profile(**FOUR_YEARS, **AT_FRONT, **NO_HOURS))
    assert answer.outcome == "eligible"
    assert {one.rule_id for one in answer.rules if one.outcome == "waived"} == {"hours", "way.tenure"}


def test_the_right_is_used_only_where_the_relief_decides_and_only_once() -> None:
    pack = with_relief(path("way", TENURE), years_early=1, right="epidemic")
    person = profile(**FOUR_YEARS, **AT_FRONT)
    assert judge(pack, person).rights == ("epidemic",)
    assert judge(pack, profile(**AT_FRONT)).rights == ()
    assert judge(pack, person, record=Record(rights_used=("epidemic",))).outcome == "refused"


def test_what_the_relief_asks_may_be_left_to_a_stage() -> None:
    asked = [requirement("vouched", "achievement.outstanding", settled_by="unit")]
    pack = with_relief(path("way", TENURE), years_early=1, requires=asked)
    person = profile(**FOUR_YEARS, **AT_FRONT)
    answer = judge(pack, person)
    [point] = answer.open_points
    assert (answer.outcome, point.rule_id, point.settled_by) == ("conditional", "way.tenure", "unit")
    assert point.missing == ("突出业绩贡献的推荐意见",)
    assert judge(pack, person | {"outstanding": True}).outcome == "eligible"
    assert judge(pack, person | {"outstanding": False}).outcome == "refused"


def test_whom_a_relief_speaks_of_must_be_stated_by_the_applicant() -> None:
    pack = pack_with(
        rules=[HOURS], frequency=[], paths=[path("way", TENURE)],
        reliefs=[relief("doctors", 'person.occupation == "doctor"', waives=["continuing_education"])],
    )  # fmt: skip
    [point] = judge(pack, profile(**NO_HOURS)).open_points
    assert (point.rule_id, point.settled_by, point.missing) == ("hours", None, ("岗位类别",))


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ({}, "neither waives anything"),
        ({"waives": ["exam"]}, "is waived by 'exam'"),
        ({"years_early": 1, "right": "none"}, "no such right"),
    ],
)  # fmt: skip
def test_a_relief_that_does_nothing_is_refused(word: dict[str, Any], reason: str) -> None:
    with pytest.raises(PackError, match=reason):
        with_relief(path("way", TENURE), **word)
