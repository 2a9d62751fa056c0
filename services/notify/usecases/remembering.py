"""What notify remembers between the events of a history, looked up once for each event."""

from __future__ import annotations

from dataclasses import dataclass, field

from services.notify.domain.arising.terms import SetDay
from services.notify.domain.subject import Subject
from services.notify.usecases.ports import NotifyTx
from services.notify.usecases.register import rules_for
from shared.kernel.errors import NotYet, not_found


def session_of(tx: NotifyTx, session_id: str) -> Subject:
    """What was remembered when the session was scheduled; its events arrive in order."""
    subject = tx.ports.subjects.find(session_id)
    if subject is None:
        raise not_found("notify_session_unknown")
    return subject


@dataclass
class Memory:
    """What the terms of duties ask for, on one transaction."""

    tx: NotifyTx
    _subjects: dict[str, Subject] = field(default_factory=dict)

    def keep(self, subject: Subject) -> None:
        """For later facts, and for the one that began the history."""
        self.tx.ports.subjects.keep(subject)
        self._subjects[subject.id] = subject

    def case(self, declaration_id: str) -> Subject:
        """What was remembered when the case was opened; its events arrive in order."""
        subject = self._find(declaration_id)
        if subject is None:
            raise not_found("notify_case_unknown")
        return subject

    def session(self, session_id: str, *, awaited: bool = False) -> Subject:
        """What was remembered when the session was planned; raises NotYet for one that is awaited."""
        subject = self._find(session_id)
        if subject is None:
            raise NotYet("the session has not arrived") if awaited else not_found("notify_session_unknown")
        return subject

    def last_day(self, notice_id: str, stage: str, level_group: str | None) -> SetDay | None:
        """By the newest version of the notice."""
        last = rules_for(self.tx, notice_id).last_day(stage, level_group)
        return None if last is None else SetDay(last.closes_on, last.clause)

    def _find(self, subject_id: str) -> Subject | None:
        found = self._subjects.get(subject_id) or self.tx.ports.subjects.find(subject_id)
        if found is not None:
            self._subjects[subject_id] = found
        return found
