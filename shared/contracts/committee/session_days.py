"""What the committee service publishes when a session gets another day: before the plan is filed, or afterwards."""

from __future__ import annotations

from shared.contracts.base import Contract, EventType, day, text
from shared.contracts.samples import ID_D


class SessionRescheduled(Contract):
    """Another day before the plan was filed; the list, and the panel if it is drawn, stay."""

    session_id = text()
    office_id = text()
    meeting_from = day()
    meeting_on = day()
    plan_due_on = day()
    plan_due_clause = text()
    review_due_on = day()
    review_due_clause = text()


class SessionReconvened(Contract):
    """A new date after a failed quorum; the plan is to be filed again by `plan_due_on`."""

    session_id = text()
    office_id = text()
    meeting_on = day()
    plan_due_on = day()
    plan_due_clause = text()


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
