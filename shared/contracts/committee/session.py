"""What the committee service publishes about a session up to the count: a part of its contract."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from shared.contracts.base import Count, EventType, LevelGroup, Number
from shared.contracts.committee.draw import PANEL_DRAWN as PANEL_DRAWN
from shared.contracts.committee.draw import RECUSAL_DECLARED as RECUSAL_DECLARED
from shared.contracts.committee.draw import SEED_COMMITTED as SEED_COMMITTED
from shared.contracts.committee.recognition import RECOGNISED as RECOGNISED
from shared.contracts.committee.recognition import RECOGNITION_DECIDED as RECOGNITION_DECIDED
from shared.contracts.committee.session_days import SESSION_RECONVENED as SESSION_RECONVENED
from shared.contracts.committee.session_days import SESSION_RESCHEDULED as SESSION_RESCHEDULED
from shared.contracts.samples import ID_A, ID_B, ID_D
from shared.wire.types import Doc, record


@record
class SessionScheduled:
    """评审会议 planned; `plan_due_on` is the last day to file the plan, `review_due_on` that of the review."""

    session_id: str
    committee_id: str
    committee_name: str
    notice_id: str
    office_id: str
    authority_id: str
    level_group: LevelGroup
    meeting_on: date
    plan_due_on: date
    plan_due_clause: str
    review_due_on: date | None = None
    review_due_clause: str | None = None
    place: str


@record
class PlanFiled:
    """评审实施方案 filed with the authority, so many days before the meeting."""

    session_id: str
    office_id: str
    filed_on: date
    meeting_on: date
    days_before: Count
    applications: Count
    clause: str
    needs_consent: Annotated[
        bool | None, Doc("whether the meeting waits for the authority; null in plans from before 0.3.0")
    ] = None


@record
class PlanAnswered:
    """The authority has consented to the plan, sent it back with its opinion, or (`final`) refused the meeting."""

    session_id: str
    office_id: str
    authority_id: str
    agreed: bool
    final: bool | None = None
    opinion: str
    meeting_on: date
    plan_due_on: date
    answered_on: date
    clause: str


@record
class SessionOpened:
    """Quorum reached; voting may begin."""

    session_id: str
    panel_size: Number
    present: Count
    quorum: Number
    clause: str


@record
class SessionAdjourned:
    """Quorum failed; nothing was voted on."""

    session_id: str
    office_id: str
    panel_size: Number
    present: Count
    quorum: Number
    clause: str


@record
class GroupFigures:
    """One group reviewed apart; `group_id` null: those reviewed together. `pass_rate` ("3/5") where it has its own."""

    group_id: str | None = None
    name: str
    clause: str | None = None
    assigned: Count
    candidates: Count
    passed: Count
    not_passed: Count
    pass_rate: str | None = None


@record
class SessionConcluded:
    """All ballots counted; `report_due_on` is the last day for the reporting package."""

    session_id: str
    committee_id: str
    office_id: str
    concluded_on: date
    present: Number
    candidates: Count
    passed: Count
    not_passed: Count
    report_due_on: date
    report_due_clause: str
    groups: tuple[GroupFigures, ...] = ()


GROUPS = [
    {"group_id": None, "name": "其他申报人员", "clause": None, "assigned": 30, "candidates": 30, "passed": 22,
     "not_passed": 8, "pass_rate": None},
    {"group_id": "non-public", "name": "非公有制领域专业技术人员", "clause": "chifeng-2026/5.5.2", "assigned": 10,
     "candidates": 10, "passed": 8, "not_passed": 2, "pass_rate": None},
]  # fmt: skip
SESSION_SCHEDULED = EventType(
    "committee.session_scheduled", "session", SessionScheduled,
    {"session_id": ID_D, "committee_id": ID_B, "committee_name": "评审委员会", "notice_id": "chifeng-2026",
     "office_id": ID_D, "authority_id": ID_A, "level_group": "senior", "meeting_on": "2026-09-10",
     "plan_due_on": "2026-09-03", "plan_due_clause": "chifeng-2026/6.3.1", "review_due_on": "2026-10-30",
     "review_due_clause": "chifeng-2026/3.1.1", "place": "赤峰市"},
)  # fmt: skip
PLAN_FILED = EventType(
    "committee.plan_filed", "session", PlanFiled,
    {"session_id": ID_D, "office_id": ID_D, "filed_on": "2026-09-01", "meeting_on": "2026-09-10", "days_before": 9,
     "applications": 40, "clause": "chifeng-2026/6.3.1", "needs_consent": False},
)  # fmt: skip
PLAN_ANSWERED = EventType(
    "committee.plan_answered", "session", PlanAnswered,
    {"session_id": ID_D, "office_id": ID_D, "authority_id": ID_A, "agreed": True, "opinion": "同意",
     "meeting_on": "2026-09-10", "plan_due_on": "2026-09-03", "answered_on": "2026-09-02",
     "clause": "alxa-2025/6.2.2"},
)  # fmt: skip
_QUORUM = {"session_id": ID_D, "panel_size": 25, "present": 17, "quorum": 17, "clause": "chifeng-2026/5"}
SESSION_OPENED = EventType("committee.session_opened", "session", SessionOpened, _QUORUM)
SESSION_ADJOURNED = EventType(
    "committee.session_adjourned", "session", SessionAdjourned, _QUORUM | {"present": 12, "office_id": ID_D}
)
SESSION_CONCLUDED = EventType(
    "committee.session_concluded", "session", SessionConcluded,
    {"session_id": ID_D, "committee_id": ID_B, "office_id": ID_D, "concluded_on": "2026-09-10", "present": 17,
     "candidates": 40, "passed": 30, "not_passed": 10, "report_due_on": "2026-10-10",
     "report_due_clause": "chifeng-2026/6.3.3", "groups": GROUPS},
)  # fmt: skip
