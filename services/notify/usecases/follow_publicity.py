"""Following publicity and reports: close a period once it is over; word when somebody objects or a roster went up."""

from __future__ import annotations

from services.notify.domain.kinds import DeadlineKind
from services.notify.domain.message import Item, notice
from services.notify.domain.recipient import organisation
from services.notify.usecases.deliver import deliver
from services.notify.usecases.ports import Fact, Handler, NotifyTx
from services.notify.usecases.register import Duty, clear, enter
from shared.contracts.audit.publicity_and_roster import (
    ObjectionFiled,
    PublicityClosed,
    PublicityPosted,
    PublicityRedated,
    RosterReported,
)
from shared.kernel.clock import parse_instant
from shared.kernel.deadline import end_of_day


def apply(tx: NotifyTx, event: Fact[object]) -> None:
    """Work in one event of the publicity or the report stream."""
    handler = HANDLERS.get(type(event.fact))
    if handler is not None:
        handler(tx, event)


def _posted(tx: NotifyTx, event: Fact[PublicityPosted]) -> None:
    _enter(tx, event, "posted")


def _enter(tx: NotifyTx, event: Fact[PublicityPosted | PublicityRedated], occasion: str) -> None:
    fact = event.fact
    enter(
        tx,
        Duty(
            kind=DeadlineKind.CLOSE_PUBLICITY,
            notice_id=fact.notice_id,
            subject_id=fact.publicity_id,
            round=occasion,
            parties={"holder": organisation(fact.organisation_id)},
            since=parse_instant(event.time),
            due_at=end_of_day(fact.ends_on),
            clause=fact.clause,
            level_group=fact.level_group,
        ),
    )


def _redated(tx: NotifyTx, event: Fact[PublicityRedated]) -> None:
    """The year is announced: the duty moves to the day that is certain, and its holder is told when that is another."""
    fact = event.fact
    if fact.ends_on == fact.ends_before:
        return
    clear(tx, event, fact.publicity_id, (DeadlineKind.CLOSE_PUBLICITY,))
    _enter(tx, event, f"redated/{fact.ends_on}")
    told, item = organisation(fact.organisation_id), Item(fact.publicity_id)
    days = {"before": fact.ends_before, "last": fact.ends_on}
    deliver(tx, notice("publicity_redated", told, item, fact.ends_on.isoformat(), fact.clause, **days))


def _closed(tx: NotifyTx, event: Fact[PublicityClosed]) -> None:
    clear(tx, event, event.fact.publicity_id, (DeadlineKind.CLOSE_PUBLICITY,))


def _objection_filed(tx: NotifyTx, event: Fact[ObjectionFiled]) -> None:
    fact = event.fact
    told = organisation(fact.organisation_id)
    deliver(tx, notice("objection_filed", told, Item(fact.publicity_id), fact.objection_id))


def _reported(tx: NotifyTx, event: Fact[RosterReported]) -> None:
    """Confirm to a reporting organisation that its roster went up."""
    fact = event.fact
    told, item = organisation(fact.organisation_id), Item(fact.report_id)
    count = len(fact.declaration_ids)
    deliver(tx, notice("roster_reported", told, item, "reported", fact.clause, count=count))


HANDLERS: dict[type, Handler] = {
    PublicityPosted: _posted,
    PublicityRedated: _redated,
    PublicityClosed: _closed,
    ObjectionFiled: _objection_filed,
    RosterReported: _reported,
}
