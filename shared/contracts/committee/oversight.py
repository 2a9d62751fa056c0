"""What the committee service publishes about oversight, with the names of the methods: a part of its contract."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from shared.contracts.base import Count, EventType, Number
from shared.contracts.samples import ID_A, ID_B, ID_C, ID_D
from shared.wire.types import LARGEST, Interval, record

RPC = (
    "record_inspection", "take_measure", "lift_measure", "get_oversight", "revoke_certificate",
    "file_extension", "answer_extension", "report_cleaning", "agree_joint_review",
)  # fmt: skip


@record
class InspectionRecorded:
    """抽查, 巡查 or 倒查复查 of a committee; the findings stay in the committee service."""

    inspection_id: str
    committee_id: str
    session_id: str | None = None
    office_id: str
    committee_name: str
    kind: Literal["spot_check", "patrol", "recheck"]
    name: str
    faults: bool
    inspected_on: date
    clause: str


@record
class MeasureState:
    """A measure against a committee, whole: taken, past its day, or lifted; `name` is the notice's own word."""

    measure_id: str
    committee_id: str
    committee_name: str
    office_id: str
    authority_id: str
    kind: Literal["remind", "interview", "rectify", "criticise", "suspend", "withdraw_right"]
    name: str
    state: Literal["issued", "in_force", "lifted"]
    suspends: bool
    reason: str
    taken_on: date
    due_on: date | None = None
    lifted_on: date | None = None
    clause: str


@record
class CertificateRevoked:
    """撤销职称 by the authority that approved it."""

    declaration_id: str
    person_id: str
    certificate_number: str
    title: str
    authority_name: str
    revoked_on: date
    reason: str
    clause: str


@record
class ExtensionState:
    """延期评审 filed or answered: the review that ended on `extends` may last `until`; `sessions` are still to end."""

    extension_id: str
    committee_id: str
    committee_name: str
    office_id: str
    authority_id: str
    notice_id: str
    state: Literal["filed", "agreed", "returned", "declined"]
    extends: date
    until: date
    reason: str
    opinion: str | None = None
    filed_on: date
    answered_on: date | None = None
    clause: str
    sessions: tuple[str, ...]


@record
class ReviewPostponed:
    """One who waits for the review, and his unit, are told why it is put off, and until when."""

    declaration_id: str
    person_id: str
    unit_id: str
    committee_id: str
    committee_name: str
    until: date
    reason: str
    clause: str


@record
class CleaningReported:
    """清理规范 of committee and pool for one year: figures only."""

    committee_id: str
    committee_name: str
    office_id: str
    authority_id: str
    notice_id: str
    year: Annotated[int, Interval(ge=2000, le=LARGEST)]
    removed: Count
    added: Count
    pool_size: Number
    private: Count
    reported_on: date
    clause: str


@record
class JointReviewAgreed:
    """联合评审 or 委托评审: the committee takes, by the bureau's consent, what waits for the committee `from_code`."""

    joint_review_id: str
    committee_id: str
    committee_name: str
    office_id: str
    from_code: str
    from_office_id: str | None = None
    notice_id: str
    mode: Literal["joint", "entrusted"]
    authority_id: str
    authority_name: str
    agreed_on: date
    opinion: str
    clause: str


_MEASURE = {
    "measure_id": ID_A, "committee_id": ID_B, "committee_name": "赤峰市中小学教师高级职称评审委员会",
    "office_id": ID_D, "authority_id": ID_A, "kind": "rectify", "name": "限期整改", "state": "in_force",
    "suspends": True, "reason": "抽取评委记录不完整。", "taken_on": "2026-08-20", "due_on": "2026-09-01",
    "lifted_on": None, "clause": "alxa-2025/7.2",
}  # fmt: skip

INSPECTION_RECORDED = EventType(
    "committee.inspection_recorded", "committee", InspectionRecorded,
    {"inspection_id": ID_A, "committee_id": ID_B, "session_id": None, "office_id": ID_D,
     "committee_name": "赤峰市中小学教师高级职称评审委员会", "kind": "spot_check", "name": "抽查", "faults": True,
     "inspected_on": "2026-08-18", "clause": "chifeng-2023/6.1"},
)  # fmt: skip
MEASURE_TAKEN = EventType("committee.measure_taken", "committee", MeasureState, _MEASURE)
MEASURE_OVERDUE = EventType("committee.measure_overdue", "committee", MeasureState, _MEASURE)
MEASURE_LIFTED = EventType(
    "committee.measure_lifted", "committee", MeasureState, _MEASURE | {"state": "lifted", "lifted_on": "2026-08-30"}
)
CERTIFICATE_REVOKED = EventType(
    "committee.certificate_revoked", "review", CertificateRevoked,
    {"declaration_id": ID_C, "person_id": ID_A, "certificate_number": "NM15042026000001", "title": "高级教师",
     "authority_name": "赤峰市人力资源和社会保障局", "revoked_on": "2027-03-01", "reason": "业绩材料不实。",
     "clause": "alxa-2025/7.2"},
)  # fmt: skip

CLEANING_REPORTED = EventType(
    "committee.cleaning_reported", "committee", CleaningReported,
    {"committee_id": ID_B, "committee_name": "赤峰市中小学教师高级职称评审委员会", "office_id": ID_D,
     "authority_id": ID_A, "notice_id": "chifeng-2026", "year": 2026, "removed": 3, "added": 8, "pool_size": 90,
     "private": 6, "reported_on": "2026-07-01", "clause": "chifeng-2026/6.2.1"},
)  # fmt: skip
JOINT_REVIEW_AGREED = EventType(
    "committee.joint_review_agreed", "committee", JointReviewAgreed,
    {"joint_review_id": ID_A, "committee_id": ID_B, "committee_name": "红山区中小学教师中级职称评审委员会",
     "office_id": ID_D, "from_code": "county-150404-middle", "from_office_id": ID_C, "notice_id": "chifeng-2026",
     "mode": "entrusted", "authority_id": ID_A, "authority_name": "赤峰市人力资源和社会保障局",
     "agreed_on": "2026-07-20", "opinion": "同意委托评审。", "clause": "chifeng-2026/5.2.4"},
)  # fmt: skip
_EXTENSION = {
    "extension_id": ID_A, "committee_id": ID_B, "committee_name": "赤峰市中小学教师高级职称评审委员会",
    "office_id": ID_D, "authority_id": ID_A, "notice_id": "chifeng-2026", "state": "filed", "extends": "2026-10-30",
    "until": "2026-11-30", "reason": "考评结合系列成绩公布较晚。", "opinion": None, "filed_on": "2026-10-08",
    "answered_on": None, "clause": "chifeng-2023/5.3.1", "sessions": [ID_D],
}  # fmt: skip
EXTENSION_FILED = EventType("committee.extension_filed", "committee", ExtensionState, _EXTENSION)
EXTENSION_ANSWERED = EventType(
    "committee.extension_answered", "committee", ExtensionState,
    _EXTENSION | {"state": "agreed", "answered_on": "2026-10-10", "opinion": "同意延期。"},
)  # fmt: skip
REVIEW_POSTPONED = EventType(
    "committee.review_postponed", "review", ReviewPostponed,
    {"declaration_id": ID_C, "person_id": ID_A, "unit_id": ID_D, "committee_id": ID_B,
     "committee_name": "赤峰市中小学教师高级职称评审委员会", "until": "2026-11-30",
     "reason": "考评结合系列成绩公布较晚。", "clause": "chifeng-2023/5.3.1"},
)  # fmt: skip

OF_COMMITTEE = (
    INSPECTION_RECORDED, MEASURE_TAKEN, MEASURE_OVERDUE, MEASURE_LIFTED, EXTENSION_FILED, EXTENSION_ANSWERED,
    CLEANING_REPORTED, JOINT_REVIEW_AGREED,
)  # fmt: skip
OF_REVIEW = (CERTIFICATE_REVOKED, REVIEW_POSTPONED)
