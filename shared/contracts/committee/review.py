"""What the committee service publishes about each declaration under review: a part of its contract."""

from __future__ import annotations

from datetime import date
from typing import Literal

from shared.contracts.base import Count, EventType, Level, Number
from shared.contracts.committee.draw import PANEL_DRAWN as PANEL_DRAWN
from shared.contracts.committee.draw import RECUSAL_DECLARED as RECUSAL_DECLARED
from shared.contracts.committee.draw import SEED_COMMITTED as SEED_COMMITTED
from shared.contracts.committee.recognition import RECOGNISED as RECOGNISED
from shared.contracts.committee.recognition import RECOGNITION_DECIDED as RECOGNITION_DECIDED
from shared.contracts.committee.recognition import Deciding
from shared.contracts.committee.session_days import SESSION_RECONVENED as SESSION_RECONVENED
from shared.contracts.committee.session_days import SESSION_RESCHEDULED as SESSION_RESCHEDULED
from shared.contracts.masked import HIDDEN_ID_NUMBER, HiddenNumber
from shared.contracts.samples import ID_A, ID_B, ID_C, ID_D, SEALED
from shared.wire.types import record


@record
class Assigned:
    """A declaration is on a session's list under its blind number."""

    declaration_id: str
    session_id: str
    committee_id: str
    committee_name: str
    blind_no: str
    meeting_on: date
    group_id: str | None = None


@record
class Reviewed:
    """The committee has voted on a declaration: counts of the secret ballot and the outcome."""

    declaration_id: str
    session_id: str
    person_id: str
    present: Number
    yes: Count
    no: Count
    abstain: Count
    outcome: Literal["passed", "not_passed"]
    reviewed_on: date
    clause: str


@record
class ResultCancelled:
    """A passed result was cancelled: an objection was upheld."""

    declaration_id: str
    session_id: str
    person_id: str
    reason: str
    clause: str


@record
class Approved:
    """The authority approved this person's title."""

    declaration_id: str
    session_id: str
    person_id: str
    authority_name: str
    approved_on: date


@record
class CertificateIssued(HiddenNumber):
    """电子职称证书: everything printed on it; `passed_on` is the day from which the title counts."""

    declaration_id: str
    session_id: str
    kind: Deciding = "review"
    certificate_number: str
    person_id: str
    person_name: str
    sex: str
    birth_date: date
    id_number_sealed: str | None = None
    photo_key: str | None = None
    unit_name: str
    series_name: str
    major: str
    level: Level
    title: str
    committee_name: str
    passed_on: date
    issued_on: date
    authority_name: str
    clause: str


ASSIGNED = EventType(
    "committee.declaration_assigned", "review", Assigned,
    {"declaration_id": ID_C, "session_id": ID_D, "committee_id": ID_B, "committee_name": "评审委员会",
     "blind_no": "B-0042", "group_id": None, "meeting_on": "2026-09-10"},
)  # fmt: skip
REVIEWED = EventType(
    "committee.declaration_reviewed", "review", Reviewed,
    {"declaration_id": ID_C, "session_id": ID_D, "person_id": ID_A, "present": 17, "yes": 15, "no": 1, "abstain": 1,
     "outcome": "passed", "reviewed_on": "2026-09-10", "clause": "chifeng-2026/5"},
)  # fmt: skip
RESULT_CANCELLED = EventType(
    "committee.result_cancelled", "review", ResultCancelled,
    {"declaration_id": ID_C, "session_id": ID_D, "person_id": ID_A, "reason": "objection_upheld",
     "clause": "chifeng-2026/6.3.2"},
)  # fmt: skip
APPROVED = EventType(
    "committee.declaration_approved", "review", Approved,
    {"declaration_id": ID_C, "session_id": ID_D, "person_id": ID_A,
     "authority_name": "赤峰市人力资源和社会保障局", "approved_on": "2026-10-08"},
)  # fmt: skip
CERTIFICATE_ISSUED = EventType(
    "committee.certificate_issued", "review", CertificateIssued,
    {"declaration_id": ID_C, "session_id": ID_D, "certificate_number": "NM15042026000001", "person_id": ID_A,
     "person_name": "张三", "sex": "女", "birth_date": "1985-10-02", "id_number_sealed": SEALED,
     "id_number_masked": HIDDEN_ID_NUMBER, "photo_key": None, "unit_name": "红山区第一小学",
     "series_name": "中小学教师", "major": "小学语文", "level": "associate_senior", "title": "高级教师",
     "committee_name": "赤峰市中小学教师高级职称评审委员会", "passed_on": "2026-09-10", "issued_on": "2026-10-08",
     "authority_name": "赤峰市人力资源和社会保障局", "clause": "chifeng-2026/6.3.3"},
)  # fmt: skip
