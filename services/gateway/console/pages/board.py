"""The steps of a session or a recognition as its board shows them: what is done, what is next, and whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

ORDER = (
    "scheduled", "seed_committed", "drawn", "plan_filed", "plan_consented", "open", "concluded", "results_posted",
    "results_closed", "reported", "approved",
)  # fmt: skip
ASIDE = {"plan_refused": "drawn", "adjourned": "plan_consented", "refused": "results_closed", "void": "reported"}
"""States beside the straight way, and the one of the way that they stand at."""
OFFICE, AUTHORITY = "committee_office", "hr_clerk"


@dataclass(frozen=True, slots=True)
class Act:
    """A command that may be due at a step; `role` is whose it is."""

    method: str
    text: str
    role: str = OFFICE
    states: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BoardStep:
    """A line of the board. `until`: the states in which it still lies ahead or is being done; `shows`: fields of the
    session that say when it was done, or is due."""

    name: str
    reached: str
    done_on: str | None = None
    due_on: str | None = None
    acts: tuple[Act, ...] = ()
    votes: bool = True


STEPS: tuple[BoardStep, ...] = (
    BoardStep("安排会议", "scheduled", acts=(
        Act("reschedule_session", "改期", states=("scheduled", "seed_committed", "drawn")),
    )),
    BoardStep("分配参评人员、核对单位", "seed_committed", acts=(
        Act("assign_declarations", "分配参评人员", states=("scheduled",)),
    )),
    BoardStep("封存专家库、公布承诺", "seed_committed", acts=(
        Act("commit_seed", "封存专家库", states=("scheduled",)),
    )),
    BoardStep("揭示种子、抽取评委", "drawn", acts=(
        Act("draw_panel", "抽取评委", states=("seed_committed",)),
        Act("declare_recusal", "登记回避", states=("drawn", "plan_filed", "plan_consented")),
    )),
    BoardStep("报备评审实施方案", "plan_filed", done_on="plan_filed_on", acts=(
        Act("set_indicators", "设定评价指标权重", states=ORDER[:6]),
        Act("file_plan", "报备方案", states=("drawn",)),
    )),
    BoardStep("答复评审实施方案", "plan_consented", acts=(
        Act("consent_to_plan", "答复方案", AUTHORITY, ("plan_filed",)),
    )),
    BoardStep("签到、开会", "open", due_on="meeting_on", acts=(
        Act("check_in", "评委签到", states=("plan_filed", "plan_consented")),
        Act("open_session", "宣布开会", states=("plan_filed", "plan_consented")),
        Act("reconvene_session", "另行召集", states=("plan_filed", "plan_consented", "plan_refused", "adjourned")),
    )),
    BoardStep("评议、投票、计票", "concluded", done_on="concluded_on", acts=(
        Act("register_scores", "登记评分", states=("open",)),
        Act("close_voting", "结束投票并计票", states=("open",)),
    )),
    BoardStep("公示评审结果", "results_posted", done_on="posted_on", votes=False, acts=(
        Act("post_results", "公示结果", states=("concluded",)),
    )),
    BoardStep("结束公示", "results_closed", done_on="closed_on", due_on="ends_on", votes=False, acts=(
        Act("close_results", "结束公示", states=("results_posted",)),
    )),
    BoardStep("报送评审结果", "reported", done_on="reported_on", due_on="report_due_on", votes=False, acts=(
        Act("report_package", "报送结果", states=("results_closed",)),
    )),
    BoardStep("核准并颁发证书", "approved", done_on="approved_on", votes=False, acts=(
        Act("approve_results", "答复结果", AUTHORITY, ("reported",)),
    )),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A step of one session: `mark` is done, now or later; `acts` are those that the visitor may take now."""

    name: str
    mark: str
    done_on: str | None
    due_on: str | None
    acts: tuple[Act, ...]


def board_of(session: dict[str, Any], role: str | None) -> list[BoardLine]:
    """The lines for a session as `committee.get_session` gives it."""
    state = session["state"]
    at = ORDER.index(ASIDE.get(state, state)) if ASIDE.get(state, state) in ORDER else 0
    steps = [step for step in STEPS if session["kind"] == "review" or not step.votes]
    lines, now_taken = [], False
    for step in steps:
        done = ORDER.index(step.reached) <= at
        mark = "done" if done else "later" if now_taken else "now"
        now_taken = now_taken or not done
        acts = tuple(act for act in step.acts if state in act.states and act.role == role)
        done_on = session[step.done_on] if step.done_on else None
        lines.append(BoardLine(step.name, mark, done_on, session[step.due_on] if step.due_on else None, acts))
    return lines
