"""The steps of a session or a recognition as its board shows them: what is done, what is next, and whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from services.gateway.console.answers import BoardStepJson, SessionViewJson

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
class StepRule:
    """A line of the board: `taken` is the action that takes it, by which clause and day are found; `due_on` the field
    of the session that says until when. `votes`: only where votes are cast, else also of a recognition."""

    name: str
    reached: str
    taken: str
    due_on: Literal["meeting_on", "ends_on", "report_due_on"] | None = None
    acts: tuple[Act, ...] = ()
    votes: bool = True


PREPARATION = ("import_pool", "导入专家库"), ("report_cleaning", "清理规范专家库")
"""What the committee did before the session; it has no state of its own."""
RECOGNISED = StepRule("考核认定", "concluded", "recognise_declarations", votes=False)
STEPS: tuple[StepRule, ...] = (
    StepRule("安排会议", "scheduled", "schedule_session", acts=(
        Act("reschedule_session", "改期", states=("scheduled", "seed_committed", "drawn")),
    )),
    StepRule("分配参评人员、核对单位", "seed_committed", "assign_declarations", acts=(
        Act("assign_declarations", "分配参评人员", states=("scheduled",)),
    )),
    StepRule("封存专家库、公布承诺", "seed_committed", "commit_seed", acts=(
        Act("commit_seed", "封存专家库", states=("scheduled",)),
    )),
    StepRule("揭示种子、抽取评委", "drawn", "draw_panel", acts=(
        Act("draw_panel", "抽取评委", states=("seed_committed",)),
        Act("declare_recusal", "登记回避", states=("drawn", "plan_filed", "plan_consented")),
    )),
    StepRule("报备评审实施方案", "plan_filed", "file_plan", acts=(
        Act("set_indicators", "设定评价指标权重", states=ORDER[:6]),
        Act("file_plan", "报备方案", states=("drawn",)),
    )),
    StepRule("答复评审实施方案", "plan_consented", "consent_to_plan", acts=(
        Act("consent_to_plan", "答复方案", AUTHORITY, ("plan_filed",)),
    )),
    StepRule("签到、开会", "open", "open_session", due_on="meeting_on", acts=(
        Act("check_in", "评委签到", states=("plan_filed", "plan_consented")),
        Act("open_session", "宣布开会", states=("plan_filed", "plan_consented")),
        Act("reconvene_session", "另行召集", states=("plan_filed", "plan_consented", "plan_refused", "adjourned")),
    )),
    StepRule("评议、投票、计票", "concluded", "close_voting", due_on="meeting_on", acts=(
        Act("register_scores", "登记评分", states=("open",)),
        Act("close_voting", "结束投票并计票", states=("open",)),
    )),
    StepRule("公示评审结果", "results_posted", "post_results", votes=False, acts=(
        Act("post_results", "公示结果", states=("concluded",)),
    )),
    StepRule("结束公示", "results_closed", "close_results", due_on="ends_on", votes=False, acts=(
        Act("close_results", "结束公示", states=("results_posted",)),
    )),
    StepRule("报送评审结果", "reported", "report_package", due_on="report_due_on", votes=False, acts=(
        Act("report_package", "报送结果", states=("results_closed",)),
    )),
    StepRule("核准并颁发证书", "approved", "approve_results", votes=False, acts=(
        Act("approve_results", "答复结果", AUTHORITY, ("reported",)),
    )),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A step of one session: `mark` is done, now or later; `acts` are those that the visitor may take now."""

    name: str
    mark: str
    done_at: str | None
    due_on: str | None
    clause: str | None
    acts: tuple[Act, ...]


NOT_TAKEN: BoardStepJson = {"action": "", "taken_at": None, "clause": None}


def board_of(session: SessionViewJson, role: str | None) -> list[BoardLine]:
    """The lines for a session as `committee.get_session` gives it."""
    taken = {one["action"]: one for one in session["steps"] or ()}
    recognised = session["kind"] == "recognition"
    steps = (RECOGNISED, *(step for step in STEPS if not step.votes)) if recognised else STEPS
    state, at = session["state"], _reached(session["state"])
    lines = [] if recognised else [_prepared(name, taken[action]) for action, name in PREPARATION if action in taken]
    now_taken = False
    for step in steps:
        done = ORDER.index(step.reached) <= at
        mark = "done" if done else "later" if now_taken else "now"
        now_taken = now_taken or not done
        acts = tuple(act for act in step.acts if state in act.states and act.role == role)
        known = taken.get(step.taken) or NOT_TAKEN
        due = session.get(step.due_on) if step.due_on and not done else None
        lines.append(BoardLine(step.name, mark, known["taken_at"] if done else None, due, known["clause"], acts))
    return lines


def _reached(state: str) -> int:
    on_the_way = ASIDE.get(state, state)
    return ORDER.index(on_the_way) if on_the_way in ORDER else 0


def _prepared(name: str, known: BoardStepJson) -> BoardLine:
    mark = "done" if known["taken_at"] else "later"
    return BoardLine(name, mark, known["taken_at"], None, known["clause"], ())
