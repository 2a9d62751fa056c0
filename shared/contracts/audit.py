"""What the audit service publishes, and its RPC names."""

from __future__ import annotations

from marshmallow import fields

from shared.contracts.base import (
    LEVEL_GROUPS,
    LEVELS,
    Contract,
    EventType,
    Stream,
    day,
    digest_text,
    flag,
    instant,
    many,
    maybe_day,
    maybe_flag,
    maybe_text,
    number,
    one,
    one_of,
    text,
    texts,
)
from shared.contracts.samples import DIGEST, ID_A, ID_B, ID_C, ID_D, SEALED, WHEN

RPC = (
    "register_organisation", "get_organisation", "list_organisations", "list_inbox", "get_case", "approve_stage",
    "return_declaration", "reject_declaration", "post_publicity", "close_publicity", "file_objection",
    "resolve_objection", "get_publicity", "list_publicities", "report_roster", "list_reports", "state_posts",
    "allocate_quota", "check_posts", "record_charge", "run_due",
)  # fmt: skip


class Contact(Contract):
    """Where people reach an organisation."""

    telephone = maybe_text()
    address = maybe_text()
    email = maybe_text()


class OrganisationRegistered(Contract):
    """An organisation exists or has changed; the whole state is in the event."""

    organisation_id = text()
    name = text()
    kind = one_of(
        "unit", "department", "hr_bureau", "committee_office", "talent_service", "association", "service_point"
    )  # fmt: skip
    tier = one_of("township", "county", "city", "region")
    region = text()
    sector = text()
    nature = text()
    parent_id = maybe_text()
    contact = one(Contact)
    seal_reference = maybe_text()
    channel = maybe_text()
    stationed = maybe_flag()
    entrusted = maybe_flag()
    specialised_sme = maybe_flag()
    under_reform = maybe_flag()


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


class StageFacts(Contract):
    """One stage of a case's route; `holder_id` is the organisation that audits it."""

    stage_id = text()
    index = number(0)
    name = text()
    holder_id = text()
    holder_name = text()
    due_on = maybe_day()
    clause = text()


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


class Decision(Contract):
    """Who audits signs and answers: 谁审核、谁签字、谁负责."""

    auditor_id = text()
    auditor_name = text()
    organisation_id = text()
    organisation_name = text()
    opinion = text()
    seal_reference = maybe_text()
    recommendation = maybe_text()
    at = instant()
    clause = text()


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


class Correction(Contract):
    """One line of a 一次性告知书: where, what is wrong, what to do, by which clause."""

    number = number(1)
    path = text()
    defect = text()
    remedy = text()
    clause = text()


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
    return_number = number(1)
    overridden = flag()


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
    region = text()
    decisions = many(Decision)
    at = instant()


class PublicityPerson(Contract):
    """One line of a publicity list: no ID number, ever."""

    declaration_id = text()
    name = text()
    unit_name = text()
    series_name = text()
    major = text()
    title = text()


class PublicityPosted(Contract):
    """公示 of a unit or of a roster; open from the day after posting to `ends_on` inclusive."""

    publicity_id = text()
    scope = one_of("unit", "roster")
    notice_id = text()
    organisation_id = text()
    organisation_name = text()
    level_group = one_of(*LEVEL_GROUPS)
    posted_on = day()
    ends_on = day()
    working_days = number(1)
    provisional = flag()
    clause = text()
    channel = one(Contact)
    people = many(PublicityPerson)


class PublicityClosed(Contract):
    """The period is over and no objection is open."""

    publicity_id = text()
    scope = one_of("unit", "roster")
    notice_id = text()
    organisation_id = text()
    closed_on = day()
    objections = number(0)
    upheld = number(0)
    declaration_ids = texts()


class ObjectionFiled(Contract):
    """Somebody objects to a listed person; what they say stays in the audit service."""

    publicity_id = text()
    objection_id = text()
    declaration_id = text()
    organisation_id = text()
    at = instant()


class ObjectionResolved(Contract):
    """The objection was investigated and closed."""

    publicity_id = text()
    objection_id = text()
    declaration_id = text()
    organisation_id = text()
    outcome = one_of("upheld", "dismissed")
    opinion = text()
    at = instant()


class RosterReported(Contract):
    """A reporting organisation hands up its applicants: the roster file of one level group is made from this list."""

    report_id = text()
    notice_id = text()
    organisation_id = text()
    organisation_name = text()
    contact = one(Contact)
    level_group = one_of(*LEVEL_GROUPS)
    stage_id = text()
    declaration_ids = texts()
    recommendation_report = text()
    reported_by = text()
    reported_at = instant()
    clause = text()
    due_on = maybe_day()
    posts = fields.List(fields.Nested(PostCount))


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


_STAGE = {
    "stage_id": "unit", "index": 0, "name": "用人单位审核", "holder_id": ID_B, "holder_name": "红山区第一小学",
    "due_on": "2026-07-20", "clause": "chifeng-2026/6.1.1",
}  # fmt: skip
_DECISION = {
    "auditor_id": ID_D, "auditor_name": "李四", "organisation_id": ID_B, "organisation_name": "红山区第一小学",
    "opinion": "材料真实完整，同意推荐。", "seal_reference": "SEAL-0001", "recommendation": "民主推荐",
    "at": WHEN, "clause": "chifeng-2026/6.1.1",
}  # fmt: skip
_WHO = {"declaration_id": ID_C, "revision": 1, "person_id": ID_A, "unit_id": ID_B}

ORGANISATION_REGISTERED = EventType(
    "audit.organisation_registered", "organisation", OrganisationRegistered,
    {"organisation_id": ID_B, "name": "红山区第一小学", "kind": "unit", "tier": "county", "region": "150402",
     "sector": "education", "nature": "public_institution", "parent_id": ID_D,
     "contact": {"telephone": "0476-0000000", "address": "红山区", "email": None}, "seal_reference": "SEAL-0001"},
)  # fmt: skip
CASE_OPENED = EventType(
    "audit.case_opened", "case", CaseOpened,
    _WHO | {"case_number": "CF2026-000001", "notice_id": "chifeng-2026", "plan_id": "k12-associate-senior-county",
            "level_group": "senior", "route_id": "county-k12-senior", "stages": [_STAGE], "current": _STAGE},
)  # fmt: skip
CASE_REDATED = EventType(
    "audit.case_redated", "case", CaseRedated,
    _WHO | {"notice_version": 2, "level_group": "senior", "stages": [_STAGE], "current": _STAGE,
            "waiting_report": False},
)  # fmt: skip
STAGE_APPROVED = EventType(
    "audit.stage_approved", "case", StageApproved,
    _WHO | {"level_group": "senior", "stage": _STAGE, "decision": _DECISION, "waiting_report": False, "next": _STAGE},
)  # fmt: skip
STAGE_ENTERED = EventType(
    "audit.stage_entered", "case", StageEntered, _WHO | {"level_group": "senior", "stage": _STAGE}
)  # fmt: skip
DECLARATION_RETURNED = EventType(
    "audit.declaration_returned", "case", DeclarationReturned,
    _WHO | {"case_number": "CF2026-000001", "notice_id": "chifeng-2026", "person_name": "张三",
            "unit_name": "红山区第一小学", "plan_name": "旗县区中小学教师副高级", "stage": _STAGE,
            "decision": _DECISION, "deadline": WHEN, "deadline_clause": "chifeng-2026/3.4", "return_number": 1,
            "overridden": False,
            "corrections": [{"number": 1, "path": "materials.diploma", "defect": "学历证书扫描件不清晰",
                             "remedy": "重新上传清晰扫描件", "clause": "chifeng-2026/4.2.1"}]},
)  # fmt: skip
DECLARATION_REJECTED = EventType(
    "audit.declaration_rejected", "case", DeclarationRejected,
    _WHO | {"case_number": "CF2026-000001", "stage": _STAGE, "decision": _DECISION, "reason_code": "out_of_scope",
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
            "decisions": [_DECISION], "at": WHEN},
)  # fmt: skip
_PUBLICITY = {"publicity_id": ID_D, "scope": "unit", "notice_id": "chifeng-2026", "organisation_id": ID_B}
PUBLICITY_POSTED = EventType(
    "audit.publicity_posted", "publicity", PublicityPosted,
    _PUBLICITY | {"organisation_name": "红山区第一小学", "level_group": "senior", "posted_on": "2026-06-15",
                  "ends_on": "2026-06-23", "working_days": 5, "provisional": False, "clause": "chifeng-2026/6.1.1",
                  "channel": {"telephone": "0476-0000000", "address": None, "email": None},
                  "people": [{"declaration_id": ID_C, "name": "张三", "unit_name": "红山区第一小学",
                              "series_name": "中小学教师", "major": "小学语文", "title": "高级教师"}]},
)  # fmt: skip
PUBLICITY_CLOSED = EventType(
    "audit.publicity_closed", "publicity", PublicityClosed,
    _PUBLICITY | {"closed_on": "2026-06-24", "objections": 0, "upheld": 0, "declaration_ids": [ID_C]},
)  # fmt: skip
_OBJECTION = {"publicity_id": ID_D, "objection_id": ID_A, "declaration_id": ID_C, "organisation_id": ID_B, "at": WHEN}
OBJECTION_FILED = EventType("audit.objection_filed", "publicity", ObjectionFiled, _OBJECTION)
OBJECTION_RESOLVED = EventType(
    "audit.objection_resolved", "publicity", ObjectionResolved,
    _OBJECTION | {"outcome": "dismissed", "opinion": "经调查，反映问题不属实。"},
)  # fmt: skip
ROSTER_REPORTED = EventType(
    "audit.roster_reported", "report", RosterReported,
    {"report_id": ID_D, "notice_id": "chifeng-2026", "organisation_id": ID_B, "organisation_name": "红山区人社局",
     "contact": {"telephone": "0476-0000000", "address": None, "email": None}, "level_group": "senior",
     "stage_id": "county_hr", "declaration_ids": [ID_C], "recommendation_report": "推荐报告正文",
     "reported_by": "王五", "reported_at": WHEN, "clause": "chifeng-2026/4.3.3", "due_on": "2026-07-20",
     "posts": [{"body": "150402", "base": "associate_senior", "clause": "chifeng-2026/5.7", "over_percent": 0,
                "approved": 20, "filled": 17, "vacant": 3, "allowance": 0, "applications": 2, "over": 0,
                "not_stated": []}]},
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

ORGANISATION = Stream("audit", "organisation", (ORGANISATION_REGISTERED,))
CASE = Stream(
    "audit", "case",
    (CASE_OPENED, CASE_REDATED, STAGE_APPROVED, STAGE_ENTERED, DECLARATION_RETURNED, DECLARATION_REJECTED, CASE_CLOSED,
     DECLARATION_PASSED, INTEGRITY_RECORDED, CHARGE_RECORDED),
)  # fmt: skip
PUBLICITY = Stream("audit", "publicity", (PUBLICITY_POSTED, PUBLICITY_CLOSED, OBJECTION_FILED, OBJECTION_RESOLVED))
REPORT = Stream("audit", "report", (ROSTER_REPORTED,))
STREAMS = (ORGANISATION, CASE, PUBLICITY, REPORT)
