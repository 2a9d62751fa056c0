"""What notify remembers of notices, subjects and organisations."""

from __future__ import annotations

from sqlalchemy import Connection

from services.notify.domain.notice_rules import NoticeRules
from services.notify.domain.recipient import Recipient
from services.notify.domain.subject import Subject
from services.notify.store.tables import NOTICES, ORGANISATIONS, SUBJECTS
from services.notify.usecases.ports import DirectoryEntry
from shared.persistence import JsonRows, find, from_row, put, values_of

_RULES = JsonRows(NoticeRules, "reminders", "last_days")


class NoticeRepository:
    """Adapter of `ports.NoticeRulesStore`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, rules: NoticeRules) -> None:
        """Replace what is known of the notice; events of a notice arrive in order."""
        put(self._connection, NOTICES, _RULES.values(rules))

    def find(self, notice_id: str) -> NoticeRules | None:
        """The rules, or None while the notice is unknown."""
        row = find(self._connection, NOTICES, id=notice_id).first()
        return None if row is None else _RULES.read(row)


class SubjectRepository:
    """Adapter of `ports.Subjects`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, subject: Subject) -> None:
        """Replace what is remembered."""
        put(self._connection, SUBJECTS, values_of(subject))

    def find(self, subject_id: str) -> Subject | None:
        """What is remembered, or None."""
        row = find(self._connection, SUBJECTS, id=subject_id).first()
        return None if row is None else from_row(Subject, row)


class DirectoryRepository:
    """Adapter of `ports.Directory`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, entry: DirectoryEntry) -> None:
        """Replace an entry."""
        put(self._connection, ORGANISATIONS, values_of(entry))

    def kind_of(self, organisation_id: str) -> str | None:
        """What kind of organisation it is; None while that is not known here."""
        return find(self._connection, ORGANISATIONS.c.kind, id=organisation_id).scalar()

    def email_of(self, recipient: Recipient) -> str | None:
        """An organisation's mail address; people's addresses are not known here."""
        if recipient.organisation_id is None:
            return None
        return find(self._connection, ORGANISATIONS.c.email, id=recipient.organisation_id).scalar()
