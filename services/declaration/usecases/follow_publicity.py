"""Following the publicity (公示) of units and rosters: the people on a list see when it hangs and when it is over."""

from __future__ import annotations

from collections.abc import Callable

from services.declaration.usecases.moving import Event, happened_at, is_late, known, log_step
from services.declaration.usecases.ports import Ports
from shared.contracts import audit
from shared.kernel.catalogue import text
from shared.persistence import Tx


def apply_publicity(tx: Tx[Ports], event: Event) -> None:
    """Tell everybody on the list; what is objected, and against whom, stays with the audit."""
    handler = _HANDLERS.get(event.type)
    if handler is not None:
        handler(tx, event)


def _posted(tx: Tx[Ports], event: Event) -> None:
    data = event.data
    said = {
        "first": data["posted_on"], "last": data["ends_on"], "working_days": data["working_days"],
        "remark": text("progress_provisional") if data["provisional"] else "",
    }  # fmt: skip
    for key in [person["declaration_id"] for person in data["people"]]:
        if not is_late(known(tx, key)):
            log_step(
                tx, key, f"publicity_{data['scope']}", happened_at(event), data["organisation_name"], data["ends_on"],
                data["clause"], **said,
            )  # fmt: skip


def _redated(tx: Tx[Ports], event: Event) -> None:
    data = event.data
    organisation = tx.ports.organisations.find(data["organisation_id"])
    holder = organisation.name if organisation else None
    for key in data["declaration_ids"]:
        if not is_late(known(tx, key)):
            log_step(
                tx, key, "publicity_redated", happened_at(event), holder, data["ends_on"], data["clause"],
                last=data["ends_on"],
            )  # fmt: skip


def _closed(tx: Tx[Ports], event: Event) -> None:
    data = event.data
    organisation = tx.ports.organisations.find(data["organisation_id"])
    for key in data["declaration_ids"]:
        if not is_late(known(tx, key)):
            holder = organisation.name if organisation else None
            log_step(tx, key, f"publicity_{data['scope']}_closed", happened_at(event), holder)


_HANDLERS: dict[str, Callable[[Tx[Ports], Event], None]] = {
    audit.PUBLICITY_POSTED.name: _posted,
    audit.PUBLICITY_REDATED.name: _redated,
    audit.PUBLICITY_CLOSED.name: _closed,
}
