"""诚信档案 in this service: kept as the audit announces it, and told to the person."""

from __future__ import annotations

from services.declaration.domain.declaration import Declaration
from services.declaration.domain.transitions import FINAL
from services.declaration.usecases.access import plan_under
from services.declaration.usecases.moving import happened_at, known, log_step
from services.declaration.usecases.ports import Ports
from shared.contracts.audit.case import IntegrityRecorded
from shared.contracts.envelope import Event
from shared.persistence import Tx


def keep_record(tx: Tx[Ports], event: Event, fact: IntegrityRecorded) -> None:
    """Keep the record, and tell of it where it was made and in every declaration of the person that is still under way.

    What becomes of the filing itself the audit has decided; the others go on, but nothing more can be handed in.
    """
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
