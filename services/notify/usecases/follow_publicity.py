"""Word of lists: a last day that moved, an objection, a roster that went up."""

from __future__ import annotations

from services.notify.domain.message import DeadlineItem, notice
from services.notify.domain.recipient import organisation
from services.notify.usecases.deliver import deliver
from services.notify.usecases.ports import NotifyTx
from shared.contracts.acting import Handlers
from shared.contracts.audit.publicity_and_roster import ObjectionFiled, PublicityRedated, RosterReported
from shared.contracts.envelope import Event
from shared.kernel.clock import ZONE


def _redated(tx: NotifyTx, event: Event, fact: PublicityRedated) -> None:
    """The year is announced: the holder is told where the day that is certain is another."""
    if fact.ends_on == fact.ends_before:
        return
    told, item = organisation(fact.organisation_id), DeadlineItem(fact.publicity_id)
    days = {"before": fact.ends_before, "last": fact.ends_on}
    deliver(tx, notice("publicity_redated", told, item, fact.ends_on.isoformat(), fact.clause, **days))


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
    PublicityRedated: _redated,
    ObjectionFiled: _objection_filed,
    RosterReported: _reported,
}
