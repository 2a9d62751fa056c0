"""Following publicity and roster reports of the audit service."""

from __future__ import annotations

from collections.abc import Iterable

from services.docgen.domain.kinds import APPLICANT_ROSTER, PUBLICITY
from services.docgen.usecases.kept import HOLDER
from services.docgen.usecases.ports import EVERYBODY, DocgenTx
from services.docgen.usecases.print_again import post_again
from services.docgen.usecases.request_documents import request_documents
from shared.contracts.acting import Handlers, act_on
from shared.contracts.audit import PUBLICITY_POSTED
from shared.contracts.audit.publicity_and_roster import PublicityPosted, PublicityRedated, RosterReported
from shared.contracts.envelope import Event


def apply(tx: DocgenTx, event: Event) -> None:
    """公示 of a unit or a roster: public by its nature."""
    act_on(HANDLERS, tx, event)


def apply_report(tx: DocgenTx, event: Event) -> None:
    """Act on what is reported upwards."""
    act_on(REPORT_HANDLERS, tx, event)


def _posted(tx: DocgenTx, event: Event, fact: PublicityPosted) -> None:
    tx.ports.readers.allow(fact.publicity_id, [fact.organisation_id, EVERYBODY])
    request_documents(tx, [PUBLICITY], fact.publicity_id, fact, variant=fact.scope, notice_id=fact.notice_id)


def _redated(tx: DocgenTx, event: Event, fact: PublicityRedated) -> None:
    post_again(tx, fact, PUBLICITY_POSTED, fact.scope)


def _reported(tx: DocgenTx, event: Event, fact: RosterReported) -> None:
    """申报人员花名册 of one level group (chifeng-2026/4.3.4): for those who handed it up and those who received it.

    Whoever holds one of the cases later, after a return for instance, receives the case and not the roster.
    """
    tx.ports.readers.allow(fact.report_id, [fact.organisation_id, *_receivers(tx, fact)])
    request_documents(tx, [APPLICANT_ROSTER], fact.report_id, fact, variant=fact.level_group, notice_id=fact.notice_id)


def _receivers(tx: DocgenTx, fact: RosterReported) -> Iterable[str]:
    """As the report says; one from before it said so went to those who hold its cases."""
    if fact.received_by is not None:
        return fact.received_by
    return (holder.organisation_id for holder in tx.ports.facts.of(HOLDER, fact.declaration_ids).values())


HANDLERS: Handlers[DocgenTx] = {PublicityPosted: _posted, PublicityRedated: _redated}
REPORT_HANDLERS: Handlers[DocgenTx] = {RosterReported: _reported}
