"""A refusal that later evidence would have met says so, with the day and its clause."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from shared.policy import Verdict, evaluate, facts_from_dossier, shipped_pack, with_cut_offs
from tests.support.verdict_json import rule_json
from tests.unit.policy.people import COUNTY_STATION, profile, title, work

PACK = shipped_pack("nmg-2021")
PLAN = PACK.plan("engineering-associate-senior")
DAY = date(2021, 6, 1)


def told(**changes: Any) -> Verdict:
    person = profile() | {"present_title": title("middle", "2012-01-01", "engineering"), **changes}
    facts, uncut = (
        facts_from_dossier(PACK, PLAN, profile=person, unit=COUNTY_STATION, at=DAY, major="water", cut=cut)
        for cut in (True, False)
    )
    return with_cut_offs(evaluate(PACK, PLAN, facts, DAY), PACK, PLAN, lambda: uncut)


def cut_off_of(answer: Verdict) -> list[tuple[str, str]]:
    return [(one.cut_off.kind, one.cut_off.on.isoformat()) for one in answer.refusals if one.cut_off]


def test_five_years_complete_in_march_are_too_late_for_the_end_of_the_year_before() -> None:
    answer = told(present_title=title("middle", "2016-03-01", "engineering"))
    assert (answer.outcome, cut_off_of(answer)) == ("refused", [("tenure", "2020-12-31")])
    [late] = [one for one in answer.refusals if one.cut_off]
    assert rule_json(late)["cut_off"]["clause"] == "nmg-2021/3.1"


def test_five_years_that_are_still_to_come_are_not_the_work_of_the_cut_off() -> None:
    answer = told(present_title=title("middle", "2018-03-01", "engineering"))
    assert (answer.outcome, cut_off_of(answer)) == ("refused", [])


def test_a_degree_of_the_spring_is_too_late() -> None:
    rows = [
        {"level": "associate", "graduated_on": "2008-07-01", "full_time": True},
        {"level": "bachelor", "graduated_on": "2021-03-01", "full_time": False},
    ]
    answer = told(education=rows)
    assert answer.outcome == "refused"
    assert ("education", "2020-12-31") in cut_off_of(answer)


@pytest.mark.parametrize("changes", [{}, {"work_history": [work("2005-08-01")]}])
def test_who_qualifies_is_told_nothing_of_cut_offs(changes: dict[str, Any]) -> None:
    answer = told(**changes)
    assert not [one for one in answer.rules if one.cut_off]
