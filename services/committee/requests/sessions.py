"""What reading sessions takes."""

from __future__ import annotations

from typing import Annotated

from services.committee.domain.transitions import SessionState
from shared.contracts.committee.recognition import Deciding
from shared.wire.requests import ListQuery, Query, sorted_by
from shared.wire.types import Doc, record


@record
class GetSession(Query):
    """One session."""

    session_id: str
    steps: Annotated[bool, Doc("with every step of its way, for staff: its clause, and when it was taken")] = False


@record
class SessionFilter:
    """Which sessions."""

    committee_id: str | None = None
    notice_id: str | None = None
    kind: Deciding | None = None
    state: SessionState | None = None


@record
class ListSessions(ListQuery):
    """A page of sessions."""

    filter: SessionFilter = SessionFilter()
    sort: Annotated[str | None, sorted_by("meeting_on")] = None
