"""What notify remembers of notices, subjects and organisations."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, select

from services.notify.domain.notice_rules import KnownReminderRule, LastDay, NoticeRules
from services.notify.domain.recipient import Recipient
from services.notify.domain.subject import Subject
from services.notify.store.tables import NOTICES, ORGANISATIONS, SUBJECTS
from shared.persistence import put
from shared.wire.plain import plain, reader_of

_read_rule: Any = reader_of(KnownReminderRule)
_read_day: Any = reader_of(LastDay)


class NoticeRepository:
    """Adapter of `ports.NoticeRulesStore`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, rules: NoticeRules) -> None:
        """Replace what is known of the notice; events of a notice arrive in order."""
        row = {
            "id": rules.notice_id,
            "notice_version": rules.version,
            "reminders": {name: plain(rule) for name, rule in rules.reminders.items()},
            "last_days": [plain(day) for day in rules.last_days],
        }
        put(self._connection, NOTICES, row)

    def find(self, notice_id: str) -> NoticeRules | None:
        """The rules, or None while the notice is unknown."""
        row = self._connection.execute(select(NOTICES).where(NOTICES.c.id == notice_id)).first()
        if row is None:
            return None
        reminders = {name: _read_rule(rule) for name, rule in row.reminders.items()}
        return NoticeRules(row.id, row.notice_version, reminders, tuple(map(_read_day, row.last_days)))


class SubjectRepository:
    """Adapter of `ports.Subjects`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, subject: Subject) -> None:
        """Replace what is remembered."""
        put(self._connection, SUBJECTS, asdict(subject))

    def find(self, subject_id: str) -> Subject | None:
        """What is remembered, or None."""
        row = self._connection.execute(select(SUBJECTS).where(SUBJECTS.c.id == subject_id)).first()
        return None if row is None else Subject(**row._mapping)


class DirectoryRepository:
    """Adapter of `ports.Directory`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, organisation_id: str, name: str, email: str | None) -> None:
        """Replace an entry."""
        put(self._connection, ORGANISATIONS, {"id": organisation_id, "name": name, "email": email})

    def email_of(self, recipient: Recipient) -> str | None:
        """An organisation's mail address; people's addresses are not known here."""
        if recipient.organisation_id is None:
            return None
        statement = select(ORGANISATIONS.c.email).where(ORGANISATIONS.c.id == recipient.organisation_id)
        return self._connection.execute(statement).scalar()
