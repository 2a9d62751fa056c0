"""What callers may read, cut to who they are: experts see blind numbers, applicants never see experts."""

from __future__ import annotations

from typing import Any

from services.committee.domain.committee import Committee
from services.committee.domain.panel import Member
from services.committee.domain.review import Review
from services.committee.domain.session import Session
from services.committee.usecases.bodies import is_party
from services.committee.usecases.committees import committee_state
from services.committee.usecases.common import Request
from services.committee.usecases.ports import Ports
from services.committee.usecases.recusals import near_to_applicants
from services.committee.usecases.scoring_views import sheet
from shared.kernel.errors import forbidden, not_found
from shared.persistence import Tx

OVERSIGHT = frozenset({"supervisor", "operator"})
COUNTS = frozenset({"present", "yes", "no", "abstain"})
STAFF = OVERSIGHT | {"committee_office", "hr_clerk"}
DATES = ("meeting_on", "plan_filed_on", "concluded_on", "report_due_on", "posted_on", "ends_on", "closed_on",
         "reported_on", "approved_on")  # fmt: skip
PLAIN = ("committee_id", "notice_id", "kind", "state", "version", "place", "panel_size", "reconvened",
         "snapshot_digest", "commitment", "transcript_digest", "present", "publicity_id", "reported_late")  # fmt: skip


def get_committee(tx: Tx[Ports], request: Request) -> Request:
    """One committee; its office also sees the report of the last import."""
    committee = tx.ports.committees.get(request["committee_id"])
    [shown] = _registered(tx, [committee])
    if tx.caller.organisation_id == committee.office_id:
        shown["pool"] = committee.pool_report
    return shown


def list_committees(tx: Tx[Ports], request: Request) -> Request:
    """Committees, for everybody."""
    items, cursor, total = tx.ports.committees.page(request)
    return {"items": _registered(tx, items), "next_cursor": cursor, "total": total}


def _registered(tx: Tx[Ports], committees: list[Committee]) -> list[Request]:
    """As the register shows them: approved or not, and whether a measure keeps them from reviewing now."""
    halted = tx.ports.oversight.suspended([one.id for one in committees])
    return [
        {**committee_state(one), "version": one.version, "state": one.state, "suspended": one.id in halted}
        for one in committees
    ]


def get_session(tx: Tx[Ports], request: Request) -> Request:
    """A session in full for office, authority and oversight; for its members the list under blind numbers only."""
    session = tx.ports.sessions.get(request["session_id"])
    members = tx.ports.panels.of_session(session.id)
    reviews = tx.ports.reviews.of_session(session.id)
    if _is_staff_of(tx, session):
        return _for_staff(tx, session, members, reviews)
    own = [one for one in members if one.account == tx.caller.person_id and one.role == "member"]
    if not own:
        raise forbidden("organisation_not_allowed")
    recused = {one.declaration_id for one in tx.ports.panels.recusals(session.id) if one.expert_no == own[0].expert_no}
    items = [{**_blind(one), "recused": one.declaration_id in recused} for one in reviews]
    return {**_heading(tx, session), "items": items, "expert_no": own[0].expert_no, "collected": own[0].collected}


def list_sessions(tx: Tx[Ports], request: Request) -> Request:
    """Sessions of the caller's organisation, of the expert, or all for oversight."""
    scope = {}
    if not tx.caller.roles & OVERSIGHT:
        mine = tx.caller.organisation_id
        staff = mine is not None and bool(tx.caller.roles & STAFF)
        scope = {"organisation_id": mine} if staff and mine else {"account": tx.caller.person_id}
    items, cursor, total = tx.ports.sessions.page(request, scope)
    return {"items": [_heading(tx, session) for session in items], "next_cursor": cursor, "total": total}


def get_review(tx: Tx[Ports], request: Request) -> Request:
    """One declaration before the committee, for its applicant, the session's staff and oversight; experts nowhere."""
    review = tx.ports.reviews.get(request["declaration_id"])
    session = tx.ports.sessions.get(review.session_id) if review.session_id else None
    staff = _is_staff_of(tx, session) if session else bool(tx.caller.roles & STAFF)
    if not staff and tx.caller.person_id != review.person_id:
        raise not_found("review_not_found")
    shown = _outcome(review) if staff else _for_applicant(review)
    if session is not None:
        committee = tx.ports.committees.get(session.committee_id)
        shown |= {"committee_name": committee.name, "meeting_on": session.meeting_on.isoformat()}
    if staff:
        own = [row for row in sheet(tx, session) if row["declaration_id"] == review.declaration_id] if session else []
        shown |= {"blind_no": review.blind_no, "group_id": review.group_id, "committee_code": review.committee_code}
        shown["scores"] = own
    return shown


def get_certificate(tx: Tx[Ports], request: Request) -> Request:
    """The whole certificate for its holder and for the committee's office and authority."""
    certificate = tx.ports.certificates.find(request["number"])
    if certificate is None or not _may_see(tx, certificate.person_id, certificate.session_id):
        raise not_found("certificate_not_found")
    hidden = ("id_number_sealed",)
    facts = {key: value for key, value in certificate.facts.items() if key not in hidden}
    ended = {
        "revoked_on": certificate.revoked_on.isoformat() if certificate.revoked_on else None,
        "revoke_reason": certificate.revoke_reason,
        "revoke_clause": certificate.revoke_clause,
    }
    return {**facts, "state": certificate.state, "version": certificate.version, **ended}


def verify_certificate(tx: Tx[Ports], request: Request) -> Request:
    """For everybody: the least that proves a certificate."""
    certificate = tx.ports.certificates.find(request["number"])
    if certificate is None:
        raise not_found("certificate_not_found")
    return certificate.for_public()


def _may_see(tx: Tx[Ports], person_id: str, session_id: str) -> bool:
    return tx.caller.person_id == person_id or _is_staff_of(tx, tx.ports.sessions.get(session_id))


def _is_staff_of(tx: Tx[Ports], session: Session) -> bool:
    if tx.caller.roles & OVERSIGHT:
        return True
    return bool(tx.caller.roles & STAFF) and is_party(tx, tx.ports.committees.get(session.committee_id), session)


def _heading(tx: Tx[Ports], session: Session) -> dict[str, Any]:
    days = {name: getattr(session, name) for name in DATES}
    return {
        "session_id": session.id,
        **{name: getattr(session, name) for name in PLAIN},
        **{name: value.isoformat() if value else None for name, value in days.items()},
        "provisional": _ends_on_a_guess(tx, session),
    }


def _ends_on_a_guess(tx: Tx[Ports], session: Session) -> bool:
    """Whether the last day of the posted results may still move, because a year is not announced."""
    if session.posted_on is None or session.ends_on is None or session.closed_on is not None:
        return False
    return tx.ports.calendar.is_guess(session.posted_on, session.ends_on)


def _for_staff(tx: Tx[Ports], session: Session, members: list[Member], reviews: list[Review]) -> Request:
    roll = ("expert_no", "name", "role", "seat", "chair", "present", "collected")
    return {
        **_heading(tx, session),
        "plan": session.plan,
        "indicators": session.indicators or {},
        "scores": sheet(tx, session),
        "transcript": session.transcript,
        "members": [{name: getattr(member, name) for name in roll} for member in members],
        "recusals": [
            {"expert_no": one.expert_no, "declaration_id": one.declaration_id or None, "reason": one.reason,
             "automatic": one.automatic}
            for one in tx.ports.panels.recusals(session.id)
        ],
        "near_units": near_to_applicants(tx, session) if tx.caller.organisation_id == session.office_id else [],
        "items": [{**_blind(review), **_outcome(review)} for review in reviews],
        "objections": [
            {"objection_id": one.id, "version": one.version, "declaration_id": one.declaration_id,
             "outcome": one.outcome, "content": one.content if tx.caller.organisation_id == session.office_id else None}
            for one in tx.ports.objections.of_session(session.id)
        ],
    }  # fmt: skip


def _blind(review: Review) -> Request:
    facts = {name: review.facts[name] for name in ("series_name", "major", "level", "title")}
    return {"blind_no": review.blind_no, "group_id": review.group_id, **facts}


def _for_applicant(review: Review) -> Request:
    """What happened, without the counts: they are the committee's."""
    return {name: value for name, value in _outcome(review).items() if name not in COUNTS}


def _outcome(review: Review) -> Request:
    names = (
        "declaration_id",
        "state",
        "session_id",
        "present",
        "yes",
        "no",
        "abstain",
        "outcome",
        "certificate_number",
        "opinion",
        "reason",
    )
    shown = {name: getattr(review, name) for name in names}
    return {**shown, "reviewed_on": review.reviewed_on.isoformat() if review.reviewed_on else None}
