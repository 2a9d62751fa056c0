"""Which clause every step of the committee's tables rests on, under each of the five notices."""

import pytest

from services.committee.domain import transitions
from services.committee.usecases.clauses import ORDERED_BY, UNPUBLISHED, clause_of_step, clauses_of_draw
from shared.policy import citable_clauses, shipped_pack
from tests.support.uncited import STEPS_WITHOUT_CLAUSE

NOTICES = ("nmg-2021", "chifeng-2023", "alxa-2025", "nmg-green-2025", "chifeng-2026")
TABLES = (
    transitions.COMMITTEE, transitions.SESSION, transitions.REVIEW, transitions.MEASURE, transitions.EXTENSION,
)  # fmt: skip
ACTIONS = sorted({action for table in TABLES for action in table.steps})
ORDER_40 = "职称评审管理暂行规定（人力资源和社会保障部令第40号）"
PLANS_87 = "内人社办发〔2025〕87号（见 alxa-2025/6.2.2），绿色通道通知未写明"
REPORTS_87 = "内人社办发〔2025〕87号（见 alxa-2025/6.2.4），绿色通道通知未写明"
POSTING_16 = "结果公示期限取自内人社发〔2025〕16号，通知未写明"
COUNTING = "通知未写明起算时间，暂以评审通过之日起算"
STEPS = {
    "register_committee approve_committee void": ("7.1", "5.1.3", "4.2.2", ORDER_40, "5.2.1"),
    "assign_declarations assign commit_seed draw_panel declare_recusal": ("7.2", ORDER_40, "6.1.2", ORDER_40, "6.2.2"),
    "file_plan consent_to_plan check_in open_session reschedule_session reconvene_session": (
        "7.3", "5.3.2", "6.2.2", PLANS_87, "6.3.1",
    ),
    "collect_ballots cast_ballots close_voting count": (ORDER_40,) * 5,
    "set_indicators register_scores": ("5.1.1", "5.2.1", "6.3.1", None, "6.4.1"),
    "post_results file_objection resolve_objection close_results cancel": (
        "6.3", "3.2.2.3", "6.2.3", POSTING_16, "6.3.2",
    ),
    "report_package approve_results approve refuse": ("7.5.1", "5.3.5", "6.2.4", REPORTS_87, "6.3.3"),
    "certify": ("7.5.2", "5.3.7", "6.2.4", COUNTING, "6.3.3"),
    "revoke": ("8.3", "4.1", "7.2", None, "7.1"),
    "lift_measure": ("8.1", "6.1.2", "7.2", None, "7.1"),
    "answer_extension": ("7.4.3", "5.3.1", "6.2.1", None, None),
    "recognise": ("5.12.1", "4.6.1", None, None, None),
    "withdraw": (None,) * 5,
}  # fmt: skip
"""Actions -> the section of each notice, in the order of NOTICES, or the source where the notice says nothing."""


def told(notice, said):
    """A section of the notice as it is cited; sources stand as they are."""
    return f"{notice}/{said}" if said and said[0].isdigit() else said


@pytest.mark.parametrize("notice", NOTICES)
@pytest.mark.parametrize("steps", STEPS)
def test_a_step_cites_what_the_notice_says_of_it(notice, steps):
    pack, expected = shipped_pack(notice), told(notice, STEPS[steps][NOTICES.index(notice)])
    assert {clause_of_step(pack, "scheduled", action) for action in steps.split()} == {expected}
    assert expected is None or expected in citable_clauses(pack)


def test_every_action_of_the_tables_is_in_exactly_one_family():
    listed = sorted(action for steps in STEPS for action in steps.split())
    assert listed == ACTIONS == sorted(ORDERED_BY)


def test_an_action_that_no_family_names_cites_nothing_by_chance():
    with pytest.raises(KeyError):
        clause_of_step(shipped_pack("chifeng-2026"), "scheduled", "adjourn_session")


def test_a_step_without_a_clause_is_listed_and_no_other():
    silent = {
        (notice, action)
        for notice in NOTICES
        for action in ACTIONS
        if clause_of_step(shipped_pack(notice), "scheduled", action) is None
    }
    named = {(notice, action) for notice, action in STEPS_WITHOUT_CLAUSE if notice != "*"}
    everywhere = {action for notice, action in STEPS_WITHOUT_CLAUSE if notice == "*"}
    assert silent == named | {(notice, action) for notice in NOTICES for action in everywhere}
    assert all(STEPS_WITHOUT_CLAUSE.values())


@pytest.mark.parametrize(
    ("notice", "clause"),
    [
        ("nmg-2021", "nmg-2021/8.2"),
        ("chifeng-2023", "chifeng-2023/3.2.2.3"),
        ("alxa-2025", "alxa-2025/6.2.3"),
        ("nmg-green-2025", POSTING_16),
        ("chifeng-2026", "chifeng-2026/6.3.3"),
    ],
)
def test_what_was_not_made_public_is_neither_reported_nor_approved(notice, clause):
    cited = {
        clause_of_step(shipped_pack(notice), state, action)
        for state in UNPUBLISHED
        for action in ("report_package", "approve_results")
    }
    assert cited == {clause}


@pytest.mark.parametrize(
    ("notice", "clauses"),
    [
        ("nmg-2021", {"draw": "nmg-2021/7.2", "rotation": "nmg-2021/7.4.5", "external": "nmg-2021/7.4.5"}),
        ("chifeng-2023", {"draw": ORDER_40, "external": "chifeng-2023/5.3.3"}),
        ("alxa-2025", {"draw": "alxa-2025/6.1.2", "external": "alxa-2025/6.1.2", "private": "alxa-2025/6.1.1"}),
        ("nmg-green-2025", {"draw": ORDER_40}),
        (
            "chifeng-2026",
            {"draw": "chifeng-2026/6.2.2", "external": "chifeng-2026/6.2.2", "private": "chifeng-2026/6.2.1"},
        ),
    ],
)
def test_each_demand_on_a_panel_rests_on_a_clause_of_its_own(notice, clauses):
    assert clauses_of_draw(shipped_pack(notice)) == clauses
