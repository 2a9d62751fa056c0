"""Following the audit of a declaration: who may read it now, the one-time notice, the audited forms."""

from __future__ import annotations

from dataclasses import replace

from services.docgen.domain.document import DocumentSubject
from services.docgen.domain.kinds import ONE_TIME_NOTICE
from services.docgen.domain.known import KnownCase, KnownHolder
from services.docgen.usecases.follow_declarations import forms_of
from services.docgen.usecases.kept import CASE, HOLDER
from services.docgen.usecases.ports import DocgenTx
from services.docgen.usecases.print_again import print_again
from services.docgen.usecases.request_documents import request_documents
from shared.contracts.acting import Handlers, act_on
from shared.contracts.audit import DECLARATION_RETURNED
from shared.contracts.audit.case import (
    CaseOpened,
    DeclarationPassed,
    DeclarationReturned,
    ReturnRedated,
    StageApproved,
    StageEntered,
)
from shared.contracts.audit.stage import StageFacts
from shared.contracts.envelope import Event
from shared.kernel.errors import NotYet


def apply(tx: DocgenTx, event: Event) -> None:
    """Act on every event of the case."""
    act_on(HANDLERS, tx, event)


def _opened(tx: DocgenTx, event: Event, fact: CaseOpened) -> None:
    _held_by(tx, fact.declaration_id, fact.current)


def _approved(tx: DocgenTx, event: Event, fact: StageApproved) -> None:
    if fact.next is not None:
        _held_by(tx, fact.declaration_id, fact.next)


def _entered(tx: DocgenTx, event: Event, fact: StageEntered) -> None:
    _held_by(tx, fact.declaration_id, fact.stage)


def _held_by(tx: DocgenTx, declaration_id: str, stage: StageFacts) -> None:
    """The organisation that now holds the case may read its documents."""
    tx.ports.readers.allow(declaration_id, [stage.holder_id])
    tx.ports.facts.keep(HOLDER, declaration_id, KnownHolder(organisation_id=stage.holder_id))


def _returned(tx: DocgenTx, event: Event, fact: DeclarationReturned) -> None:
    """一次性告知书 (chifeng-2026/3.4): one per return."""
    tx.ports.readers.allow(fact.declaration_id, [fact.decision.organisation_id, fact.unit_id])
    request_documents(
        tx, [ONE_TIME_NOTICE], fact.declaration_id, fact, variant=f"return-{fact.return_number}",
        revision=fact.revision, notice_id=fact.notice_id, owner=fact.person_id,
    )  # fmt: skip


def _redated(tx: DocgenTx, event: Event, fact: ReturnRedated) -> None:
    """The year is announced: the notice again with the deadline that is certain."""
    if fact.deadline == fact.deadline_before:
        return
    told = DocumentSubject(ONE_TIME_NOTICE.slug, fact.declaration_id, f"return-{fact.return_number}", fact.revision)
    again = replace(told, variant=f"{told.variant}-redated")
    print_again(tx, told, again, DECLARATION_RETURNED, deadline=fact.deadline)


def _passed(tx: DocgenTx, event: Event, fact: DeclarationPassed) -> None:
    """The forms again, with the audit line on every page and the opinions of the stages."""
    case = KnownCase(
        case_number=fact.case_number, unit_id=fact.unit_id, decisions=fact.decisions, revision=fact.revision
    )
    tx.ports.facts.keep(CASE, fact.declaration_id, case)
    dossier = tx.ports.dossiers.find(fact.declaration_id, fact.revision)
    if dossier is None:
        raise NotYet("the dossier is not known yet")
    request_documents(
        tx, forms_of(dossier.content), fact.declaration_id, case, variant="audited", revision=fact.revision,
        notice_id=fact.notice_id, owner=fact.person_id,
    )  # fmt: skip


HANDLERS: Handlers[DocgenTx] = {
    CaseOpened: _opened,
    StageApproved: _approved,
    StageEntered: _entered,
    DeclarationReturned: _returned,
    ReturnRedated: _redated,
    DeclarationPassed: _passed,
}
