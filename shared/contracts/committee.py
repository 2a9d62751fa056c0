"""What the committee service publishes, and its RPC names."""

from __future__ import annotations

from shared.contracts import oversight, scoring
from shared.contracts.audit import Contact, PublicityPerson
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
    maybe_many,
    maybe_text,
    number,
    one,
    one_of,
    text,
    texts,
)
from shared.contracts.committee_draw import PANEL_DRAWN as PANEL_DRAWN
from shared.contracts.committee_draw import RECUSAL_DECLARED as RECUSAL_DECLARED
from shared.contracts.committee_draw import SEED_COMMITTED as SEED_COMMITTED
from shared.contracts.recognition import RECOGNISED as RECOGNISED
from shared.contracts.recognition import RECOGNITION_DECIDED as RECOGNITION_DECIDED
from shared.contracts.recognition import deciding
from shared.contracts.samples import DIGEST, ID_A, ID_B, ID_C, ID_D, SEALED, WHEN
from shared.contracts.session_days import SESSION_RECONVENED as SESSION_RECONVENED
from shared.contracts.session_days import SESSION_RESCHEDULED as SESSION_RESCHEDULED

RPC = (
    "register_committee", "approve_committee", "get_committee", "list_committees", "open_pool_upload", "import_pool",
    "schedule_session", "assign_declarations", "commit_seed", "draw_panel", "declare_recusal", "file_plan",
    "consent_to_plan", "check_in", "open_session", "reconvene_session", "collect_ballots", "cast_ballots",
    "close_voting", "post_results", "file_objection", "resolve_objection", "close_results", "report_package",
    "approve_results", "recognise_declarations", "reschedule_session",
    "get_session", "list_sessions", "get_review", "get_certificate", "verify_certificate", "run_due",
    *oversight.RPC, *scoring.RPC,
)  # fmt: skip


class CommitteeState(Contract):
    """评委会: registered, and with the approval its validity; the whole state is in the event.

    A body that recognises has no members: its `size` is 0.
    """

    committee_id = text()
    code = text()
    name = text()
    level_group = one_of(*LEVEL_GROUPS)
    series = texts()
    majors = texts()
    region = text()
    scope_kind = one_of("series", "major")
    decides = deciding()
    size = number(0)
    office_id = text()
    office_name = text()
    authority_id = text()
    authority_name = text()
    valid_from = day()
    valid_to = day()
    approved = flag()


class PoolImported(Contract):
    """专家库 read from a workbook: counts only, experts stay in the committee service."""

    committee_id = text()
    imported = number(0)
    rejected = number(0)
    pool_size = number(0)
    snapshot_digest = digest_text()


class SessionScheduled(Contract):
    """评审会议 planned; `plan_due_on` is the last day to file the plan, `review_due_on` that of the review."""

    session_id = text()
    committee_id = text()
    committee_name = text()
    notice_id = text()
    office_id = text()
    authority_id = text()
    level_group = one_of(*LEVEL_GROUPS)
    meeting_on = day()
    plan_due_on = day()
    plan_due_clause = text()
    review_due_on = maybe_day()
    review_due_clause = maybe_text()
    place = text()


class PlanFiled(Contract):
    """评审实施方案 filed with the authority, so many days before the meeting."""

    session_id = text()
    office_id = text()
    filed_on = day()
    meeting_on = day()
    days_before = number(0)
    applications = number(0)
    clause = text()


class PlanAnswered(Contract):
    """The authority has consented to the plan, or sent it back to the office with its opinion."""

    session_id = text()
    office_id = text()
    authority_id = text()
    agreed = flag()
    opinion = text()
    meeting_on = day()
    plan_due_on = day()
    answered_on = day()
    clause = text()


class SessionOpened(Contract):
    """Quorum reached; voting may begin."""

    session_id = text()
    panel_size = number(1)
    present = number(0)
    quorum = number(1)
    clause = text()


class SessionAdjourned(Contract):
    """Quorum failed; nothing was voted on."""

    session_id = text()
    office_id = text()
    panel_size = number(1)
    present = number(0)
    quorum = number(1)
    clause = text()


class GroupFigures(Contract):
    """One group reviewed apart; `group_id` null: those reviewed together. `pass_rate` ("3/5") where it has its own."""

    group_id = maybe_text()
    name = text()
    clause = maybe_text()
    assigned = number(0)
    candidates = number(0)
    passed = number(0)
    not_passed = number(0)
    pass_rate = maybe_text()


class SessionConcluded(Contract):
    """All ballots counted; `report_due_on` is the last day for the reporting package."""

    session_id = text()
    committee_id = text()
    office_id = text()
    concluded_on = day()
    present = number(1)
    candidates = number(0)
    passed = number(0)
    not_passed = number(0)
    report_due_on = day()
    report_due_clause = text()
    groups = maybe_many(GroupFigures)


class ResultsPosted(Contract):
    """Result publicity of those who passed."""

    session_id = text()
    kind = deciding()
    publicity_id = text()
    notice_id = text()
    committee_name = text()
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


class ResultObjection(Contract):
    """An objection to a result: filed, or with its outcome once resolved."""

    session_id = text()
    objection_id = text()
    declaration_id = text()
    outcome = one_of("open", "upheld", "dismissed")
    at = instant()


class ResultsClosed(Contract):
    """Result publicity is over and every objection has an outcome."""

    session_id = text()
    office_id = text()
    closed_on = day()
    objections = number(0)
    upheld = number(0)


class PassRow(Contract):
    """One line of the 通过人员花名册, complete; votes are the counts of the secret ballot."""

    declaration_id = text()
    case_number = text()
    dossier_digest = digest_text()
    person_id = text()
    person_name = text()
    sex = text()
    birth_date = day()
    id_number_sealed = text()
    unit_name = text()
    region = text()
    series_name = text()
    major = text()
    level = one_of(*LEVELS)
    title = text()
    yes = number(0)
    no = number(0)
    abstain = number(0)
    present = number(0)
    group_name = maybe_text()


class PackageReported(Contract):
    """The reporting package, due one month after the review: pass roster and commitment letter are made from this.

    Of a recognition nobody presided (`chair_name` is empty) and nobody voted (the counts of its rows are 0).
    """

    session_id = text()
    kind = deciding()
    notice_id = text()
    committee_id = text()
    committee_name = text()
    office_id = text()
    office_name = text()
    authority_id = text()
    authority_name = text()
    level_group = one_of(*LEVEL_GROUPS)
    meeting_on = day()
    candidates = number(0)
    passed = number(0)
    not_passed = number(0)
    objections = number(0)
    upheld = number(0)
    publicity_from = day()
    publicity_to = day()
    reported_on = day()
    reported_by = text()
    chair_name = text()
    clause = text()
    rows = many(PassRow)
    groups = maybe_many(GroupFigures)
    scores = maybe_many(scoring.ScoreRow)


class ResultsApproved(Contract):
    """核准备案 by the authority of the plan."""

    session_id = text()
    authority_id = text()
    authority_name = text()
    approved_on = day()
    approved = number(0)
    opinion = text()
    clause = text()


class Assigned(Contract):
    """A declaration is on a session's list under its blind number."""

    declaration_id = text()
    session_id = text()
    committee_id = text()
    committee_name = text()
    blind_no = text()
    meeting_on = day()
    group_id = maybe_text()


class Reviewed(Contract):
    """The committee has voted on a declaration: counts of the secret ballot and the outcome."""

    declaration_id = text()
    session_id = text()
    person_id = text()
    present = number(1)
    yes = number(0)
    no = number(0)
    abstain = number(0)
    outcome = one_of("passed", "not_passed")
    reviewed_on = day()
    clause = text()


class ResultCancelled(Contract):
    """A passed result was cancelled: an objection was upheld."""

    declaration_id = text()
    session_id = text()
    person_id = text()
    reason = text()
    clause = text()


class Approved(Contract):
    """The authority approved this person's title."""

    declaration_id = text()
    session_id = text()
    person_id = text()
    authority_name = text()
    approved_on = day()


class CertificateIssued(Contract):
    """电子职称证书: everything printed on it; `passed_on` is the day from which the title counts."""

    declaration_id = text()
    session_id = text()
    kind = deciding()
    certificate_number = text()
    person_id = text()
    person_name = text()
    sex = text()
    birth_date = day()
    id_number_sealed = text()
    id_number_masked = text()
    photo_key = maybe_text()
    unit_name = text()
    series_name = text()
    major = text()
    level = one_of(*LEVELS)
    title = text()
    committee_name = text()
    passed_on = day()
    issued_on = day()
    authority_name = text()
    clause = text()


_COMMITTEE = {
    "committee_id": ID_B, "code": "chifeng-k12-senior", "name": "赤峰市中小学教师高级职称评审委员会",
    "level_group": "senior", "series": ["k12_teacher"], "majors": [], "region": "150400", "scope_kind": "series",
    "size": 25, "office_id": ID_D, "office_name": "赤峰市教育局", "authority_id": ID_A,
    "authority_name": "赤峰市人力资源和社会保障局", "valid_from": "2026-01-01", "valid_to": "2028-12-31",
    "approved": True,
}  # fmt: skip
_PERSON_LINE = {
    "declaration_id": ID_C, "name": "张三", "unit_name": "红山区第一小学", "series_name": "中小学教师",
    "major": "小学语文", "title": "高级教师",
}  # fmt: skip
_GROUPS = [
    {"group_id": None, "name": "其他申报人员", "clause": None, "assigned": 30, "candidates": 30, "passed": 22,
     "not_passed": 8, "pass_rate": None},
    {"group_id": "non-public", "name": "非公有制领域专业技术人员", "clause": "chifeng-2026/5.5.2", "assigned": 10,
     "candidates": 10, "passed": 8, "not_passed": 2, "pass_rate": None},
]  # fmt: skip
_ROW = {
    "declaration_id": ID_C, "case_number": "CF2026-000001", "dossier_digest": DIGEST, "person_id": ID_A,
    "person_name": "张三", "sex": "女", "birth_date": "1985-10-02", "id_number_sealed": SEALED,
    "unit_name": "红山区第一小学", "region": "150402", "series_name": "中小学教师", "major": "小学语文",
    "level": "associate_senior", "title": "高级教师", "yes": 15, "no": 1, "abstain": 1, "present": 17,
    "group_name": "其他申报人员",
}  # fmt: skip

COMMITTEE_REGISTERED = EventType("committee.committee_registered", "committee", CommitteeState, _COMMITTEE)
COMMITTEE_APPROVED = EventType("committee.committee_approved", "committee", CommitteeState, _COMMITTEE)
POOL_IMPORTED = EventType(
    "committee.pool_imported", "committee", PoolImported,
    {"committee_id": ID_B, "imported": 90, "rejected": 2, "pool_size": 90, "snapshot_digest": DIGEST},
)  # fmt: skip
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
     "applications": 40, "clause": "chifeng-2026/6.3.1"},
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
     "report_due_clause": "chifeng-2026/6.3.3", "groups": _GROUPS},
)  # fmt: skip
RESULTS_POSTED = EventType(
    "committee.results_posted", "session", ResultsPosted,
    {"session_id": ID_D, "publicity_id": ID_A, "notice_id": "chifeng-2026", "committee_name": "评审委员会",
     "organisation_id": ID_D, "organisation_name": "赤峰市教育局", "level_group": "senior",
     "posted_on": "2026-09-11", "ends_on": "2026-09-18", "working_days": 5, "provisional": False,
     "clause": "chifeng-2026/6.3.2", "channel": {"telephone": "0476-0000000", "address": None, "email": None},
     "people": [_PERSON_LINE]},
)  # fmt: skip
RESULT_OBJECTION = EventType(
    "committee.result_objection", "session", ResultObjection,
    {"session_id": ID_D, "objection_id": ID_A, "declaration_id": ID_C, "outcome": "open", "at": WHEN},
)  # fmt: skip
RESULTS_CLOSED = EventType(
    "committee.results_closed", "session", ResultsClosed,
    {"session_id": ID_D, "office_id": ID_D, "closed_on": "2026-09-21", "objections": 1, "upheld": 1},
)  # fmt: skip
PACKAGE_REPORTED = EventType(
    "committee.package_reported", "session", PackageReported,
    {"session_id": ID_D, "notice_id": "chifeng-2026", "committee_id": ID_B, "committee_name": "评审委员会",
     "office_id": ID_D, "office_name": "赤峰市教育局", "authority_id": ID_A,
     "authority_name": "赤峰市人力资源和社会保障局", "level_group": "senior", "meeting_on": "2026-09-10",
     "candidates": 40, "passed": 30, "not_passed": 10, "objections": 1, "upheld": 1,
     "publicity_from": "2026-09-11", "publicity_to": "2026-09-18", "reported_on": "2026-09-22",
     "reported_by": "赵六", "chair_name": "孙七", "clause": "chifeng-2026/6.3.3", "rows": [_ROW],
     "groups": _GROUPS, "scores": [scoring.SCORE_ROW]},
)  # fmt: skip
RESULTS_APPROVED = EventType(
    "committee.results_approved", "session", ResultsApproved,
    {"session_id": ID_D, "authority_id": ID_A, "authority_name": "赤峰市人力资源和社会保障局",
     "approved_on": "2026-10-08", "approved": 29, "opinion": "同意备案。", "clause": "chifeng-2026/6.3.3"},
)  # fmt: skip
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
     "id_number_masked": "150402********1234", "photo_key": None, "unit_name": "红山区第一小学",
     "series_name": "中小学教师", "major": "小学语文", "level": "associate_senior", "title": "高级教师",
     "committee_name": "赤峰市中小学教师高级职称评审委员会", "passed_on": "2026-09-10", "issued_on": "2026-10-08",
     "authority_name": "赤峰市人力资源和社会保障局", "clause": "chifeng-2026/6.3.3"},
)  # fmt: skip

COMMITTEE = Stream(
    "committee", "committee", (COMMITTEE_REGISTERED, COMMITTEE_APPROVED, POOL_IMPORTED, *oversight.OF_COMMITTEE)
)
SESSION = Stream(
    "committee", "session",
    (SESSION_SCHEDULED, SESSION_RESCHEDULED, SEED_COMMITTED, PANEL_DRAWN, RECUSAL_DECLARED, PLAN_FILED, PLAN_ANSWERED,
     SESSION_OPENED, SESSION_ADJOURNED, SESSION_RECONVENED, SESSION_CONCLUDED, RECOGNITION_DECIDED, RESULTS_POSTED,
     RESULT_OBJECTION, RESULTS_CLOSED, PACKAGE_REPORTED, RESULTS_APPROVED, *scoring.OF_SESSION),
)  # fmt: skip
REVIEW = Stream(
    "committee", "review",
    (ASSIGNED, REVIEWED, RECOGNISED, RESULT_CANCELLED, APPROVED, CERTIFICATE_ISSUED, *oversight.OF_REVIEW),
)  # fmt: skip
STREAMS = (COMMITTEE, SESSION, REVIEW)
