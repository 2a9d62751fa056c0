"""The views of an organisation's work: where a case stands from where it looks."""

from __future__ import annotations

from enum import StrEnum

from services.audit.domain.transitions import CASE, CaseState


class WorkView(StrEnum):
    """`to_do`: held and to be decided or reported, `overdue` those of them whose last day is over; `returned`: by the
    organisation, its applicant has it; `waiting`: once here, now with others; `done`: once here, ended."""

    TO_DO = "to_do"
    WAITING = "waiting"
    RETURNED = "returned"
    DONE = "done"
    OVERDUE = "overdue"


UNDER_WAY = frozenset({CaseState.OPEN, CaseState.WAITING_REPORT})
"""A stage has it, and not its applicant."""


def views_of(state: CaseState, *, held: bool, late: bool) -> tuple[WorkView, ...]:
    """The views of an organisation that a case is in: `held` by its present or last stage, `late` by the last day of
    that stage."""
    if state in CASE.final:
        return (WorkView.DONE,)
    if not held:
        return (WorkView.WAITING,)
    if state is CaseState.RETURNED:
        return (WorkView.RETURNED,)
    return (WorkView.TO_DO, WorkView.OVERDUE) if late else (WorkView.TO_DO,)
