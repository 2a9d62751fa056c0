"""Following a declaration in the applicant's hands: submit before the window closes; word when it lapses."""

from __future__ import annotations

from datetime import date

from services.notify.domain.kinds import DeadlineKind
from services.notify.domain.message import Item, notice
from services.notify.domain.recipient import organisation, person
from services.notify.usecases.deliver import deliver
from services.notify.usecases.ports import Fact, NotifyTx
from services.notify.usecases.register import Duty, clear, enter
from shared.contracts import declaration as contract
from shared.kernel.clock import parse_instant
from shared.kernel.deadline import end_of_day

_DRAFT = (DeadlineKind.SUBMIT_DECLARATION,)
_IN_HAND = (DeadlineKind.SUBMIT_DECLARATION, DeadlineKind.FIX_RETURNED)


def apply(tx: NotifyTx, event: Fact) -> None:
    """Work in one event of the declaration stream."""
    handler = _HANDLERS.get(event.type)
    if handler is not None:
        handler(tx, event)


def _started(tx: NotifyTx, event: Fact) -> None:
    _submit_by(tx, event, "draft")


def _rechecked(tx: NotifyTx, event: Fact) -> None:
    """The notice was amended and that concerns the applicant: told once, with what is asked of them."""
    data = event.data
    if data["findings"]:
        told, item = person(data["person_id"]), Item(data["declaration_id"])
        kind, occasion = f"amendment_{data['settled']}", f"version-{data['notice_version']}"
        changes = "；".join(row["message"] for row in data["findings"])
        deliver(tx, notice(kind, told, item, occasion, data["clause"], title=data["title"], changes=changes))


def _amended(tx: NotifyTx, event: Fact) -> None:
    """Another version counts: a draft may have another last day."""
    data = event.data
    if data["state"] == "draft":
        clear(tx, data["declaration_id"], _DRAFT, parse_instant(event.time))
        _submit_by(tx, event, f"draft/version-{data['notice_version']}")


def _submit_by(tx: NotifyTx, event: Fact, occasion: str) -> None:
    data = event.data
    enter(
        tx,
        Duty(
            kind=DeadlineKind.SUBMIT_DECLARATION,
            notice_id=data["notice_id"],
            subject_id=data["declaration_id"],
            round=occasion,
            parties={"applicant": person(data["person_id"]), "unit": organisation(data["unit_id"])},
            since=parse_instant(event.time),
            due_at=end_of_day(date.fromisoformat(data["closes_on"])),
            clause=data["notice_id"],
            level_group=data["level_group"],
            windows=("filing",),
        ),
    )


def _submitted(tx: NotifyTx, event: Fact) -> None:
    clear(tx, event.data["declaration_id"], _DRAFT, parse_instant(event.time))


def _withdrawn(tx: NotifyTx, event: Fact) -> None:
    clear(tx, event.data["declaration_id"], _IN_HAND, parse_instant(event.time))


def _lapsed(tx: NotifyTx, event: Fact) -> None:
    data = event.data
    clear(tx, data["declaration_id"], _IN_HAND, parse_instant(event.time))
    item = Item(data["declaration_id"])
    deliver(tx, notice("declaration_lapsed", person(data["person_id"]), item, "lapsed", data["clause"]))


_HANDLERS = {
    contract.STARTED.name: _started,
    contract.RECHECKED.name: _rechecked,
    contract.AMENDED.name: _amended,
    contract.SUBMITTED.name: _submitted,
    contract.WITHDRAWN.name: _withdrawn,
    contract.LAPSED.name: _lapsed,
}
