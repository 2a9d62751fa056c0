"""Word of committees: measures against them, filings that were declined, reviews that are put off."""

from __future__ import annotations

from services.notify.domain.message import DeadlineItem, notice
from services.notify.domain.recipient import organisation
from services.notify.usecases.deliver import deliver
from services.notify.usecases.ports import NotifyTx
from shared.contracts.acting import Handlers
from shared.contracts.committee import CommitteeDeclined
from shared.contracts.committee.oversight import (
    EXTENSION_FILED,
    MEASURE_LIFTED,
    MEASURE_OVERDUE,
    MEASURE_TAKEN,
    CleaningReported,
    ExtensionState,
    JointReviewAgreed,
    MeasureState,
)
from shared.contracts.envelope import Event

_MEASURES = {
    MEASURE_TAKEN.name: "measure_taken",
    MEASURE_OVERDUE.name: "measure_overdue",
    MEASURE_LIFTED.name: "measure_lifted",
}


def _measure(tx: NotifyTx, event: Event, fact: MeasureState) -> None:
    """Office, and for what is overdue the authority too."""
    item = DeadlineItem(fact.committee_id, fact.committee_name)
    words = {"measure": fact.name, "reason": fact.reason, "day": fact.due_on or fact.taken_on}
    offices = (fact.office_id, fact.authority_id) if event.type == MEASURE_OVERDUE.name else (fact.office_id,)
    for office in offices:
        told = organisation(office)
        deliver(tx, notice(_MEASURES[event.type], told, item, fact.measure_id, fact.clause, **words))


def _cleaning(tx: NotifyTx, event: Event, fact: CleaningReported) -> None:
    """The authority hears of the yearly report."""
    figures = {"removed": fact.removed, "added": fact.added, "pool_size": fact.pool_size, "private": fact.private}
    item, told = DeadlineItem(fact.committee_id, fact.committee_name), organisation(fact.authority_id)
    occasion = f"{fact.year}/{event.time}"
    deliver(tx, notice("cleaning_reported", told, item, occasion, fact.clause, year=fact.year, **figures))


def _joint(tx: NotifyTx, event: Event, fact: JointReviewAgreed) -> None:
    """Both offices hear of the consent: the one that takes and, where it is registered, the one that hands over."""
    item = DeadlineItem(fact.committee_id, fact.committee_name)
    words = {"code": fact.from_code, "authority": fact.authority_name}
    kind = f"joint_review_{fact.mode}"
    for office in filter(None, (fact.office_id, fact.from_office_id)):
        deliver(tx, notice(kind, organisation(office), item, fact.joint_review_id, fact.clause, **words))


def _declined(tx: NotifyTx, event: Event, fact: CommitteeDeclined) -> None:
    """The office hears that its filing was sent back or refused, and why."""
    told, item = organisation(fact.office_id), DeadlineItem(fact.committee_id, fact.committee_name)
    kind = f"committee_{fact.outcome}"
    deliver(tx, notice(kind, told, item, event.time, fact.clause, opinion=fact.opinion))


def _extension(tx: NotifyTx, event: Event, fact: ExtensionState) -> None:
    """The authority hears of what it has to answer, the office of the answer."""
    item = DeadlineItem(fact.committee_id, fact.committee_name)
    words = {"until": fact.until, "reason": fact.reason, "opinion": fact.opinion or ""}
    told = organisation(fact.authority_id if event.type == EXTENSION_FILED.name else fact.office_id)
    kind = f"extension_{'recorded' if fact.answered_on is None and fact.state == 'agreed' else fact.state}"
    deliver(tx, notice(kind, told, item, fact.extension_id, fact.clause, **words))


HANDLERS: Handlers[NotifyTx] = {
    MeasureState: _measure,
    JointReviewAgreed: _joint,
    CleaningReported: _cleaning,
    CommitteeDeclined: _declined,
    ExtensionState: _extension,
}
