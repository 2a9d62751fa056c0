"""Word of a declaration in the applicant's hands: an amended notice, a lapse."""

from __future__ import annotations

from services.notify.domain.message import DeadlineItem, notice
from services.notify.domain.recipient import person
from services.notify.usecases.deliver import deliver
from services.notify.usecases.ports import NotifyTx
from shared.contracts.acting import Handlers
from shared.contracts.declaration import Lapsed, Rechecked
from shared.contracts.envelope import Event


def _rechecked(tx: NotifyTx, event: Event, fact: Rechecked) -> None:
    """The notice was amended and that concerns the applicant: told once, with what is asked of them."""
    if fact.findings:
        told, item = person(fact.person_id), DeadlineItem(fact.declaration_id)
        kind, occasion = f"amendment_{fact.settled}", f"version-{fact.notice_version}"
        changes = "；".join(finding.message for finding in fact.findings)
        deliver(tx, notice(kind, told, item, occasion, fact.clause, title=fact.title, changes=changes))


def _lapsed(tx: NotifyTx, event: Event, fact: Lapsed) -> None:
    item = DeadlineItem(fact.declaration_id)
    deliver(tx, notice("declaration_lapsed", person(fact.person_id), item, "lapsed", fact.clause))


HANDLERS: Handlers[NotifyTx] = {Rechecked: _rechecked, Lapsed: _lapsed}
