"""What the office of a review session has to do, and by when."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from services.notify.domain.kinds import DeadlineKind, Role
from services.notify.domain.recipient import Parties, Recipient, organisation
from services.notify.domain.subject import Subject
from services.notify.usecases.ports import NotifyTx
from services.notify.usecases.register import Duty, enter
from shared.contracts.envelope import Event
from shared.kernel.clock import parse_instant
from shared.kernel.deadline import end_of_day
from shared.kernel.errors import not_found


class OfSession(Protocol):
    """What every event of a session has in common."""

    @property
    def session_id(self) -> str: ...


def session_duty(
    tx: NotifyTx, event: Event, fact: OfSession, kind: DeadlineKind, round_: str, due_on: date, clause: str
) -> None:
    """Enter a duty of the session's office; `round_` tells repeated ones apart (the day, and when it was set)."""
    duty_of(tx, session_of(tx, fact.session_id), event, kind, round_, due_on, clause)


def duty_of(
    tx: NotifyTx, subject: Subject, event: Event, kind: DeadlineKind, round_: str, due_on: date, clause: str
) -> None:
    """The same for a session that the event does not name itself."""
    if subject.office_id is None or subject.authority_id is None:
        return
    enter(
        tx,
        Duty(
            kind=kind,
            notice_id=subject.notice_id,
            subject_id=subject.id,
            round=round_,
            parties=_parties(organisation(subject.office_id), organisation(subject.authority_id), kind),
            since=parse_instant(event.time),
            due_at=end_of_day(due_on),
            clause=clause,
            level_group=subject.level_group,
            label=subject.label,
        ),
    )


def _parties(office: Recipient, authority: Recipient, kind: DeadlineKind) -> Parties:
    """The office that posted the results is what the pack calls the holder of a publicity."""
    parties: dict[Role, Recipient] = {"office": office, "authority": authority}
    return parties | {"holder": office} if kind is DeadlineKind.CLOSE_RESULTS else parties


def session_of(tx: NotifyTx, session_id: str) -> Subject:
    """What was remembered when the session was scheduled; its events arrive in order."""
    subject = tx.ports.subjects.find(session_id)
    if subject is None:
        raise not_found("notify_session_unknown")
    return subject
