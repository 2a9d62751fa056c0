"""Following people: for which unit they apply, and whose an ID number is, of which both sides are told."""

from __future__ import annotations

from services.notify.domain.message import DeadlineItem, notice
from services.notify.domain.recipient import organisation, person
from services.notify.usecases.deliver import deliver
from services.notify.usecases.ports import NotifyTx
from shared.contracts.acting import Handlers
from shared.contracts.audit.case import CaseOpened
from shared.contracts.declaration import IdNumberSettled, IdNumberVoided, ProfileReturned, ProfileWaiting, Started
from shared.contracts.envelope import Event
from shared.kernel.clock import parse_instant


def _applies(tx: NotifyTx, event: Event, fact: ProfileWaiting | Started | CaseOpened) -> None:
    """Whose supervisor hears it when no letter reaches him."""
    tx.ports.directory.keep_unit(fact.person_id, fact.unit_id, parse_instant(event.time))


def _settled(tx: NotifyTx, event: Event, fact: IdNumberSettled) -> None:
    deliver(tx, notice("id_number_settled", person(fact.person_id), DeadlineItem(fact.person_id), event.time))


def _voided(tx: NotifyTx, event: Event, fact: IdNumberVoided) -> None:
    item = DeadlineItem(fact.person_id)
    deliver(tx, notice("id_number_voided", person(fact.person_id), item, event.time))
    deliver(tx, notice("id_number_voided_unit", organisation(fact.unit_id), item, event.time))


def _returned(tx: NotifyTx, event: Event, fact: ProfileReturned) -> None:
    deliver(tx, notice("profile_returned", person(fact.person_id), DeadlineItem(fact.person_id), event.time))


HANDLERS: Handlers[NotifyTx] = {
    ProfileWaiting: _applies,
    Started: _applies,
    CaseOpened: _applies,
    ProfileReturned: _returned,
    IdNumberSettled: _settled,
    IdNumberVoided: _voided,
}
