"""诚信档案 in this service: kept as the audit announces it, told to the person, and looked at before every filing."""

from __future__ import annotations

from datetime import date

from services.declaration.domain.declaration import Declaration
from services.declaration.domain.integrity import barred_until
from services.declaration.domain.transitions import FINAL
from services.declaration.usecases.access import plan_under
from services.declaration.usecases.moving import happened_at, known, log_step
from services.declaration.usecases.ports import Ports
from shared.contracts.audit.case import IntegrityRecorded
from shared.contracts.envelope import Event
from shared.kernel.errors import refused
from shared.persistence import Tx
from shared.policy import Pack


def bar_on_filing(tx: Tx[Ports], pack: Pack, person_id: str, day: date) -> date | None:
    """The last day on which what is on record, under any notice, bars filing under this one; None when nothing does."""
    return barred_until(tx.ports.integrity.of_person(person_id), pack.integrity, day)


def refuse_barred(tx: Tx[Ports], pack: Pack, person_id: str) -> None:
    """Raise refused `integrity_barred` with the notice's clause and the last day of the bar (details.until)."""
    until = bar_on_filing(tx, pack, person_id, tx.today)
    if until is not None:
        raise refused("integrity_barred", path="plan_id", clause=pack.integrity.cited, until=until.isoformat())


def keep_record(tx: Tx[Ports], event: Event) -> None:
    """Keep the record, and tell of it where it was made and in every declaration of the person that is still under way.

    What becomes of the filing itself the audit has decided; the others go on, but nothing more can be handed in.
    """
    fact: IntegrityRecorded = event.fact
    known(tx, fact.declaration_id)
    enter(tx, fact, event)


def enter(tx: Tx[Ports], record: IntegrityRecorded, event: Event) -> None:
    """Put a record into the archive, once."""
    if tx.ports.integrity.add(record):
        tx.trail("integrity_recorded", "declaration", record.declaration_id, clause=record.clause)
        for declaration in tx.ports.declarations.of_person(record.person_id):
            _tell(tx, declaration, record, event)


def _tell(tx: Tx[Ports], declaration: Declaration, record: IntegrityRecorded, event: Event) -> None:
    if declaration.declaration_id != record.declaration_id and declaration.state in FINAL:
        return
    pack, _ = plan_under(tx, declaration)
    since, until = pack.integrity.bar(record.recorded_on)
    log_step(
        tx, declaration.declaration_id, "integrity_recorded", happened_at(event), clause=record.clause,
        since=since, until=until,
    )  # fmt: skip
