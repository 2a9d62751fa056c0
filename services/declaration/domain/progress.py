"""The applicant's timeline: what has happened, what is happening, who has it, and what still comes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Annotated, Literal

from services.declaration.domain.declaration import Declaration
from services.declaration.domain.transitions import DeclarationState
from services.declaration.domain.views import KnownCase, KnownSession, Step
from shared.contracts.audit.stage import StageFacts
from shared.kernel.catalogue import text
from shared.kernel.deadline import last_day
from shared.wire.types import Doc

StepState = Literal["done", "current", "waiting"]

AHEAD = ("audit", "session", "results", "approval", "certificate")
"""What comes after the applicant's own work, in order."""

_STANDS_BEFORE = {
    DeclarationState.DRAFT: 0,
    DeclarationState.RETURNED: 0,
    DeclarationState.SUBMITTED: 0,
    DeclarationState.PASSED_AUDIT: 1,
    DeclarationState.ASSIGNED: 1,
    DeclarationState.PASSED: 2,
    DeclarationState.APPROVED: 4,
}
"""Index into AHEAD of the first thing not done yet; states that end the way are absent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow:
    """A step of the timeline that was taken, is being taken or lies ahead."""

    key: str
    label: Annotated[str, Doc("in Chinese")]
    holder: Annotated[str | None, Doc("the organisation's name; null: the applicant, or nobody yet")]
    deadline: Annotated[date | None, Doc("the last day")]
    clause: str | None
    at: Annotated[datetime | None, Doc("when it was done")] = None
    state: StepState = "waiting"


def timeline(
    declaration: Declaration, steps: Iterable[Step], case: KnownCase | None, session: KnownSession | None,
    track: str = "",
) -> list[TimelineRow]:  # fmt: skip
    """Everything in its order, the first row that is not done being the current one.

    `track` is the plan's: where a body recognises (考核认定), no session lies ahead.
    """
    done = [_done(step) for step in sorted(steps, key=lambda step: step.at)]
    ahead = list(_open_rows(declaration, case, session, track))
    return done + [replace(row, state="current") for row in ahead[:1]] + ahead[1:]


def _done(step: Step) -> TimelineRow:
    return TimelineRow(
        key=step.key, label=text(f"progress_{step.key}", **step.details), holder=step.holder,
        deadline=step.deadline, clause=step.clause, at=step.at, state="done",
    )  # fmt: skip


def _open_rows(
    declaration: Declaration, case: KnownCase | None, session: KnownSession | None, track: str
) -> Iterator[TimelineRow]:
    start = _STANDS_BEFORE.get(declaration.state)
    if start is None:
        return
    yield from _with_applicant(declaration)
    if declaration.state is DeclarationState.SUBMITTED and case is not None:
        yield from _audit_rows(case)
        start = 1
    for key in AHEAD[start:]:
        yield _ahead("recognition" if key == "session" and track == "recognition" else key, session)


def _with_applicant(declaration: Declaration) -> Iterator[TimelineRow]:
    answer, choice = declaration.open_return, declaration.choice
    if answer is not None:
        label = text("progress_now_correct", holder=answer.holder_name)
        yield _row("now_correct", label, None, last_day(answer.deadline), answer.deadline_clause)
    elif declaration.state is DeclarationState.DRAFT:
        yield _row("now_fill", text("progress_now_fill"), None, choice.closes_on, choice.filing_clause)


def _audit_rows(case: KnownCase) -> Iterator[TimelineRow]:
    current = case.current
    if current is None:
        return
    if case.waiting_report:
        yield _stage_row("now_report", text("progress_now_report", stage=current.name), current)
    for stage in case.stages:
        if stage.index > current.index or (stage.index == current.index and not case.waiting_report):
            yield _stage_row("now_stage", stage.name, stage)


def _stage_row(key: str, label: str, stage: StageFacts) -> TimelineRow:
    return _row(key, label, stage.holder_name, stage.due_on, stage.clause)


def _ahead(key: str, session: KnownSession | None) -> TimelineRow:
    holder = session.committee_name if session and key in ("session", "results") else None
    deadline = None
    if session is not None and key == "session":
        deadline = session.meeting_on
    elif session is not None and key == "results":
        deadline = session.results_to
    return _row(f"next_{key}", text(f"progress_next_{key}"), holder, deadline, None)


def _row(key: str, label: str, holder: str | None, deadline: date | None, clause: str | None) -> TimelineRow:
    return TimelineRow(key=key, label=label, holder=holder, deadline=deadline, clause=clause)
