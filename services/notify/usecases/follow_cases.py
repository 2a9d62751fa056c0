"""Following a case through its stages: each holder's audit, the roster that reports it up, returns and their fixing."""

from __future__ import annotations

from dataclasses import replace

from services.notify.domain.kinds import DeadlineKind
from services.notify.domain.message import DeadlineItem, Draft, notice
from services.notify.domain.recipient import organisation, person
from services.notify.domain.subject import Subject
from services.notify.usecases.deliver import deliver
from services.notify.usecases.ports import NotifyTx
from services.notify.usecases.register import Duty, clear, enter
from services.notify.usecases.stage_duties import audit_due, case_of, stage_duty
from shared.contracts.acting import Handlers, act_on
from shared.contracts.audit.case import (
    CaseClosed,
    CaseOpened,
    CaseRedated,
    DeclarationPassed,
    DeclarationRejected,
    DeclarationReturned,
    ReturnRedated,
    StageApproved,
    StageEntered,
)
from shared.contracts.envelope import Event
from shared.kernel.clock import parse_instant
from shared.kernel.deadline import last_day

_AT_STAGE = (DeadlineKind.AUDIT_STAGE, DeadlineKind.RECHECK, DeadlineKind.REPORT_ROSTER)
_ALL = (*_AT_STAGE, DeadlineKind.FIX_RETURNED)


def apply(tx: NotifyTx, event: Event) -> None:
    """Work in one event of the case stream."""
    act_on(HANDLERS, tx, event)


def _opened(tx: NotifyTx, event: Event, fact: CaseOpened) -> None:
    clear(tx, event, fact.declaration_id, _ALL)
    last = fact.stages[-1].stage_id
    subject = Subject(fact.declaration_id, fact.notice_id, fact.level_group, fact.case_number, last)
    tx.ports.subjects.keep(subject)
    audit_due(tx, event, fact, subject, fact.current)


def _stage_approved(tx: NotifyTx, event: Event, fact: StageApproved) -> None:
    clear(tx, event, fact.declaration_id, _AT_STAGE)
    subject = case_of(tx, fact.declaration_id)
    if fact.waiting_report:
        stage_duty(tx, event, fact, subject, fact.stage, DeadlineKind.REPORT_ROSTER)
    elif fact.next:
        audit_due(tx, event, fact, subject, fact.next)


def _stage_entered(tx: NotifyTx, event: Event, fact: StageEntered) -> None:
    clear(tx, event, fact.declaration_id, _AT_STAGE)
    audit_due(tx, event, fact, case_of(tx, fact.declaration_id), fact.stage)


def _redated(tx: NotifyTx, event: Event, fact: CaseRedated) -> None:
    """The notice was amended: the present stage has other days from now on."""
    if fact.current is None:
        return
    clear(tx, event, fact.declaration_id, _AT_STAGE)
    subject = case_of(tx, fact.declaration_id)
    if fact.waiting_report:
        stage_duty(tx, event, fact, subject, fact.current, DeadlineKind.REPORT_ROSTER)
    else:
        audit_due(tx, event, fact, subject, fact.current)


def _returned(tx: NotifyTx, event: Event, fact: DeclarationReturned) -> None:
    clear(tx, event, fact.declaration_id, _AT_STAGE)
    deliver(tx, _one_time_notice(fact))
    enter(tx, _to_be_fixed(event, fact, case_of(tx, fact.declaration_id).level_group))


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


def _to_be_fixed(event: Event, fact: DeclarationReturned | ReturnRedated, level_group: str | None) -> Duty:
    """The applicant's duty, of which the unit is reminded too, until the return's own deadline."""
    return Duty(
        kind=DeadlineKind.FIX_RETURNED,
        notice_id=fact.notice_id,
        subject_id=fact.declaration_id,
        round=f"revision-{fact.revision}",
        parties={"applicant": person(fact.person_id), "unit": organisation(fact.unit_id)},
        since=parse_instant(event.time),
        due_at=fact.deadline,
        clause=fact.deadline_clause,
        level_group=level_group,
        label=fact.case_number,
    )


def _return_redated(tx: NotifyTx, event: Event, fact: ReturnRedated) -> None:
    """The year is announced: the duty ends on the day that is certain; the applicant is told when that is another."""
    before, last = last_day(fact.deadline_before), last_day(fact.deadline)
    if before == last:
        return
    clear(tx, event, fact.declaration_id, (DeadlineKind.FIX_RETURNED,))
    enter(tx, replace(_to_be_fixed(event, fact, fact.level_group), round=f"revision-{fact.revision}/{last}"))
    told, item = person(fact.person_id), DeadlineItem(fact.declaration_id, fact.case_number)
    occasion = f"{fact.return_number}/{last}"
    deliver(tx, notice("return_redated", told, item, occasion, fact.deadline_clause, before=before, last=last))


def _rejected(tx: NotifyTx, event: Event, fact: DeclarationRejected) -> None:
    clear(tx, event, fact.declaration_id, _ALL)
    told, item = person(fact.person_id), DeadlineItem(fact.declaration_id, fact.case_number)
    deliver(tx, notice("declaration_rejected", told, item, "rejected", fact.clause, stage=fact.stage.name))


def _closed(tx: NotifyTx, event: Event, fact: CaseClosed) -> None:
    clear(tx, event, fact.declaration_id, _ALL)
    if fact.reason == "stage_overdue":
        subject = tx.ports.subjects.find(fact.declaration_id)
        item = DeadlineItem(fact.declaration_id, subject.label if subject else None)
        deliver(tx, notice("audit_overdue", person(fact.person_id), item, "overdue", fact.clause))


def _passed(tx: NotifyTx, event: Event, fact: DeclarationPassed) -> None:
    clear(tx, event, fact.declaration_id, _ALL)
    item = DeadlineItem(fact.declaration_id, fact.case_number)
    deliver(tx, notice("audit_passed", person(fact.person_id), item, f"revision-{fact.revision}"))


HANDLERS: Handlers[NotifyTx] = {
    CaseOpened: _opened,
    CaseRedated: _redated,
    StageApproved: _stage_approved,
    StageEntered: _stage_entered,
    DeclarationReturned: _returned,
    ReturnRedated: _return_redated,
    DeclarationRejected: _rejected,
    CaseClosed: _closed,
    DeclarationPassed: _passed,
}
