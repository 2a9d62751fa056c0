"""Following the publicity (公示) of units and rosters: the people on a list see when it hangs and when it is over."""

from __future__ import annotations

from services.declaration.usecases.moving import happened_at, is_late, known, log_step
from services.declaration.usecases.ports import Ports
from shared.contracts.acting import Handlers, act_on
from shared.contracts.audit.publicity_and_roster import PublicityClosed, PublicityPosted, PublicityRedated
from shared.contracts.envelope import Event
from shared.kernel.catalogue import text
from shared.persistence import Tx


def apply(tx: Tx[Ports], event: Event) -> None:
    """Tell everybody on the list; what is objected, and against whom, stays with the audit."""
    act_on(HANDLERS, tx, event)


def _posted(tx: Tx[Ports], event: Event, fact: PublicityPosted) -> None:
    remark = text("progress_provisional") if fact.provisional else ""
    for person in fact.people:
        if not is_late(known(tx, person.declaration_id)):
            log_step(
                tx, person.declaration_id, f"publicity_{fact.scope}", happened_at(event), fact.organisation_name,
                fact.ends_on, fact.clause, first=fact.posted_on, last=fact.ends_on, working_days=fact.working_days,
                remark=remark,
            )  # fmt: skip


def _redated(tx: Tx[Ports], event: Event, fact: PublicityRedated) -> None:
    holder = _name_of(tx, fact.organisation_id)
    for key in fact.declaration_ids:
        if not is_late(known(tx, key)):
            log_step(
                tx, key, "publicity_redated", happened_at(event), holder, fact.ends_on, fact.clause,
                last=fact.ends_on,
            )  # fmt: skip


def _closed(tx: Tx[Ports], event: Event, fact: PublicityClosed) -> None:
    holder = _name_of(tx, fact.organisation_id)
    for key in fact.declaration_ids:
        if not is_late(known(tx, key)):
            log_step(tx, key, f"publicity_{fact.scope}_closed", happened_at(event), holder)


def _name_of(tx: Tx[Ports], organisation_id: str) -> str | None:
    organisation = tx.ports.organisations.find(organisation_id)
    return organisation.name if organisation else None


HANDLERS: Handlers[Tx[Ports]] = {PublicityPosted: _posted, PublicityRedated: _redated, PublicityClosed: _closed}
