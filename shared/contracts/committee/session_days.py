"""What the committee service publishes when a session gets another day: before the plan is filed, or afterwards."""

from __future__ import annotations

from datetime import date

from shared.contracts.base import EventType
from shared.contracts.samples import ID_D
from shared.wire.types import record


@record
class SessionRescheduled:
    """Another day before the plan was filed; the list, and the panel if it is drawn, stay."""

    session_id: str
    office_id: str
    meeting_from: date
    meeting_on: date
    plan_due_on: date
    plan_due_clause: str
    review_due_on: date
    review_due_clause: str


@record
class SessionReconvened:
    """A new date after a failed quorum; the plan is to be filed again by `plan_due_on`."""

    session_id: str
    office_id: str
    meeting_on: date
    plan_due_on: date
    plan_due_clause: str


SESSION_RESCHEDULED = EventType(
    "committee.session_rescheduled", "session", SessionRescheduled,
    {"session_id": ID_D, "office_id": ID_D, "meeting_from": "2026-09-10", "meeting_on": "2026-09-17",
     "plan_due_on": "2026-09-10", "plan_due_clause": "chifeng-2026/6.3.1", "review_due_on": "2026-10-30",
     "review_due_clause": "chifeng-2026/3.3"},
)  # fmt: skip
SESSION_RECONVENED = EventType(
    "committee.session_reconvened", "session", SessionReconvened,
    {"session_id": ID_D, "office_id": ID_D, "meeting_on": "2026-09-20", "plan_due_on": "2026-09-13",
     "plan_due_clause": "chifeng-2026/6.3.1"},
)  # fmt: skip
