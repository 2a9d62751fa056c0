"""What plan, roll and opening give."""

from __future__ import annotations

from typing import Annotated, Literal

from services.committee.results.parts import BodyNote, Replacement, SameBody, SessionStep
from shared.wire.types import Doc, record


@record
class PlanFiledAnswer(SessionStep):
    """The plan is with the authority."""

    state: Literal["plan_filed"]
    days_before: Annotated[int, Doc("calendar days until the meeting")]
    replaced: tuple[Replacement, ...]


@record
class PlanAnsweredAnswer(SessionStep):
    """The authority's answer to the plan."""

    state: Annotated[
        Literal["plan_consented", "drawn", "plan_refused"],
        Doc("drawn: the plan was sent back; plan_refused: a final no"),
    ]
    same_body: SameBody
    note: BodyNote


@record
class MemberCheckedIn(SessionStep):
    """The roll after a member has signed in."""

    state: Literal["plan_filed", "plan_consented"]
    present: Annotated[int, Doc("members on the roll")]
    replaced: tuple[Replacement, ...]


@record
class SessionOpenedAnswer(SessionStep):
    """The session with its quorum, or adjourned without one."""

    state: Literal["open", "adjourned"]
    opened: Annotated[bool, Doc("false: adjourned, nothing is voted on")]
    present: int
    quorum: Annotated[int, Doc("the least number of members present")]
    panel_size: int
    presiding: Annotated[str | None, Doc("expert number: the chair, else the lowest seat present")]
    replaced: tuple[Replacement, ...]
