"""What the declaration service publishes, and its RPC names."""

from __future__ import annotations

from shared.contracts.base import (
    Contract,
    EventType,
    Stream,
    day,
    digest_text,
    free_object,
    instant,
    many,
    maybe_instant,
    maybe_text,
    number,
    one,
    one_of,
    text,
)
from shared.contracts.declaration.dossier import Dossier
from shared.contracts.samples import DIGEST, DOSSIER, ID_A, ID_B, ID_C, WHEN

RPC = (
    "publish_notice", "list_notices", "list_plans", "register_person", "update_profile",
    "open_photo_upload", "set_photo", "verify_profile", "get_person",
    "check_eligibility", "start_declaration", "fill_dossier", "open_upload", "attach_material", "remove_material",
    "sign_commitment", "submit_declaration", "withdraw_declaration", "get_declaration", "list_declarations",
    "get_progress", "get_dossier", "get_amendment", "list_rechecks", "accept_amendment", "run_due",
)  # fmt: skip


class NoticePublished(Contract):
    """年度通知 published; the policy pack travels by value (`pack` is the parsed YAML)."""

    notice_id = text()
    version = number(1)
    digest = digest_text()
    pack = free_object()


class PersonRegistered(Contract):
    """A person has an account; names travel only where a reader needs them."""

    person_id = text()
    name = text()
    unit_id = text()


class ProfileVerified(Contract):
    """The unit, or with the reason the body above it, has verified the person's profile."""

    person_id = text()
    unit_id = text()
    verified_by = text()
    organisation_id = maybe_text()
    substitute_reason = maybe_text()


class Started(Contract):
    """A draft exists and the plan is chosen; `closes_on` is the last day to submit."""

    declaration_id = text()
    person_id = text()
    unit_id = text()
    notice_id = text()
    plan_id = text()
    level_group = text()
    closes_on = day()


class Submitted(Contract):
    """提交申报: the dossier of this revision, by value, with its digest."""

    declaration_id = text()
    revision = number(1)
    digest = digest_text()
    answers_return = maybe_text()
    dossier = one(Dossier)


class Withdrawn(Contract):
    """The applicant took the declaration back."""

    declaration_id = text()
    person_id = text()
    reason = maybe_text()


class Lapsed(Contract):
    """视为放弃: a deadline passed in the applicant's hands; `clause` says which."""

    declaration_id = text()
    person_id = text()
    unit_id = text()
    reason = text()
    clause = text()
    deadline = maybe_instant()
    at = instant()


class Finding(Contract):
    """One difference that a new version makes for one declaration; `message` is for people."""

    kind = text()
    effect = one_of("better", "worse", "neutral")
    subject = text()
    before = text()
    after = text()
    clause = maybe_text()
    message = text()


class Rechecked(Contract):
    """A new version of the notice was held against an open declaration. `settled`: followed, to_answer or kept."""

    declaration_id = text()
    person_id = text()
    unit_id = text()
    notice_id = text()
    from_version = number(1)
    notice_version = number(1)
    title = text()
    clause = text()
    outcome = one_of("unaffected", "better", "worse")
    settled = one_of("followed", "to_answer", "kept")
    findings = many(Finding)


class Amended(Contract):
    """From now on another version of the notice counts for this declaration; `closes_on` is its last day to submit."""

    declaration_id = text()
    person_id = text()
    unit_id = text()
    notice_id = text()
    from_version = number(1)
    notice_version = number(1)
    level_group = text()
    state = one_of("draft", "submitted", "returned")
    closes_on = day()


NOTICE_PUBLISHED = EventType(
    "declaration.notice_published", "notice", NoticePublished,
    {"notice_id": "chifeng-2026", "version": 1, "digest": DIGEST, "pack": {"id": "chifeng-2026"}},
)  # fmt: skip
PERSON_REGISTERED = EventType(
    "declaration.person_registered", "person", PersonRegistered, {"person_id": ID_A, "name": "张三", "unit_id": ID_B}
)
PROFILE_VERIFIED = EventType(
    "declaration.profile_verified", "person", ProfileVerified,
    {"person_id": ID_A, "unit_id": ID_B, "verified_by": ID_C},
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
PERSON = Stream("declaration", "person", (PERSON_REGISTERED, PROFILE_VERIFIED))
DECLARATION = Stream("declaration", "declaration", (STARTED, SUBMITTED, WITHDRAWN, LAPSED, RECHECKED, AMENDED))
STREAMS = (NOTICE, PERSON, DECLARATION)
