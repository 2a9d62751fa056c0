"""What the declaration service publishes, and its RPC names."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from shared.contracts import openings
from shared.contracts.base import Digest, EventType, Number, Stream
from shared.contracts.declaration.dossier import Dossier
from shared.contracts.samples import DIGEST, DOSSIER, ID_A, ID_B, ID_C, WHEN
from shared.contracts.trail import TRAILS
from shared.wire.types import Doc, Opaque, Shaped, record

RPC = (
    "publish_notice", "list_notices", "get_notice", "get_clause", "list_dictionary", "list_plans", "get_plan",
    "list_asked_facts", "register_person", "update_profile", "open_photo_upload", "set_photo", "verify_profile",
    "return_profile", "list_waiting_profiles", "correct_id_number", "settle_id_number", "get_person",
    *openings.RPC,
    "check_eligibility", "start_declaration", "fill_dossier", "open_upload", "attach_material", "remove_material",
    "sign_commitment", "submit_declaration", "withdraw_declaration", "get_declaration", "list_declarations",
    "get_progress", "check_draft", "get_dossier", "compare_revisions", "open_material", "get_amendment",
    "list_rechecks", "accept_amendment", "run_due",
)  # fmt: skip


@record
class NoticePublished:
    """年度通知 published; the policy pack travels by value (`pack` is the parsed YAML)."""

    notice_id: str
    version: Number
    digest: Digest
    pack: Annotated[dict[str, Any], Opaque("a policy pack as its YAML reads")]


@record
class PersonRegistered:
    """A person has an account; names travel only where a reader needs them."""

    person_id: str
    name: str
    unit_id: str


@record
class ProfileWaiting:
    """The profile is complete, as it was not before or as nobody has seen it yet: it waits for the unit's word."""

    person_id: str
    unit_id: str


@record
class ProfileVerified:
    """The unit, or with the reason the body above it, has verified the person's profile."""

    person_id: str
    unit_id: str
    verified_by: str
    organisation_id: str | None = None
    substitute_reason: str | None = None


@record
class ProfileReturned:
    """The unit, or the body above it, has sent the profile back; what it says stays in this service."""

    person_id: str
    unit_id: str
    organisation_id: str
    parts: Annotated[tuple[str, ...], Doc("which parts are to be mended; empty: the profile as a whole")] = ()


SettledBy = Literal["unit", "body_above", "identity_provider"]


@record
class IdNumberSettled:
    """An ID number that several people stated was found to be this person's."""

    person_id: str
    unit_id: str
    by: Annotated[SettledBy, Doc("whose word it rests on")]
    voided: Annotated[Number, Doc("how many other claims fell")]


@record
class IdNumberVoided:
    """The ID number that this person stated was found to be somebody else's: he has to correct it."""

    person_id: str
    unit_id: str
    declaration_ids: Annotated[tuple[str, ...], Doc("what he has filed or begun under it")]


@record
class Started:
    """A draft exists and the plan is chosen; `closes_on` is the last day to submit."""

    declaration_id: str
    person_id: str
    unit_id: str
    notice_id: str
    plan_id: str
    level_group: str
    closes_on: date


@record
class Submitted:
    """提交申报: the dossier of this revision, by value, with its digest."""

    declaration_id: str
    revision: Number
    digest: Digest
    answers_return: str | None = None
    dossier: Annotated[dict[str, Any], Opaque("dossier.py: its digest is that of the JSON as it came"), Shaped(Dossier)]


@record
class Withdrawn:
    """The applicant took the declaration back."""

    declaration_id: str
    person_id: str
    reason: str | None = None


@record
class Lapsed:
    """视为放弃: a deadline passed in the applicant's hands; `clause` says which."""

    declaration_id: str
    person_id: str
    unit_id: str
    reason: str
    clause: str
    deadline: datetime | None = None
    at: datetime


@record
class RecheckFinding:
    """One thing that a new version of the notice changes for a declaration; texts are for people."""

    kind: str
    effect: Literal["better", "worse", "neutral"]
    subject: str
    before: str
    after: str
    clause: str | None = None
    message: Annotated[str, Doc("the whole in Chinese")]


@record
class Rechecked:
    """A new version of the notice was held against an open declaration. `settled`: followed, to_answer or kept."""

    declaration_id: str
    person_id: str
    unit_id: str
    notice_id: str
    from_version: Number
    notice_version: Number
    title: str
    clause: str
    outcome: Literal["unaffected", "better", "worse"]
    settled: Literal["followed", "to_answer", "kept"]
    findings: tuple[RecheckFinding, ...]


@record
class Amended:
    """From now on another version of the notice counts for this declaration; `closes_on` is its last day to submit."""

    declaration_id: str
    person_id: str
    unit_id: str
    notice_id: str
    from_version: Number
    notice_version: Number
    level_group: str
    state: Literal["draft", "submitted", "returned"]
    closes_on: date


NOTICE_PUBLISHED = EventType(
    "declaration.notice_published", "notice", NoticePublished,
    {"notice_id": "chifeng-2026", "version": 1, "digest": DIGEST, "pack": {"id": "chifeng-2026"}},
)  # fmt: skip
PERSON_REGISTERED = EventType(
    "declaration.person_registered", "person", PersonRegistered, {"person_id": ID_A, "name": "张三", "unit_id": ID_B}
)
PROFILE_WAITING = EventType(
    "declaration.profile_waiting", "person", ProfileWaiting, {"person_id": ID_A, "unit_id": ID_B}
)
PROFILE_VERIFIED = EventType(
    "declaration.profile_verified", "person", ProfileVerified,
    {"person_id": ID_A, "unit_id": ID_B, "verified_by": ID_C},
)  # fmt: skip
PROFILE_RETURNED = EventType(
    "declaration.profile_returned", "person", ProfileReturned,
    {"person_id": ID_A, "unit_id": ID_B, "organisation_id": ID_B, "parts": ["education"]},
)  # fmt: skip
ID_NUMBER_SETTLED = EventType(
    "declaration.id_number_settled", "person", IdNumberSettled,
    {"person_id": ID_A, "unit_id": ID_B, "by": "unit", "voided": 1},
)  # fmt: skip
ID_NUMBER_VOIDED = EventType(
    "declaration.id_number_voided", "person", IdNumberVoided,
    {"person_id": ID_C, "unit_id": ID_B, "declaration_ids": []},
)  # fmt: skip
STARTED = EventType(
    "declaration.started", "declaration", Started,
    {"declaration_id": ID_C, "person_id": ID_A, "unit_id": ID_B, "notice_id": "chifeng-2026",
     "plan_id": "k12-associate-senior-county", "level_group": "senior", "closes_on": "2026-07-10"},
)  # fmt: skip
SUBMITTED = EventType(
    "declaration.submitted", "declaration", Submitted,
    {"declaration_id": ID_C, "revision": 1, "digest": DIGEST, "answers_return": None, "dossier": DOSSIER},
)  # fmt: skip
WITHDRAWN = EventType(
    "declaration.withdrawn", "declaration", Withdrawn, {"declaration_id": ID_C, "person_id": ID_A, "reason": None}
)
LAPSED = EventType(
    "declaration.lapsed", "declaration", Lapsed,
    {"declaration_id": ID_C, "person_id": ID_A, "unit_id": ID_B, "reason": "return_deadline_passed",
     "clause": "chifeng-2026/3.4", "deadline": WHEN, "at": WHEN},
)  # fmt: skip
RECHECKED = EventType(
    "declaration.rechecked", "declaration", Rechecked,
    {"declaration_id": ID_C, "person_id": ID_A, "unit_id": ID_B, "notice_id": "chifeng-2026", "from_version": 1,
     "notice_version": 2, "title": "关于调整申报时间的补充通知", "clause": "chifeng-2026/3.2", "outcome": "better",
     "settled": "followed",
     "findings": [{"kind": "window_moved", "effect": "better", "subject": "filing",
                   "before": "2026-06-11—2026-07-10", "after": "2026-06-11—2026-07-17",
                   "clause": "chifeng-2026/3.2", "message": "网上申报时间调整"}]},
)  # fmt: skip
AMENDED = EventType(
    "declaration.amended", "declaration", Amended,
    {"declaration_id": ID_C, "person_id": ID_A, "unit_id": ID_B, "notice_id": "chifeng-2026", "from_version": 1,
     "notice_version": 2, "level_group": "senior", "state": "draft", "closes_on": "2026-07-17"},
)  # fmt: skip

NOTICE = Stream("declaration", "notice", (NOTICE_PUBLISHED,))
PERSON = Stream(
    "declaration",
    "person",
    (PERSON_REGISTERED, PROFILE_WAITING, PROFILE_VERIFIED, PROFILE_RETURNED, ID_NUMBER_SETTLED, ID_NUMBER_VOIDED),
)
DECLARATION = Stream("declaration", "declaration", (STARTED, SUBMITTED, WITHDRAWN, LAPSED, RECHECKED, AMENDED))
TRAIL = TRAILS["declaration"]
STREAMS = (NOTICE, PERSON, DECLARATION, TRAIL)
