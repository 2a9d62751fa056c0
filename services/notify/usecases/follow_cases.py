"""Word of a case: returned, rejected, closed or passed. What it asks of whom stands in the table of duties."""

from __future__ import annotations

from services.notify.domain.message import DeadlineItem, Draft, notice
from services.notify.domain.recipient import person
from services.notify.usecases.deliver import deliver
from services.notify.usecases.ports import NotifyTx
from shared.contracts.acting import Handlers
from shared.contracts.audit.case import (
    CaseClosed,
    DeclarationPassed,
    DeclarationRejected,
    DeclarationReturned,
    ReturnRedated,
)
from shared.contracts.envelope import Event
from shared.kernel.deadline import last_day


def _returned(tx: NotifyTx, event: Event, fact: DeclarationReturned) -> None:
    deliver(tx, _one_time_notice(fact))


def _one_time_notice(fact: DeclarationReturned) -> Draft:
    """What the applicant reads; a second return of the same declaration is another message."""
    return notice(
        "declaration_returned",
        person(fact.person_id),
        DeadlineItem(fact.declaration_id, fact.case_number),
        str(fact.return_number),
        fact.deadline_clause,
        fact.deadline,
        count=len(fact.corrections),
        stage=fact.stage.name,
    )


def _return_redated(tx: NotifyTx, event: Event, fact: ReturnRedated) -> None:
    """The year is announced: the applicant is told where the day that is certain is another."""
    before, last = last_day(fact.deadline_before), last_day(fact.deadline)
    if before == last:
        return
    told, item = person(fact.person_id), DeadlineItem(fact.declaration_id, fact.case_number)
    occasion = f"{fact.return_number}/{last}"
    deliver(tx, notice("return_redated", told, item, occasion, fact.deadline_clause, before=before, last=last))


def _rejected(tx: NotifyTx, event: Event, fact: DeclarationRejected) -> None:
    told, item = person(fact.person_id), DeadlineItem(fact.declaration_id, fact.case_number)
    deliver(tx, notice("declaration_rejected", told, item, "rejected", fact.clause, stage=fact.stage.name))


def _closed(tx: NotifyTx, event: Event, fact: CaseClosed) -> None:
    if fact.reason == "stage_overdue":
        subject = tx.ports.subjects.find(fact.declaration_id)
        item = DeadlineItem(fact.declaration_id, subject.label if subject else None)
        deliver(tx, notice("audit_overdue", person(fact.person_id), item, "overdue", fact.clause))


def _passed(tx: NotifyTx, event: Event, fact: DeclarationPassed) -> None:
    item = DeadlineItem(fact.declaration_id, fact.case_number)
    deliver(tx, notice("audit_passed", person(fact.person_id), item, f"revision-{fact.revision}"))


HANDLERS: Handlers[NotifyTx] = {
    DeclarationReturned: _returned,
    ReturnRedated: _return_redated,
    DeclarationRejected: _rejected,
    CaseClosed: _closed,
    DeclarationPassed: _passed,
}
