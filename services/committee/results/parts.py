"""What the answers of several subjects share."""

from __future__ import annotations

from typing import Annotated, Literal

from services.committee.domain.transitions import SessionState
from shared.wire.types import Doc, record

SameBody = Annotated[bool, Doc("office and authority are sections of one body; nobody acts for both even so")]
BodyNote = Annotated[str | None, Doc("a sentence for people where it is one body")]
GroupId = Annotated[str | None, Doc("null for those reviewed together")]
BlindNo = Annotated[str | None, Doc("B-0000 to B-9999; null without a session or where nobody votes")]


@record
class SessionStep:
    """The session after a step; each record narrows `state` to where its step leads."""

    session_id: str
    version: Annotated[int, Doc("of the session")]
    state: SessionState


@record
class Replacement:
    """A member who waits for this session himself, and the alternate in his seat."""

    expert_no: str
    replaced_by: Annotated[str, Doc("expert number")]
    reason: Literal["is_applicant"]
