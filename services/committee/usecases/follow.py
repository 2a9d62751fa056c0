"""What other services announce, kept as this service's own projections."""

from __future__ import annotations

from services.committee.domain.organisation import KnownOrganisation
from services.committee.domain.review import Review
from services.committee.usecases.ports import CommitteeTx
from services.committee.usecases.results import cancel_result
from shared.contracts.acting import Handlers, act_on
from shared.contracts.audit.case import CaseClosed, DeclarationPassed
from shared.contracts.audit.organisation import OrganisationRegistered
from shared.contracts.declaration import NoticePublished, Withdrawn
from shared.contracts.envelope import Event

WITHDRAWABLE = ("waiting", "assigned")


def apply(tx: CommitteeTx, event: Event) -> None:
    """Work in one event of the streams that the committee follows; what is not in HANDLERS is none of its business."""
    act_on(HANDLERS, tx, event)


def _published(tx: CommitteeTx, event: Event, fact: NoticePublished) -> None:
    """A published pack; committee, vote and certificate rules come from it."""
    tx.ports.packs.keep(fact.notice_id, fact.version, fact.pack)


def _registered(tx: CommitteeTx, event: Event, fact: OrganisationRegistered) -> None:
    """An organisation exists or has changed."""
    tx.ports.organisations.keep(
        KnownOrganisation(
            fact.organisation_id,
            fact.name,
            fact.kind,
            fact.tier,
            fact.region,
            fact.contact,
            sector=fact.sector,
            parent_id=fact.parent_id,
            stationed=bool(fact.stationed),
            entrusted=fact.entrusted,
            valid_from=fact.valid_from,
            valid_until=fact.valid_until,
        )
    )


def _passed(tx: CommitteeTx, event: Event, fact: DeclarationPassed) -> None:
    """A declaration passed every stage of audit and waits for its committee, unless its end came here first."""
    if tx.ports.reviews.find(fact.declaration_id) is not None:
        return
    review = Review(
        declaration_id=fact.declaration_id,
        version=1,
        state="waiting",
        committee_code=fact.committee_code,
        notice_id=fact.notice_id,
        person_id=fact.person_id,
        facts=fact,
    )
    reason = tx.ports.withdrawals.reason_of(review.declaration_id)
    if reason is not None:
        review.move("withdraw")
        _keep_withdrawal(tx, review, reason)
    tx.ports.reviews.add(review)


def _closed(tx: CommitteeTx, event: Event, fact: CaseClosed) -> None:
    """The case ended without a decision: nothing of it is voted on."""
    _end(tx, fact.declaration_id, fact.reason)


def _withdrawn(tx: CommitteeTx, event: Event, fact: Withdrawn) -> None:
    """The applicant took it back while it passed audit: then no case is closed, and this stream says it alone."""
    _end(tx, fact.declaration_id, "withdrawn")


def _end(tx: CommitteeTx, declaration_id: str, reason: str) -> None:
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


def _keep_withdrawal(tx: CommitteeTx, review: Review, reason: str) -> None:
    data = {"reason": reason, "session_id": review.session_id}
    tx.trail("withdraw", "review", review.declaration_id, data=data)


HANDLERS: Handlers[CommitteeTx] = {
    NoticePublished: _published,
    OrganisationRegistered: _registered,
    DeclarationPassed: _passed,
    CaseClosed: _closed,
    Withdrawn: _withdrawn,
}
