"""Result publicity and the objections to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from services.committee.domain.session import Session
from shared.kernel.errors import conflict, refused


@dataclass(slots=True)
class Objection:
    """What somebody objects; the text rests sealed (column type). `outcome` is open, upheld or dismissed."""

    id: str
    version: int
    session_id: str
    declaration_id: str
    content: str
    outcome: str
    filed_at: datetime
    opinion: str | None = None

    def resolve(self, outcome: str, opinion: str) -> None:
        """Close it; conflict("objection_closed") the second time."""
        if self.outcome != "open":
            raise conflict("objection_closed")
        self.outcome, self.opinion = outcome, opinion


def check_takes_objections(session: Session, today: date, clause: str | None) -> None:
    """Objections are taken from the posting to the last day of the publicity period."""
    session.check("file_objection", clause)
    if session.ends_on is not None and today > session.ends_on:
        raise refused("publicity_over", clause=clause, ends_on=session.ends_on.isoformat())


def close(session: Session, objections: list[Objection], today: date, clause: str | None) -> None:
    """End the publicity: the period must be over and every objection investigated."""
    session.move("close_results")
    if session.ends_on is None or today <= session.ends_on:
        ends_on = session.ends_on.isoformat() if session.ends_on else ""
        raise refused("publicity_running", clause=clause, ends_on=ends_on)
    waiting = sum(objection.outcome == "open" for objection in objections)
    if waiting:
        raise refused("objections_open", clause=clause, count=waiting)
    session.closed_on = today
