"""The applicant's timeline: what has happened, what is happening, who has it, and what still comes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from services.declaration.domain.declaration import Declaration
from services.declaration.domain.transitions import State
from services.declaration.domain.views import CaseView, SessionView, Step
from shared.kernel.catalogue import text
from shared.kernel.clock import iso
from shared.kernel.deadline import last_day

AHEAD = ("audit", "session", "results", "approval", "certificate")
"""What comes after the applicant's own work, in order."""

_STANDS_BEFORE = {
    State.DRAFT: 0,
    State.RETURNED: 0,
    State.SUBMITTED: 0,
    State.PASSED_AUDIT: 1,
    State.ASSIGNED: 1,
    State.PASSED: 2,
    State.APPROVED: 4,
}
"""Index into AHEAD of the first thing not done yet; states that end the way are absent."""


def timeline(
    declaration: Declaration, steps: Iterable[Step], case: CaseView | None, session: SessionView | None,
    track: str = "",
) -> list[dict[str, Any]]:  # fmt: skip
    """Rows {key, label, holder, at, state, deadline, clause}; `state` is done, current or waiting.

    `deadline` is the last day. `track` is the plan's: where a body recognises (考核认定), no session lies ahead.
    """
    done = [_done(step) for step in sorted(steps, key=lambda step: step.at)]
    open_rows = list(_open_rows(declaration, case, session, track))
    for number, row in enumerate(open_rows):
        row["state"] = "waiting" if number else "current"
    return done + open_rows


def _done(step: Step) -> dict[str, Any]:
    label = text(f"progress_{step.key}", **step.details)
    return _row(step.key, label, step.holder, step.deadline, step.clause, iso(step.at)) | {"state": "done"}


def _open_rows(
    declaration: Declaration, case: CaseView | None, session: SessionView | None, track: str
) -> Iterator[dict[str, Any]]:
    start = _STANDS_BEFORE.get(declaration.state)
    if start is None:
        return
    yield from _with_applicant(declaration)
    if declaration.state is State.SUBMITTED and case is not None:
        yield from _audit_rows(case)
        start = 1
    for key in AHEAD[start:]:
        yield _ahead("recognition" if key == "session" and track == "recognition" else key, session)


def _with_applicant(declaration: Declaration) -> Iterator[dict[str, Any]]:
    answer = declaration.open_return
    if answer is not None:
        label = text("progress_now_correct", holder=answer.holder_name)
        yield _row("now_correct", label, None, last_day(answer.deadline).isoformat(), answer.deadline_clause)
    elif declaration.state is State.DRAFT:
        choice = declaration.choice
        yield _row("now_fill", text("progress_now_fill"), None, choice.closes_on.isoformat(), choice.filing_clause)


def _audit_rows(case: CaseView) -> Iterator[dict[str, Any]]:
    current = case.current
    if current is None:
        return
    if case.waiting_report:
        label = text("progress_now_report", stage=current["name"])
        yield _row("now_report", label, current["holder_name"], current.get("due_on"), current.get("clause"))
    for stage in case.stages:
        if stage["index"] > current["index"] or (stage["index"] == current["index"] and not case.waiting_report):
            yield _row("now_stage", stage["name"], stage["holder_name"], stage.get("due_on"), stage.get("clause"))


def _ahead(key: str, session: SessionView | None) -> dict[str, Any]:
    holder = session.committee_name if session and key in ("session", "results") else None
    deadline = None
    if session is not None and key == "session":
        deadline = session.meeting_on.isoformat()
    elif session is not None and key == "results" and session.results_to is not None:
        deadline = session.results_to.isoformat()
    return _row(f"next_{key}", text(f"progress_next_{key}"), holder, deadline, None)


def _row(
    key: str, label: str, holder: str | None, deadline: str | None, clause: str | None, at: str | None = None
) -> dict[str, Any]:
    return {"key": key, "label": label, "holder": holder, "at": at, "deadline": deadline, "clause": clause}
