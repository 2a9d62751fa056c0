"""Following the audit: organisations, and the case of each declaration stage by stage."""

from __future__ import annotations

from services.declaration.domain.open_return import OpenReturn
from services.declaration.domain.transitions import Move
from services.declaration.domain.views import KnownCase, KnownOrganisation
from services.declaration.usecases.integrity import keep_record
from services.declaration.usecases.moving import (
    advance,
    check_turn,
    happened_at,
    is_late,
    keep_late,
    known,
    log_step,
    save,
)
from services.declaration.usecases.ports import Ports
from shared.contracts.acting import Handlers, act_on
from shared.contracts.audit.case import (
    CaseClosed,
    CaseOpened,
    CaseRedated,
    ChargeRecorded,
    DeclarationPassed,
    DeclarationRejected,
    DeclarationReturned,
    IntegrityRecorded,
    ReturnRedated,
    StageApproved,
    StageEntered,
)
from shared.contracts.audit.organisation import OrganisationRegistered
from shared.contracts.envelope import Event
from shared.kernel.catalogue import text
from shared.kernel.clock import iso
from shared.kernel.deadline import last_day
from shared.kernel.errors import NotYet
from shared.persistence import Tx

FEN = 100
"""Fen in a yuan."""


def apply(tx: Tx[Ports], event: Event) -> None:
    """Keep an organisation as announced; move the declaration as the audit decided, and keep where its case stands."""
    act_on(HANDLERS, tx, event)


def _registered(tx: Tx[Ports], event: Event, fact: OrganisationRegistered) -> None:
    """The fact holds the whole state."""
    organisation = KnownOrganisation(
        organisation_id=fact.organisation_id, name=fact.name, kind=fact.kind, tier=fact.tier, region=fact.region,
        sector=fact.sector, nature=fact.nature, parent_id=fact.parent_id, channel=fact.channel,
        stationed=bool(fact.stationed), entrusted=fact.entrusted, specialised_sme=bool(fact.specialised_sme),
        under_reform=bool(fact.under_reform), valid_from=fact.valid_from, valid_until=fact.valid_until,
    )  # fmt: skip
    tx.ports.organisations.put(organisation)


def _opened(tx: Tx[Ports], event: Event, fact: CaseOpened) -> None:
    known(tx, fact.declaration_id)
    case = KnownCase(
        declaration_id=fact.declaration_id, case_number=fact.case_number, route_id=fact.route_id,
        stages=fact.stages, current=fact.current,
    )  # fmt: skip
    tx.ports.cases.put(case)
    tx.ports.cases.add_holder(fact.declaration_id, fact.current.holder_id)
    log_step(
        tx, fact.declaration_id, "case_opened", happened_at(event), fact.current.holder_name,
        case_number=fact.case_number,
    )  # fmt: skip


def _stage_approved(tx: Tx[Ports], event: Event, fact: StageApproved) -> None:
    case = _case(tx, fact.declaration_id)
    case.approve(fact.stage, fact.next, waiting_report=fact.waiting_report)
    tx.ports.cases.put(case)
    if fact.next is not None:
        tx.ports.cases.add_holder(fact.declaration_id, fact.next.holder_id)
    log_step(
        tx, fact.declaration_id, "stage_approved", happened_at(event), fact.decision.organisation_name,
        clause=fact.decision.clause, stage=fact.stage.name,
    )  # fmt: skip


def _redated(tx: Tx[Ports], event: Event, fact: CaseRedated) -> None:
    """The stages have other days since the notice was amended; the step was logged when it was."""
    case = _case(tx, fact.declaration_id)
    case.redate(fact.stages, fact.current)
    tx.ports.cases.put(case)


def _charged(tx: Tx[Ports], event: Event, fact: ChargeRecorded) -> None:
    yuan = f"{fact.amount_fen // FEN}.{fact.amount_fen % FEN:02d}"
    log_step(
        tx, fact.declaration_id, f"charged_{fact.kind}", happened_at(event), fact.organisation_name,
        clause=fact.clause, yuan=yuan, receipt=fact.receipt,
    )  # fmt: skip


def _stage_entered(tx: Tx[Ports], event: Event, fact: StageEntered) -> None:
    case, stage = _case(tx, fact.declaration_id), fact.stage
    case.enter(stage)
    tx.ports.cases.put(case)
    tx.ports.cases.add_holder(fact.declaration_id, stage.holder_id)
    log_step(
        tx, fact.declaration_id, "stage_entered", happened_at(event), stage.holder_name, stage.due_on, stage.clause,
        stage=stage.name,
    )  # fmt: skip


def _returned(tx: Tx[Ports], event: Event, fact: DeclarationReturned) -> None:
    declaration = known(tx, fact.declaration_id)
    if is_late(declaration):
        keep_late(tx, declaration, Move.RETURN)
        return
    check_turn(declaration, Move.RETURN)
    declaration.take_return(_open_return(event))
    save(tx, declaration, Move.RETURN, fact.decision.clause)
    log_step(
        tx, fact.declaration_id, "returned", happened_at(event), fact.stage.holder_name, last_day(fact.deadline),
        fact.deadline_clause, items=len(fact.corrections),
        remark=text("progress_return_provisional") if fact.provisional else "",
    )  # fmt: skip


def _return_redated(tx: Tx[Ports], event: Event, fact: ReturnRedated) -> None:
    """The year is announced; a return that is answered by now is nobody's concern any more."""
    declaration = known(tx, fact.declaration_id)
    answer = declaration.open_return
    if is_late(declaration) or answer is None or answer.return_number != fact.return_number:
        return
    declaration.redate_return(fact.deadline)
    tx.ports.declarations.save(declaration, declaration.version)
    days = {"before": iso(fact.deadline_before), "deadline": iso(fact.deadline)}
    tx.trail("return_redated", "declaration", fact.declaration_id, clause=fact.deadline_clause, data=days)
    last = last_day(fact.deadline)
    log_step(
        tx, fact.declaration_id, "return_redated", happened_at(event), answer.holder_name, last, fact.deadline_clause,
        last=last,
    )  # fmt: skip


def _open_return(event: Event) -> OpenReturn:
    fact: DeclarationReturned = event.fact
    return OpenReturn(
        returned_at=happened_at(event), return_number=fact.return_number, stage_id=fact.stage.stage_id,
        holder_id=fact.stage.holder_id, holder_name=fact.stage.holder_name, opinion=fact.decision.opinion,
        deadline=fact.deadline, deadline_clause=fact.deadline_clause, provisional=fact.provisional,
        corrections=fact.corrections,
    )  # fmt: skip


def _rejected(tx: Tx[Ports], event: Event, fact: DeclarationRejected) -> None:
    declaration = known(tx, fact.declaration_id)
    if advance(tx, declaration, Move.REJECT, fact.clause):
        log_step(
            tx, fact.declaration_id, "rejected", happened_at(event), fact.stage.holder_name, clause=fact.clause,
            stage=fact.stage.name,
        )  # fmt: skip


def _closed(tx: Tx[Ports], event: Event, fact: CaseClosed) -> None:
    """`lapsed` and `withdrawn` echo what this service announced itself; only an overdue stage is news."""
    declaration = known(tx, fact.declaration_id)
    if fact.reason == "stage_overdue" and advance(tx, declaration, Move.CLOSE_OVERDUE, fact.clause):
        log_step(tx, fact.declaration_id, "stage_overdue", happened_at(event), clause=fact.clause)


def _passed(tx: Tx[Ports], event: Event, fact: DeclarationPassed) -> None:
    declaration = known(tx, fact.declaration_id)
    if advance(tx, declaration, Move.PASS_AUDIT):
        log_step(tx, fact.declaration_id, "passed_audit", happened_at(event))


def _case(tx: Tx[Ports], declaration_id: str) -> KnownCase:
    case = tx.ports.cases.find(declaration_id)
    if case is None:
        raise NotYet("the case was not announced here yet")
    return case


HANDLERS: Handlers[Tx[Ports]] = {
    OrganisationRegistered: _registered,
    CaseOpened: _opened,
    CaseRedated: _redated,
    ChargeRecorded: _charged,
    StageApproved: _stage_approved,
    StageEntered: _stage_entered,
    DeclarationReturned: _returned,
    ReturnRedated: _return_redated,
    DeclarationRejected: _rejected,
    CaseClosed: _closed,
    DeclarationPassed: _passed,
    IntegrityRecorded: keep_record,
}
