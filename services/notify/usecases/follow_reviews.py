"""Following the review of one declaration: its result, a cancelled result, the certificate."""

from __future__ import annotations

from services.notify.domain.message import DeadlineItem, notice
from services.notify.domain.recipient import organisation, person
from services.notify.usecases.deliver import deliver
from services.notify.usecases.ports import NotifyTx
from shared.contracts.acting import Handlers
from shared.contracts.committee.oversight import CertificateRevoked, ReviewPostponed
from shared.contracts.committee.recognition import Recognised
from shared.contracts.committee.review import CertificateIssued, ResultCancelled, Reviewed
from shared.contracts.envelope import Event
from shared.kernel.errors import NotYet


def _reviewed(tx: NotifyTx, event: Event, fact: Reviewed) -> None:
    kind = "review_passed" if fact.outcome == "passed" else "review_not_passed"
    told, item = person(fact.person_id), _item(tx, fact.declaration_id)
    deliver(tx, notice(kind, told, item, fact.session_id, fact.clause))


def _recognised(tx: NotifyTx, event: Event, fact: Recognised) -> None:
    told, item = person(fact.person_id), _item(tx, fact.declaration_id)
    if fact.granted:
        deliver(tx, notice("recognition_granted", told, item, fact.session_id, fact.clause))
        return
    reason = fact.reason or ""
    deliver(tx, notice("recognition_refused", told, item, fact.session_id, fact.clause, reason=reason))


def _cancelled(tx: NotifyTx, event: Event, fact: ResultCancelled) -> None:
    """Who withdrew knows it already."""
    if fact.reason == "withdrawn":
        return
    told, item = person(fact.person_id), _item(tx, fact.declaration_id)
    deliver(tx, notice("result_cancelled", told, item, fact.session_id, fact.clause))


def _certified(tx: NotifyTx, event: Event, fact: CertificateIssued) -> None:
    told, item, number = person(fact.person_id), _item(tx, fact.declaration_id), fact.certificate_number
    values = {"number": number, "title": fact.title}
    deliver(tx, notice("certificate_issued", told, item, number, fact.clause, **values))


def _revoked(tx: NotifyTx, event: Event, fact: CertificateRevoked) -> None:
    told, item, number = person(fact.person_id), _item(tx, fact.declaration_id), fact.certificate_number
    values = {"number": number, "title": fact.title, "authority": fact.authority_name, "reason": fact.reason}
    deliver(tx, notice("certificate_revoked", told, item, number, fact.clause, **values))


def _postponed(tx: NotifyTx, event: Event, fact: ReviewPostponed) -> None:
    words = {"committee": fact.committee_name, "until": fact.until, "reason": fact.reason}
    told, item, occasion = person(fact.person_id), _item(tx, fact.declaration_id), fact.until.isoformat()
    deliver(tx, notice("review_postponed", told, item, occasion, fact.clause, **words))
    unit, committee = organisation(fact.unit_id), DeadlineItem(fact.committee_id, fact.committee_name)
    deliver(tx, notice("review_postponed_unit", unit, committee, occasion, fact.clause, **words))


def _item(tx: NotifyTx, declaration_id: str) -> DeadlineItem:
    subject = tx.ports.subjects.find(declaration_id)
    if subject is None:
        raise NotYet("the declaration's case has not arrived")
    return DeadlineItem(subject.id, subject.label)


HANDLERS: Handlers[NotifyTx] = {
    Reviewed: _reviewed,
    Recognised: _recognised,
    ResultCancelled: _cancelled,
    CertificateIssued: _certified,
    CertificateRevoked: _revoked,
    ReviewPostponed: _postponed,
}
