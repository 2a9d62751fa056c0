"""评价指标: whose menu counts, weights that add up, and papers that are no gate where the notice says so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from infra.policy.inspection import inspect
from infra.policy.inspection.papers import FREE
from shared.calendar import work_calendar
from shared.policy import PackError, load_pack, shipped_pack
from shared.policy.pack.procedure import Indicators
from shared.policy.terms.basics import Selector
from shared.policy.terms.vocabulary import vocabulary
from tests.support.some import some
from tests.unit.policy.tools.edits import edited, findings, line_of

NOTICES = ("chifeng-2023", "nmg-2021", "alxa-2025", "chifeng-2026")
"""Those that say by which dimensions people are judged; the green channel says nothing of it."""
PAPER_ITEM = "id: papers, number: 7, name: 论文、论著、译著、研究报告等理论研究成果（复印件）, provided_by: applicant, "
MENU = "    papers: optional\n    methods: [expert_comment"


@pytest.mark.parametrize("notice", NOTICES)
def test_every_plan_of_a_notice_has_a_menu_and_methods(notice: str) -> None:
    pack = shipped_pack(notice)
    for plan in some(pack.plans):
        entry = pack.indicators_for(plan)
        assert entry is not None
        assert entry.dimensions
        assert entry.methods or notice in ("alxa-2025", "nmg-2021")


@pytest.mark.parametrize("notice", ["chifeng-2023", "nmg-2021"])
def test_trial_lessons_and_quantified_scoring_are_for_teachers(notice: str) -> None:
    pack = shipped_pack(notice)
    teaching = {"k12_teacher"} if notice == "nmg-2021" else {"k12_teacher", "vocational_teacher"}
    for plan in some(pack.plans):
        entry = pack.indicators_for(plan)
        assert entry is not None
        assert ({"trial_lesson", "scoring"} <= set(entry.methods)) == (plan.series in teaching)


def test_the_first_entry_meant_for_a_plan_counts() -> None:
    pack = shipped_pack("chifeng-2026")
    plan = next(plan for plan in pack.plans if plan.series == "health")
    first, second, third = (
        Indicators(id=name, applies=applies, dimensions=("专业能力",), papers="optional", clause="chifeng-2026/6.4")
        for name, applies in (
            ("k12", Selector(series=("k12_teacher",))), ("health", Selector(series=("health",))), ("all", Selector()),
        )
    )  # fmt: skip
    assert replace(pack, indicators=(first, second, third)).indicators_for(plan) == second
    assert replace(pack, indicators=(third, second)).indicators_for(plan) == third
    assert replace(pack, indicators=(first,)).indicators_for(plan) is None


@pytest.mark.parametrize("weights", ["[50, 50]", "[10, 10, 10, 10, 10, 10, 10, 10, 10, 11]"])
def test_weights_that_do_not_weigh_every_dimension_to_a_hundred_are_refused(weights: str) -> None:
    text = edited((MENU, f"    weights: {weights}\n{MENU}"))
    with pytest.raises(PackError) as raised:
        load_pack(text)
    assert "together 100 percent" in str(raised.value)


def test_weights_of_every_dimension_load() -> None:
    [entry] = load_pack(edited((MENU, f"    weights: [10, 10, 10, 10, 10, 10, 10, 10, 10, 10]\n{MENU}"))).indicators
    assert sum(entry.weights) == 100


def test_no_condition_can_ask_for_papers() -> None:
    assert [name for name, fact in vocabulary().items() if "paper" in name or "论文" in fact.label] == []


@pytest.mark.parametrize("notice", NOTICES)
def test_papers_are_a_hard_gate_in_no_notice(notice: str) -> None:
    pack = shipped_pack(notice)
    kept = {"representative"} if notice == "nmg-2021" else set()  # 5.1.2 keeps a condition for some, one work is enough
    assert {entry.papers for entry in pack.indicators} <= set(FREE) | kept
    assert [one for one in inspect(pack, work_calendar()) if "demands papers" in one.reason] == []


@pytest.mark.parametrize(
    "demand", ["required: true, ", "required_when: plan.rank >= 4, ", "required_when: title.rank > 0, "]
)
def test_a_pack_that_demands_papers_against_its_own_indicators_is_an_error_at_its_line(demand: str) -> None:
    text = edited((PAPER_ITEM, PAPER_ITEM + demand))
    [found] = [problem for problem in findings(text, "error") if "demands papers" in problem]
    assert found.startswith(f"line {line_of(text, PAPER_ITEM)}: ")


@pytest.mark.parametrize(
    "changes",
    [
        ((PAPER_ITEM, PAPER_ITEM + "required_when: plan.rank > 5, "),),
        ((PAPER_ITEM, PAPER_ITEM + "required: true, "), (MENU, MENU.replace("optional", "representative"))),
        ((PAPER_ITEM, PAPER_ITEM + "required: true, "), ("supports: [papers]", "supports: [papers, patents]")),
    ],
)
def test_papers_may_be_asked_where_they_are_representative_one_choice_or_of_nobody(
    changes: tuple[tuple[str, str], ...],
) -> None:
    assert [problem for problem in findings(edited(*changes), "error") if "demands papers" in problem] == []
