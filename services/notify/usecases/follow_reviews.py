"""Following the review of one declaration: its result, a cancelled result, the certificate."""

from __future__ import annotations

from services.notify.domain.message import Item, notice
from services.notify.domain.recipient import organisation, person
from services.notify.usecases.deliver import deliver
from services.notify.usecases.ports import Fact, NotifyTx
from shared.contracts import committee as contract
from shared.contracts.committee import oversight
from shared.kernel.errors import NotYet


def apply(tx: NotifyTx, event: Fact) -> None:
    """Work in one event of the review stream."""
    handler = _HANDLERS.get(event.type)
    if handler is not None:
        handler(tx, event)


def _reviewed(tx: NotifyTx, event: Fact) -> None:
    data = event.data
    kind = "review_passed" if data["outcome"] == "passed" else "review_not_passed"
    deliver(tx, notice(kind, person(data["person_id"]), _item(tx, data), data["session_id"], data["clause"]))


def _recognised(tx: NotifyTx, event: Fact) -> None:
    data = event.data
    told, item = person(data["person_id"]), _item(tx, data)
    if data["granted"]:
        deliver(tx, notice("recognition_granted", told, item, data["session_id"], data["clause"]))
        return
    reason = data.get("reason") or ""
    deliver(tx, notice("recognition_refused", told, item, data["session_id"], data["clause"], reason=reason))


def _cancelled(tx: NotifyTx, event: Fact) -> None:
    """Who withdrew knows it already."""
    data = event.data
    if data["reason"] == "withdrawn":
        return
    told = person(data["person_id"])
    deliver(tx, notice("result_cancelled", told, _item(tx, data), data["session_id"], data["clause"]))


def _certified(tx: NotifyTx, event: Fact) -> None:
    data = event.data
    deliver(
        tx,
        notice(
            "certificate_issued",
            person(data["person_id"]),
            _item(tx, data),
            data["certificate_number"],
            data["clause"],
            number=data["certificate_number"],
            title=data["title"],
        ),
    )


def _revoked(tx: NotifyTx, event: Fact) -> None:
    data = event.data
    told, number = person(data["person_id"]), data["certificate_number"]
    values = {"number": number, "title": data["title"], "authority": data["authority_name"], "reason": data["reason"]}
    deliver(tx, notice("certificate_revoked", told, _item(tx, data), number, data["clause"], **values))


def _postponed(tx: NotifyTx, event: Fact) -> None:
    data = event.data
    words = {"committee": data["committee_name"], "until": data["until"], "reason": data["reason"]}
    told = person(data["person_id"])
    deliver(tx, notice("review_postponed", told, _item(tx, data), data["until"], data["clause"], **words))
    unit, committee = organisation(data["unit_id"]), Item(data["committee_id"], data["committee_name"])
    deliver(tx, notice("review_postponed_unit", unit, committee, data["until"], data["clause"], **words))


def _item(tx: NotifyTx, data: dict[str, str]) -> Item:
    subject = tx.ports.subjects.find(data["declaration_id"])
    if subject is None:
        raise NotYet("the declaration's case has not arrived")
    return Item(subject.id, subject.label)


_HANDLERS = {
    contract.REVIEWED.name: _reviewed,
    contract.RECOGNISED.name: _recognised,
    contract.RESULT_CANCELLED.name: _cancelled,
    contract.CERTIFICATE_ISSUED.name: _certified,
    oversight.CERTIFICATE_REVOKED.name: _revoked,
    oversight.REVIEW_POSTPONED.name: _postponed,
}
