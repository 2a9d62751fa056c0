"""What every follower of another service's events does: find the declaration, move it, log the step."""

from __future__ import annotations

from datetime import date, datetime

from services.declaration.domain.declaration import Declaration
from services.declaration.domain.transitions import DECLARATION, ENDED_BY_APPLICANT, FINAL, Move
from services.declaration.domain.views import Step
from services.declaration.usecases.ports import Ports
from shared.contracts.envelope import Event
from shared.kernel.clock import parse_instant
from shared.kernel.errors import NotYet, ZhipingError
from shared.persistence import Tx


def happened_at(event: Event) -> datetime:
    """When the fact was recorded."""
    return parse_instant(event.time)


def known(tx: Tx[Ports], declaration_id: str) -> Declaration:
    """The declaration an event speaks of; NotYet when it is not here (it may still be under way in a restore)."""
    try:
        return tx.ports.declarations.get(declaration_id)
    except ZhipingError as error:
        raise NotYet(f"declaration {declaration_id} is not known here") from error


def is_late(declaration: Declaration) -> bool:
    """Whether the applicant's own end has come first: then what others decide meanwhile changes nothing."""
    return declaration.state in ENDED_BY_APPLICANT


def check_turn(declaration: Declaration, move: Move) -> None:
    """Raise NotYet while a fact of another stream that must come first is missing.

    In a final state nothing is missing: the move itself then raises `step_not_possible`, which ends as a dead letter.
    """
    if DECLARATION.target(declaration.state, move) is None and declaration.state not in FINAL:
        raise NotYet(f"{move.value} cannot follow {declaration.state.value} yet")


def advance(tx: Tx[Ports], declaration: Declaration, move: Move, clause: str | None = None) -> bool:
    """Make a plain move and keep it in the trail; False when it came too late to matter."""
    if is_late(declaration):
        keep_late(tx, declaration, move)
        return False
    check_turn(declaration, move)
    declaration.move(move)
    save(tx, declaration, move, clause)
    return True


def save(tx: Tx[Ports], declaration: Declaration, move: Move, clause: str | None) -> None:
    """Write the moved declaration and its trail entry."""
    tx.ports.declarations.save(declaration, declaration.version)
    data = {"state": declaration.state.value}
    tx.trail(move.value, "declaration", declaration.declaration_id, clause=clause, data=data)


def keep_late(tx: Tx[Ports], declaration: Declaration, move: Move) -> None:
    """Leave a trace of a fact that came after the applicant's own end."""
    data = {"state": declaration.state.value}
    tx.trail(f"late_{move.value}", "declaration", declaration.declaration_id, data=data)


def log_step(
    tx: Tx[Ports], declaration_id: str, key: str, at: datetime, holder: str | None = None,
    deadline: date | None = None, clause: str | None = None, **details: str | int | date,
) -> None:  # fmt: skip
    """Append to the timeline; `details` fill its label."""
    words = {name: value.isoformat() if isinstance(value, date) else value for name, value in details.items()}
    step = Step(key=key, at=at, holder=holder, deadline=deadline, clause=clause, details=words)
    tx.ports.steps.add(declaration_id, step)
