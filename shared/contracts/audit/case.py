"""What the audit service publishes about the case of a declaration: a part of its contract."""

from __future__ import annotations

from marshmallow import fields

from shared.contracts.audit.stage import DECISION, STAGE, STATEMENT, Correction, Decision, StageFacts, Statement
from shared.contracts.base import (
    LEVEL_GROUPS,
    LEVELS,
    Contract,
    EventType,
    day,
    digest_text,
    flag,
    instant,
    many,
    maybe_flag,
    maybe_text,
    number,
    one,
    one_of,
    text,
    texts,
)
from shared.contracts.samples import DIGEST, ID_A, ID_B, ID_C, ID_D, SEALED, WHEN


class PostCount(Contract):
    """The post computation of a report: one body (unit, county code or department) and base (a level, or senior)."""

    body = text()
    base = text()
    clause = text()
    over_percent = number()
    approved = number()
    filled = number()
    vacant = fields.Integer(required=True, strict=True)
    allowance = number()
    applications = number()
    over = number()
    not_stated = texts()


class CaseOpened(Contract):
    """A submitted declaration is under audit; also published for each resubmitted revision."""

    declaration_id = text()
    case_number = text()
    revision = number(1)
    notice_id = text()
    plan_id = text()
    level_group = one_of(*LEVEL_GROUPS)
    person_id = text()
    unit_id = text()
    route_id = text()
    stages = many(StageFacts)
    current = one(StageFacts)


class CaseRedated(Contract):
    """An amended notice gives the stages other days; `current` is null while the applicant has the case."""

    declaration_id = text()
    revision = number(1)
    notice_version = number(1)
    level_group = one_of(*LEVEL_GROUPS)
    person_id = text()
    unit_id = text()
    stages = many(StageFacts)
    current = one(StageFacts, allow_none=True)
    waiting_report = flag()


class StageApproved(Contract):
    """A stage has said yes; `next` is the stage that now holds the case, null when it waits for the roster report
    (`waiting_report`) or was the last."""

    declaration_id = text()
    revision = number(1)
    person_id = text()
    unit_id = text()
    level_group = one_of(*LEVEL_GROUPS)
    stage = one(StageFacts)
    decision = one(Decision)
    statements = many(Statement)
    waiting_report = flag()
    next = fields.Nested(StageFacts, allow_none=True, load_default=None)


class StageEntered(Contract):
    """The case has moved up with its organisation's report and is now held by `stage`."""

    declaration_id = text()
    revision = number(1)
    person_id = text()
    unit_id = text()
    level_group = one_of(*LEVEL_GROUPS)
    stage = one(StageFacts)


class DeclarationReturned(Contract):
    """退回 with the complete list of corrections and the deadline in the applicant's hands."""

    declaration_id = text()
    case_number = text()
    revision = number(1)
    notice_id = text()
    person_id = text()
    person_name = text()
    unit_id = text()
    unit_name = text()
    plan_name = text()
    stage = one(StageFacts)
    decision = one(Decision)
    corrections = many(Correction)
    deadline = instant()
    deadline_clause = text()
    provisional = flag()
    return_number = number(1)
    overridden = flag()


class ReturnRedated(Contract):
    """The year is announced: the deadline of a `provisional` return is certain now, never earlier than was told."""

    declaration_id = text()
    case_number = text()
    revision = number(1)
    notice_id = text()
    level_group = one_of(*LEVEL_GROUPS)
    person_id = text()
    unit_id = text()
    return_number = number(1)
    deadline_before = instant()
    deadline = instant()
    deadline_clause = text()


class DeclarationRejected(Contract):
    """Out of scope or false material: the case is closed for good."""

    declaration_id = text()
    case_number = text()
    revision = number(1)
    person_id = text()
    unit_id = text()
    stage = one(StageFacts)
    decision = one(Decision)
    reason_code = text()
    clause = text()


class CaseClosed(Contract):
    """The case ended without a decision of a stage: lapsed, withdrawn, or overdue at a stage."""

    declaration_id = text()
    person_id = text()
    unit_id = text()
    reason = one_of("lapsed", "withdrawn", "stage_overdue")
    clause = text()
    at = instant()


class DeclarationPassed(Contract):
    """Passed every stage of audit: ready for a committee's session."""

    declaration_id = text()
    case_number = text()
    revision = number(1)
    dossier_digest = digest_text()
    notice_id = text()
    plan_id = text()
    plan_name = text()
    committee_code = text()
    series = text()
    series_name = text()
    major = text()
    level = one_of(*LEVELS)
    level_group = one_of(*LEVEL_GROUPS)
    title = text()
    track = text()
    mode = text()
    person_id = text()
    person_name = text()
    sex = text()
    birth_date = day()
    id_number_sealed = text()
    id_number_masked = text()
    photo_key = maybe_text()
    unit_id = text()
    unit_name = text()
    unit_nature = text()
    unit_tier = text()
    unit_sector = maybe_text()
    unit_specialised_sme = maybe_flag()
    unit_stationed = flag()
    unit_entrusted = maybe_flag()
    region = text()
    statements = many(Statement)
    decisions = many(Decision)
    at = instant()


class IntegrityRecorded(Contract):
    """诚信档案: knowingly false material, kept for the years that a notice says."""

    declaration_id = text()
    person_id = text()
    notice_id = text()
    reason = text()
    recorded_on = day()
    clause = text()


class ChargeRecorded(Contract):
    """收费: a fee of the notice's schedule was taken; money in fen, `receipt` is the number of the receipt."""

    declaration_id = text()
    person_id = text()
    unit_id = text()
    kind = one_of("review", "certificate")
    amount_fen = number(1)
    organisation_id = text()
    organisation_name = text()
    receipt = text()
    at = instant()
    clause = text()


_WHO = {"declaration_id": ID_C, "revision": 1, "person_id": ID_A, "unit_id": ID_B}
CASE_OPENED = EventType(
    "audit.case_opened", "case", CaseOpened,
    _WHO | {"case_number": "CF2026-000001", "notice_id": "chifeng-2026", "plan_id": "k12-associate-senior-county",
            "level_group": "senior", "route_id": "county-k12-senior", "stages": [STAGE], "current": STAGE},
)  # fmt: skip
CASE_REDATED = EventType(
    "audit.case_redated", "case", CaseRedated,
    _WHO | {"notice_version": 2, "level_group": "senior", "stages": [STAGE], "current": STAGE,
            "waiting_report": False},
)  # fmt: skip
STAGE_APPROVED = EventType(
    "audit.stage_approved", "case", StageApproved,
    _WHO | {"level_group": "senior", "stage": STAGE, "decision": DECISION, "statements": [STATEMENT],
            "waiting_report": False, "next": STAGE},
)  # fmt: skip
STAGE_ENTERED = EventType(
    "audit.stage_entered", "case", StageEntered, _WHO | {"level_group": "senior", "stage": STAGE}
)  # fmt: skip
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
            "birth_date": "1985-10-02", "id_number_sealed": SEALED, "id_number_masked": "150402********1234",
            "photo_key": None, "unit_name": "红山区第一小学", "unit_nature": "public_institution",
            "unit_tier": "county", "unit_sector": "education", "unit_specialised_sme": False, "region": "150402",
            "unit_stationed": False, "unit_entrusted": None, "statements": [STATEMENT],
            "decisions": [DECISION], "at": WHEN},
)  # fmt: skip
INTEGRITY_RECORDED = EventType(
    "audit.integrity_recorded", "case", IntegrityRecorded,
    {"declaration_id": ID_C, "person_id": ID_A, "notice_id": "chifeng-2026", "reason": "false_material",
     "recorded_on": "2026-06-20", "clause": "chifeng-2026/7.1"},
)  # fmt: skip
CHARGE_RECORDED = EventType(
    "audit.charge_recorded", "case", ChargeRecorded,
    {"declaration_id": ID_C, "person_id": ID_A, "unit_id": ID_B, "kind": "review", "amount_fen": 56000,
     "organisation_id": ID_D, "organisation_name": "赤峰市人力资源和社会保障局", "receipt": "0001234567", "at": WHEN,
     "clause": "chifeng-2026/7.3"},
)  # fmt: skip
