"""What dates of a session and the list before it give."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from services.committee.results.parts import SessionStep
from shared.contracts.committee.session import GroupFigures
from shared.wire.types import Doc, record

PlanDueOn = Annotated[date, Doc("the last day to file the plan")]


@record
class SessionScheduledAnswer(SessionStep):
    """A session with a day."""

    state: Literal["scheduled"]
    plan_due_on: PlanDueOn


@record
class SessionReconvenedAnswer(SessionStep):
    """A session with a new day after a meeting that failed."""

    state: Literal["drawn"]
    plan_due_on: PlanDueOn


@record
class SessionRescheduledAnswer(SessionStep):
    """A session whose day was changed."""

    state: Literal["scheduled", "seed_committed", "drawn"]
    meeting_on: date
    plan_due_on: PlanDueOn


@record
class DeclarationsAssigned(SessionStep):
    """The list after an assignment."""

    state: Literal["scheduled"]
    assigned: Annotated[int, Doc("put on the list by this call")]
    total: Annotated[int, Doc("on the list now")]
    out_of_scope: Annotated[tuple[str, ...], Doc("declarations that wait but lie outside series, majors or level")]
    groups: tuple[GroupFigures, ...]
