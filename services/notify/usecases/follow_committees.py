"""Following the oversight of committees: office and authority are told of measures and of their end."""

from __future__ import annotations

from services.notify.domain.message import Item, notice
from services.notify.domain.recipient import organisation
from services.notify.usecases.deliver import deliver
from services.notify.usecases.ports import Fact, NotifyTx
from shared.contracts import oversight as contract


def apply(tx: NotifyTx, event: Fact) -> None:
    """Work in one event of the committee stream."""
    told = _TOLD.get(event.type)
    if told is None:
        return
    kind, recipients = told
    data = event.data
    item = Item(data["committee_id"], data["committee_name"])
    words = {"measure": data["name"], "reason": data["reason"], "day": data["due_on"] or data["taken_on"]}
    for role in recipients:
        told_one = organisation(data[role])
        deliver(tx, notice(kind, told_one, item, data["measure_id"], data["clause"], **words))


_TOLD: dict[str, tuple[str, tuple[str, ...]]] = {
    contract.MEASURE_TAKEN.name: ("measure_taken", ("office_id",)),
    contract.MEASURE_OVERDUE.name: ("measure_overdue", ("office_id", "authority_id")),
    contract.MEASURE_LIFTED.name: ("measure_lifted", ("office_id",)),
}
