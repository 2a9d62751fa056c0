"""What the audit service publishes about the case of a declaration: a part of its contract."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from shared.contracts.audit.stage import DECISION, STAGE, STATEMENT, Correction, Decision, StageFacts, Statement
from shared.contracts.base import Digest, EventType, Level, LevelGroup, Number
from shared.contracts.masked import HIDDEN_ID_NUMBER, HiddenNumber
from shared.contracts.samples import DIGEST, ID_A, ID_B, ID_C, ID_D, SEALED, WHEN
from shared.wire.types import Doc, record


@record
class CaseOpened:
    """A submitted declaration is under audit; also published for each resubmitted revision."""

    declaration_id: str
    case_number: str
    revision: Number
    notice_id: str
    plan_id: str
    level_group: LevelGroup
    person_id: str
    unit_id: str
    route_id: str
    stages: tuple[StageFacts, ...]
    current: StageFacts
    paper_due_on: Annotated[
        date | None, Doc("the last day for the papers; null where the plan asks for none, or the notice sets no day")
    ] = None
    paper_due_clause: str | None = None


@record
class CaseRedated:
    """An amended notice gives the stages other days; `current` is null while the applicant has the case."""

    declaration_id: str
    revision: Number
    notice_version: Number
    level_group: LevelGroup
    person_id: str
    unit_id: str
    stages: tuple[StageFacts, ...]
    current: StageFacts | None
    waiting_report: bool
    paper_due_on: Annotated[date | None, Doc("as in audit.case_opened")] = None
    paper_due_clause: str | None = None


@record
class StageApproved:
    """A stage has said yes; `next` is the stage that now holds the case, null when it waits for the roster report
    (`waiting_report`) or was the last."""

    declaration_id: str
    revision: Number
    person_id: str
    unit_id: str
    level_group: LevelGroup
    stage: StageFacts
    decision: Decision
    statements: tuple[Statement, ...]
    waiting_report: bool
    next: StageFacts | None = None


@record
class StageEntered:
    """The case has moved up with its organisation's report and is now held by `stage`."""

    declaration_id: str
    revision: Number
    person_id: str
    unit_id: str
    level_group: LevelGroup
    stage: StageFacts


@record
class DeclarationReturned:
    """退回 with the complete list of corrections and the deadline in the applicant's hands."""

    declaration_id: str
    case_number: str
    revision: Number
    notice_id: str
    person_id: str
    person_name: str
    unit_id: str
    unit_name: str
    plan_name: str
    stage: StageFacts
    decision: Decision
    corrections: tuple[Correction, ...]
    deadline: datetime
    deadline_clause: str
    provisional: bool
    return_number: Number
    overridden: bool


@record
class ReturnRedated:
    """The year is announced: the deadline of a `provisional` return is certain now, never earlier than was told."""

    declaration_id: str
    case_number: str
    revision: Number
    notice_id: str
    level_group: LevelGroup
    person_id: str
    unit_id: str
    return_number: Number
    deadline_before: datetime
    deadline: datetime
    deadline_clause: str


@record
class DeclarationRejected:
    """Out of scope or false material: the case is closed for good."""

    declaration_id: str
    case_number: str
    revision: Number
    person_id: str
    unit_id: str
    stage: StageFacts
    decision: Decision
    reason_code: str
    clause: str


@record
class CaseClosed:
    """The case ended without a decision of a stage: lapsed, withdrawn, or overdue at a stage."""

    declaration_id: str
    person_id: str
    unit_id: str
    reason: Literal["lapsed", "withdrawn", "stage_overdue"]
    clause: str
    at: datetime


@record
class PassedFacts(HiddenNumber):
    """Who files for what, and what a committee needs to know of the unit: `unit_*` is as the audit knew it."""

    declaration_id: str
    case_number: str
    revision: Number
    dossier_digest: Digest
    notice_id: str
    plan_id: str
    plan_name: str
    committee_code: str
    series: str
    series_name: str
    major: str
    level: Level
    level_group: LevelGroup
    title: str
    track: str
    mode: str
    person_id: str
    person_name: str
    sex: str
    birth_date: date
    id_number_sealed: str | None = None
    photo_key: str | None = None
    unit_id: str
    unit_name: str
    unit_nature: str
    unit_tier: str
    unit_sector: str | None = None
    unit_specialised_sme: bool | None = None
    unit_stationed: bool
    unit_entrusted: bool | None = None
    region: str
    statements: tuple[Statement, ...]
    at: datetime


@record
class DeclarationPassed(PassedFacts):
    """Passed every stage of audit: ready for a committee's session."""

    decisions: tuple[Decision, ...]


@record
class IntegrityRecorded:
    """诚信档案: knowingly false material, kept for the years that a notice says."""

    declaration_id: str
    person_id: str
    notice_id: str
    reason: str
    recorded_on: date
    clause: str
    until: Annotated[date | None, Doc("the last day on which it bars filing; null in records from before 0.3.0")] = None


@record
class ChargeRecorded:
    """收费: a fee of the notice's schedule was taken; money in fen, `receipt` is the number of the receipt."""

    declaration_id: str
    person_id: str
    unit_id: str
    kind: Literal["review", "certificate"]
    amount_fen: Number
    organisation_id: str
    organisation_name: str
    receipt: str
    at: datetime
    clause: str


_WHO = {"declaration_id": ID_C, "revision": 1, "person_id": ID_A, "unit_id": ID_B}
CASE_OPENED = EventType(
    "audit.case_opened", "case", CaseOpened,
    _WHO | {"case_number": "CF2026-000001", "notice_id": "chifeng-2026", "plan_id": "k12-associate-senior-county",
            "level_group": "senior", "route_id": "county-k12-senior", "stages": [STAGE], "current": STAGE,
            "paper_due_on": "2026-07-20", "paper_due_clause": "chifeng-2026/3.1.1"},
)  # fmt: skip
CASE_REDATED = EventType(
    "audit.case_redated", "case", CaseRedated,
    _WHO | {"notice_version": 2, "level_group": "senior", "stages": [STAGE], "current": STAGE,
            "waiting_report": False, "paper_due_on": "2026-07-20", "paper_due_clause": "chifeng-2026/3.1.1"},
)  # fmt: skip
STAGE_APPROVED = EventType(
    "audit.stage_approved", "case", StageApproved,
    _WHO | {"level_group": "senior", "stage": STAGE, "decision": DECISION, "statements": [STATEMENT],
            "waiting_report": False, "next": STAGE},
)  # fmt: skip
STAGE_ENTERED = EventType("audit.stage_entered", "case", StageEntered, _WHO | {"level_group": "senior", "stage": STAGE})
DECLARATION_RETURNED = EventType(
    "audit.declaration_returned", "case", DeclarationReturned,
    _WHO | {"case_number": "CF2026-000001", "notice_id": "chifeng-2026", "person_name": "张三",
            "unit_name": "红山区第一小学", "plan_name": "旗县区中小学教师副高级", "stage": STAGE,
            "decision": DECISION, "deadline": WHEN, "deadline_clause": "chifeng-2026/3.4", "provisional": False,
            "return_number": 1, "overridden": False,
            "corrections": [{"number": 1, "path": "materials.diploma", "place": "学历证书",
                             "defect": "学历证书扫描件不清晰",
                             "remedy": "重新上传清晰扫描件", "clause": "chifeng-2026/4.2.1"}]},
)  # fmt: skip
RETURN_REDATED = EventType(
    "audit.return_redated", "case", ReturnRedated,
    _WHO | {"case_number": "CF2026-000001", "notice_id": "chifeng-2026", "level_group": "senior", "return_number": 1,
            "deadline_before": WHEN, "deadline": WHEN, "deadline_clause": "chifeng-2026/3.4"},
)  # fmt: skip
DECLARATION_REJECTED = EventType(
    "audit.declaration_rejected", "case", DeclarationRejected,
    _WHO | {"case_number": "CF2026-000001", "stage": STAGE, "decision": DECISION, "reason_code": "out_of_scope",
            "clause": "chifeng-2026/1"},
)  # fmt: skip
CASE_CLOSED = EventType(
    "audit.case_closed", "case", CaseClosed,
    {"declaration_id": ID_C, "person_id": ID_A, "unit_id": ID_B, "reason": "stage_overdue",
     "clause": "chifeng-2026/3.3", "at": WHEN},
)  # fmt: skip
DECLARATION_PASSED = EventType(
    "audit.declaration_passed", "case", DeclarationPassed,
    _WHO | {"case_number": "CF2026-000001", "dossier_digest": DIGEST, "notice_id": "chifeng-2026",
            "plan_id": "k12-associate-senior-county", "plan_name": "旗县区中小学教师副高级",
            "committee_code": "chifeng-k12-senior", "series": "k12_teacher", "series_name": "中小学教师",
            "major": "小学语文", "level": "associate_senior", "level_group": "senior", "title": "高级教师",
            "track": "socialised", "mode": "online_blind_with_paper", "person_name": "张三", "sex": "女",
            "birth_date": "1985-10-02", "id_number_sealed": SEALED, "id_number_masked": HIDDEN_ID_NUMBER,
            "photo_key": None, "unit_name": "红山区第一小学", "unit_nature": "public_institution",
            "unit_tier": "county", "unit_sector": "education", "unit_specialised_sme": False, "region": "150402",
            "unit_stationed": False, "unit_entrusted": None, "statements": [STATEMENT],
            "decisions": [DECISION], "at": WHEN},
)  # fmt: skip
INTEGRITY_RECORDED = EventType(
    "audit.integrity_recorded", "case", IntegrityRecorded,
    {"declaration_id": ID_C, "person_id": ID_A, "notice_id": "chifeng-2026", "reason": "false_material",
     "recorded_on": "2026-06-20", "clause": "chifeng-2026/7.1", "until": "2029-06-20"},
)  # fmt: skip
CHARGE_RECORDED = EventType(
    "audit.charge_recorded", "case", ChargeRecorded,
    {"declaration_id": ID_C, "person_id": ID_A, "unit_id": ID_B, "kind": "review", "amount_fen": 56000,
     "organisation_id": ID_D, "organisation_name": "赤峰市人力资源和社会保障局", "receipt": "0001234567", "at": WHEN,
     "clause": "chifeng-2026/7.3"},
)  # fmt: skip
