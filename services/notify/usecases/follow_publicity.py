"""Following publicity and reports: close a period once it is over; word when somebody objects or a roster went up."""

from __future__ import annotations

from datetime import date

from services.notify.domain.kinds import DeadlineKind
from services.notify.domain.message import Item, notice
from services.notify.domain.recipient import organisation
from services.notify.usecases.deliver import deliver
from services.notify.usecases.ports import Fact, NotifyTx
from services.notify.usecases.register import Duty, clear, enter
from shared.contracts import audit as contract
from shared.kernel.clock import parse_instant
from shared.kernel.deadline import end_of_day


def apply(tx: NotifyTx, event: Fact) -> None:
    """Work in one event of the publicity stream."""
    handler = _HANDLERS.get(event.type)
    if handler is not None:
        handler(tx, event)


def _posted(tx: NotifyTx, event: Fact) -> None:
    _enter(tx, event, "posted")


def _enter(tx: NotifyTx, event: Fact, occasion: str) -> None:
    data = event.data
    enter(
        tx,
        Duty(
            kind=DeadlineKind.CLOSE_PUBLICITY,
            notice_id=data["notice_id"],
            subject_id=data["publicity_id"],
            round=occasion,
            parties={"holder": organisation(data["organisation_id"])},
            since=parse_instant(event.time),
            due_at=end_of_day(date.fromisoformat(data["ends_on"])),
            clause=data["clause"],
            level_group=data["level_group"],
        ),
    )


def _redated(tx: NotifyTx, event: Fact) -> None:
    """The year is announced: the duty moves to the day that is certain, and its holder is told when that is another."""
    data, at = event.data, parse_instant(event.time)
    if data["ends_on"] == data["ends_before"]:
        return
    clear(tx, data["publicity_id"], (DeadlineKind.CLOSE_PUBLICITY,), at)
    _enter(tx, event, f"redated/{data['ends_on']}")
    told, item = organisation(data["organisation_id"]), Item(data["publicity_id"])
    days = {"before": data["ends_before"], "last": data["ends_on"]}
    deliver(tx, notice("publicity_redated", told, item, data["ends_on"], data["clause"], **days))


def _closed(tx: NotifyTx, event: Fact) -> None:
    clear(tx, event.data["publicity_id"], (DeadlineKind.CLOSE_PUBLICITY,), parse_instant(event.time))


def _objection_filed(tx: NotifyTx, event: Fact) -> None:
    data = event.data
    told = organisation(data["organisation_id"])
    deliver(tx, notice("objection_filed", told, Item(data["publicity_id"]), data["objection_id"]))


def apply_report(tx: NotifyTx, event: Fact) -> None:
    """Confirm to a reporting organisation that its roster went up."""
    if event.type == contract.ROSTER_REPORTED.name:
        data = event.data
        told, item = organisation(data["organisation_id"]), Item(data["report_id"])
        count = len(data["declaration_ids"])
        deliver(tx, notice("roster_reported", told, item, "reported", data["clause"], count=count))


_HANDLERS = {
    contract.PUBLICITY_POSTED.name: _posted,
    contract.PUBLICITY_REDATED.name: _redated,
    contract.PUBLICITY_CLOSED.name: _closed,
    contract.OBJECTION_FILED.name: _objection_filed,
}
