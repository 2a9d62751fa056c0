"""What other services announce, kept as this service's own projections."""

from __future__ import annotations

from typing import Any

from services.committee.domain.organisation import Organisation
from services.committee.domain.review import Review
from services.committee.usecases.ports import Ports
from services.committee.usecases.results import cancel_result
from shared.contracts import audit, declaration
from shared.persistence import Tx

WITHDRAWABLE = ("waiting", "assigned")


def keep_notice(tx: Tx[Ports], data: dict[str, Any]) -> None:
    """A published pack; committee, vote and certificate rules come from it."""
    tx.ports.packs.keep(data["notice_id"], data["version"], data["pack"])


def keep_organisation(tx: Tx[Ports], data: dict[str, Any]) -> None:
    """An organisation exists or has changed."""
    contact = {key: data["contact"].get(key) for key in ("telephone", "address", "email")}
    tx.ports.organisations.keep(
        Organisation(
            data["organisation_id"],
            data["name"],
            data["kind"],
            data["tier"],
            data["region"],
            contact,
            sector=data["sector"],
            parent_id=data["parent_id"],
            stationed=bool(data.get("stationed")),
            entrusted=data.get("entrusted"),
        )
    )


def declaration_passed(tx: Tx[Ports], data: dict[str, Any]) -> None:
    """A declaration passed every stage of audit and waits for its committee, unless its end came here first."""
    if tx.ports.reviews.find(data["declaration_id"]) is not None:
        return
    review = _waiting(data)
    reason = tx.ports.withdrawals.reason_of(review.declaration_id)
    if reason is not None:
        review.move("withdraw")
        _keep_withdrawal(tx, review, reason)
    tx.ports.reviews.add(review)


def case_closed(tx: Tx[Ports], data: dict[str, Any]) -> None:
    """The case ended without a decision: nothing of it is voted on."""
    _end(tx, data["declaration_id"], data["reason"])


def declaration_withdrawn(tx: Tx[Ports], data: dict[str, Any]) -> None:
    """The applicant took it back while it passed audit: then no case is closed, and this stream says it alone."""
    _end(tx, data["declaration_id"], "withdrawn")


def _waiting(data: dict[str, Any]) -> Review:
    return Review(
        declaration_id=data["declaration_id"],
        version=1,
        state="waiting",
        committee_code=data["committee_code"],
        notice_id=data["notice_id"],
        person_id=data["person_id"],
        facts={key: value for key, value in data.items() if key != "decisions"},
    )


def _end(tx: Tx[Ports], declaration_id: str, reason: str) -> None:
    """Take it off the list; of one that is not here yet the end is remembered.

    A result that is not approved yet is cancelled; after the approval it is too late.
    """
    review = tx.ports.reviews.find(declaration_id)
    if review is None:
        tx.ports.withdrawals.note(declaration_id, reason, tx.today)
    elif review.state in WITHDRAWABLE:
        review.move("withdraw")
        tx.ports.reviews.save(review)
        _keep_withdrawal(tx, review, reason)
    elif review.state == "passed":
        cancel_result(tx, review, reason, "")
        _keep_withdrawal(tx, review, reason)


def _keep_withdrawal(tx: Tx[Ports], review: Review, reason: str) -> None:
    data = {"reason": reason, "session_id": review.session_id}
    tx.trail("withdraw", "review", review.declaration_id, data=data)


def case_moved(tx: Tx[Ports], event_type: str, data: dict[str, Any]) -> None:
    """Take what passed audit, drop what was closed; every other move of a case is none of the committee's."""
    if event_type == audit.DECLARATION_PASSED.name:
        declaration_passed(tx, data)
    elif event_type == audit.CASE_CLOSED.name:
        case_closed(tx, data)


def declaration_moved(tx: Tx[Ports], event_type: str, data: dict[str, Any]) -> None:
    """Drop what the applicant took back; the committee learns the rest from the audit."""
    if event_type == declaration.WITHDRAWN.name:
        declaration_withdrawn(tx, data)
