"""What the committee service publishes, and its RPC names."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from shared.contracts.base import Count, Digest, EventType, LevelGroup, Number, Stream
from shared.contracts.committee import oversight, scores
from shared.contracts.committee.draw import PANEL_DRAWN, RECUSAL_DECLARED, SEED_COMMITTED
from shared.contracts.committee.recognition import RECOGNISED, RECOGNITION_DECIDED, Deciding
from shared.contracts.committee.results import (
    PACKAGE_REPORTED,
    RESULT_OBJECTION,
    RESULTS_APPROVED,
    RESULTS_CLOSED,
    RESULTS_DECLINED,
    RESULTS_POSTED,
    RESULTS_REDATED,
)
from shared.contracts.committee.review import APPROVED, ASSIGNED, CERTIFICATE_ISSUED, RESULT_CANCELLED, REVIEWED
from shared.contracts.committee.session import (
    PLAN_ANSWERED,
    PLAN_FILED,
    SESSION_ADJOURNED,
    SESSION_CONCLUDED,
    SESSION_OPENED,
    SESSION_SCHEDULED,
)
from shared.contracts.committee.session_days import SESSION_RECONVENED, SESSION_RESCHEDULED
from shared.contracts.samples import DIGEST, ID_A, ID_B, ID_C, ID_D
from shared.contracts.trail import TRAILS
from shared.wire.types import Doc, record

RPC = (
    "register_committee", "approve_committee", "hand_over_office", "get_committee", "list_committees",
    "open_pool_upload", "import_pool",
    "schedule_session", "assign_declarations", "commit_seed", "draw_panel", "declare_recusal", "file_plan",
    "consent_to_plan", "check_in", "open_session", "reconvene_session", "collect_ballots", "cast_ballots",
    "close_voting", "post_results", "file_objection", "resolve_objection", "dismiss_objections", "list_objections",
    "close_results", "report_package", "approve_results", "recognise_declarations", "reschedule_session",
    "get_session", "list_sessions", "get_review", "get_certificate", "verify_certificate",
    "list_draws", "verify_draw", "list_results", "get_results", "run_due",
    "get_objection", "report_investigation", *oversight.RPC, *scores.RPC,
)  # fmt: skip


@record
class CommitteeState:
    """评委会: registered, and with the approval its validity; the whole state is in the event.

    A body that recognises has no members: its `size` is 0.
    """

    committee_id: str
    code: str
    name: str
    level_group: LevelGroup
    series: tuple[str, ...]
    majors: tuple[str, ...]
    region: str
    scope_kind: Literal["series", "major"]
    decides: Deciding = "review"
    size: Count
    office_id: str
    office_name: str
    authority_id: str
    authority_name: str
    substitute_id: str | None = None
    substitute_name: str | None = None
    substitute_reason: str | None = None
    valid_from: date
    valid_to: date
    approved: bool


@record
class CommitteeDeclined:
    """The authority sent the filing of a committee back to be mended, or refused it."""

    committee_id: str
    committee_name: str
    office_id: str
    authority_id: str
    outcome: Literal["returned", "refused"]
    opinion: str
    clause: str | None = None


@record
class TermCount:
    """How many experts' terms end on a day."""

    ends_on: date
    experts: Number


@record
class PoolImported:
    """专家库 read from a workbook: counts only, experts stay in the committee service."""

    committee_id: str
    imported: Count
    rejected: Count
    pool_size: Count
    snapshot_digest: Digest
    committee_name: str | None = None
    office_id: Annotated[str | None, Doc("who does the committee's work")] = None
    terms: Annotated[tuple[TermCount, ...], Doc("soonest first; who has none in the sheet is in none")] = ()


_COMMITTEE = {
    "committee_id": ID_B, "code": "chifeng-k12-senior", "name": "赤峰市中小学教师高级职称评审委员会",
    "level_group": "senior", "series": ["k12_teacher"], "majors": [], "region": "150400", "scope_kind": "series",
    "size": 25, "office_id": ID_D, "office_name": "赤峰市教育局", "authority_id": ID_A,
    "authority_name": "赤峰市人力资源和社会保障局", "valid_from": "2026-01-01", "valid_to": "2028-12-31",
    "approved": True,
}  # fmt: skip
COMMITTEE_REGISTERED = EventType("committee.committee_registered", "committee", CommitteeState, _COMMITTEE)
COMMITTEE_APPROVED = EventType("committee.committee_approved", "committee", CommitteeState, _COMMITTEE)
OFFICE_HANDED_OVER = EventType(
    "committee.office_handed_over", "committee", CommitteeState,
    _COMMITTEE | {"substitute_id": ID_C, "substitute_name": "赤峰市教育局",
                  "substitute_reason": "办事机构唯一经办人为本年度申报人。"},
)  # fmt: skip
COMMITTEE_DECLINED = EventType(
    "committee.committee_declined", "committee", CommitteeDeclined,
    {"committee_id": ID_B, "committee_name": "赤峰市中小学教师高级职称评审委员会", "office_id": ID_D,
     "authority_id": ID_A, "outcome": "returned", "opinion": "请补充评委构成。", "clause": "nmg-2021/7.1"},
)  # fmt: skip
POOL_IMPORTED = EventType(
    "committee.pool_imported", "committee", PoolImported,
    {"committee_id": ID_B, "imported": 90, "rejected": 2, "pool_size": 90, "snapshot_digest": DIGEST,
     "committee_name": "赤峰市中小学教师高级职称评审委员会", "office_id": ID_D,
     "terms": [{"ends_on": "2027-12-31", "experts": 60}, {"ends_on": "2028-12-31", "experts": 30}]},
)  # fmt: skip
COMMITTEE = Stream(
    "committee",
    "committee",
    (
        COMMITTEE_REGISTERED,
        COMMITTEE_APPROVED,
        COMMITTEE_DECLINED,
        OFFICE_HANDED_OVER,
        POOL_IMPORTED,
        *oversight.OF_COMMITTEE,
    ),
)
SESSION = Stream(
    "committee", "session",
    (SESSION_SCHEDULED, SESSION_RESCHEDULED, SEED_COMMITTED, PANEL_DRAWN, RECUSAL_DECLARED, PLAN_FILED, PLAN_ANSWERED,
     SESSION_OPENED, SESSION_ADJOURNED, SESSION_RECONVENED, SESSION_CONCLUDED, RECOGNITION_DECIDED, RESULTS_POSTED,
     RESULTS_REDATED, RESULT_OBJECTION, RESULTS_CLOSED, PACKAGE_REPORTED, RESULTS_APPROVED, RESULTS_DECLINED,
     *scores.OF_SESSION),
)  # fmt: skip
REVIEW = Stream(
    "committee", "review",
    (ASSIGNED, REVIEWED, RECOGNISED, RESULT_CANCELLED, APPROVED, CERTIFICATE_ISSUED, *oversight.OF_REVIEW),
)  # fmt: skip
TRAIL = TRAILS["committee"]
STREAMS = (COMMITTEE, SESSION, REVIEW, TRAIL)
