"""The daily heads of the services' trails, to the supervisor: what left the house cannot be written anew inside it."""

from __future__ import annotations

from services.notify.domain.message import DeadlineItem, notice
from services.notify.domain.recipient import SUPERVISION, organisation
from services.notify.usecases.deliver import deliver
from services.notify.usecases.ports import NotifyTx
from shared.contracts.acting import Handlers
from shared.contracts.envelope import Event
from shared.contracts.trail import TrailHeaded
from shared.kernel.canonical import canonical_json
from shared.kernel.catalogue import text


def _headed(tx: NotifyTx, event: Event, fact: TrailHeaded) -> None:
    head = {
        "service": fact.service, "day": fact.day.isoformat(), "number": fact.number, "seal": fact.seal,
        "key_id": fact.key_id,
    }  # fmt: skip
    name = text(f"service_of_{fact.service}")
    item = DeadlineItem(f"trail:{fact.service}", name)
    values = head | {"line": canonical_json(head).decode(), "service": name}
    told = notice("trail_headed", organisation(SUPERVISION), item, fact.day.isoformat(), **values)
    deliver(tx, told, tx.ports.supervisor_mail)


HANDLERS: Handlers[NotifyTx] = {TrailHeaded: _headed}
