"""Duties that arise and end beside those of a declaration's way: papers, answers that are waited for, years unknown."""

from datetime import date

from tests.support.reminders.days import end_of

PAPER, PLAN, PACKAGE, YEAR = "hand_in_paper", "answer_plan", "approve_package", "announce_calendar"
WORDS = {PAPER: "paper_due", PLAN: "plan_waiting", PACKAGE: "package_waiting", YEAR: "calendar_unannounced"}
ENDS = {
    PAPER: ("declaration_returned", "declaration_rejected", "case_closed", "declaration_passed"),
    PLAN: ("plan_answered", "session_reconvened"),
    PACKAGE: ("results_approved", "results_declined"),
    YEAR: (
        "publicity_redated", "publicity_closed", "return_redated", "case_opened", "declaration_rejected", "case_closed",
        "declaration_passed", "results_redated", "results_closed",
    ),
}  # fmt: skip
ABOUT = {PAPER: "declaration_id", PLAN: "session_id", PACKAGE: "session_id"}


def apply(duties, name, data, at):
    """One fact, after what it means for the others was done."""
    for kind, facts in ENDS.items():
        if name in facts:
            for subject in filter(None, _subjects(kind, data)):
                duties.end(subject, kind)
    if name in ("case_opened", "case_redated"):
        _papers(duties, data, at)
    elif name == "plan_filed" and data.get("needs_consent"):
        _answer(duties, PLAN, data, at)
    elif name == "package_reported":
        _answer(duties, PACKAGE, data, at)
    elif name in ("publicity_posted", "results_posted", "declaration_returned") and data.get("provisional"):
        _year(duties, name, data, at)


def _subjects(kind, data):
    if kind != YEAR:
        return (data[ABOUT[kind]],)
    return [data.get(name) for name in ("declaration_id", "publicity_id", "session_id")]


def _papers(duties, data, at):
    due_on, case = data.get("paper_due_on"), duties.cases[data["declaration_id"]]
    if due_on is None or data.get("current") is None or at >= end_of(date.fromisoformat(due_on)):
        return
    duties.enter_anew(
        PAPER, data["declaration_id"], at, due_on, case["notice_id"], case["level_group"], "applicant",
        applicant=data["person_id"], unit=data["unit_id"],
    )  # fmt: skip


def _answer(duties, kind, data, at):
    known = duties.sessions[data["session_id"]]
    duties.enter_anew(
        kind, data["session_id"], at, None, known["notice_id"], known["level_group"], "authority",
        office=known["office_id"], authority=known["authority_id"],
    )  # fmt: skip


def _year(duties, name, data, at):
    """Whose list or return it is; the last day may still move."""
    about = {"declaration_returned": "declaration_id", "publicity_posted": "publicity_id"}.get(name, "session_id")
    duties.enter_anew(YEAR, data[about], at, None, data["notice_id"], None, "operator", operator="operation")
