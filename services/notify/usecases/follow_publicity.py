"""Following publicity and reports: close a period once it is over; word when somebody objects or a roster went up."""

from __future__ import annotations

from services.notify.domain.kinds import DeadlineKind
from services.notify.domain.message import DeadlineItem, notice
from services.notify.domain.recipient import organisation
from services.notify.usecases.deliver import deliver
from services.notify.usecases.ports import NotifyTx
from services.notify.usecases.register import Duty, clear, enter
from shared.contracts.acting import Handlers, act_on
from shared.contracts.audit.publicity_and_roster import (
    ObjectionFiled,
    PublicityClosed,
    PublicityPosted,
    PublicityRedated,
    RosterReported,
)
from shared.contracts.envelope import Event
from shared.kernel.clock import ZONE, parse_instant
from shared.kernel.deadline import end_of_day


def apply(tx: NotifyTx, event: Event) -> None:
    """Work in one event of the publicity or the report stream."""
    act_on(HANDLERS, tx, event)


def _posted(tx: NotifyTx, event: Event, fact: PublicityPosted) -> None:
    _enter(tx, event, fact, "posted")


def _enter(tx: NotifyTx, event: Event, fact: PublicityPosted | PublicityRedated, occasion: str) -> None:
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


def _redated(tx: NotifyTx, event: Event, fact: PublicityRedated) -> None:
    """The year is announced: the duty moves to the day that is certain, and its holder is told when that is another."""
    if fact.ends_on == fact.ends_before:
        return
    clear(tx, event, fact.publicity_id, (DeadlineKind.CLOSE_PUBLICITY,))
    _enter(tx, event, fact, f"redated/{fact.ends_on}")
    told, item = organisation(fact.organisation_id), DeadlineItem(fact.publicity_id)
    days = {"before": fact.ends_before, "last": fact.ends_on}
    deliver(tx, notice("publicity_redated", told, item, fact.ends_on.isoformat(), fact.clause, **days))


def _closed(tx: NotifyTx, event: Event, fact: PublicityClosed) -> None:
    clear(tx, event, fact.publicity_id, (DeadlineKind.CLOSE_PUBLICITY,))


def _objection_filed(tx: NotifyTx, event: Event, fact: ObjectionFiled) -> None:
    """Once a day for each list: however many object, whoever resolves them is not buried in messages."""
    told, day = organisation(fact.organisation_id), fact.at.astimezone(ZONE).date()
    deliver(tx, notice("objection_filed", told, DeadlineItem(fact.publicity_id), f"filed/{day}"))


def _reported(tx: NotifyTx, event: Event, fact: RosterReported) -> None:
    """Confirm to a reporting organisation that its roster went up."""
    told, item = organisation(fact.organisation_id), DeadlineItem(fact.report_id)
    count = len(fact.declaration_ids)
    deliver(tx, notice("roster_reported", told, item, "reported", fact.clause, count=count))


HANDLERS: Handlers[NotifyTx] = {
    PublicityPosted: _posted,
    PublicityRedated: _redated,
    PublicityClosed: _closed,
    ObjectionFiled: _objection_filed,
    RosterReported: _reported,
}
