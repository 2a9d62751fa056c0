"""What notify remembers of notices, subjects and organisations."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime
from functools import lru_cache

from sqlalchemy import Connection, Text, bindparam, cast, select, update

from services.notify.domain.notice_rules import NoticeRules
from services.notify.domain.subject import Subject
from services.notify.store.cited import numbers_of
from services.notify.store.tables import NOTICES, ORGANISATIONS, PEOPLE, SUBJECTS
from services.notify.usecases.ports import DirectoryEntry
from shared.persistence import JsonRows, find, from_row, hold_name, put, put_newer, share_name, values_of

_PLAIN, _JSON = ("id", "notice_version", "document_number"), ("reminders", "last_days", "ruling")
_RULES = JsonRows(NoticeRules, *_JSON)
_AS_TEXT = select(
    *(NOTICES.c[name] for name in _PLAIN), *(cast(NOTICES.c[name], Text).label(name) for name in _JSON)
).where(NOTICES.c.id == bindparam("notice"))
_REPLANNED = update(NOTICES).where(NOTICES.c.id == bindparam("_notice")).values(replanned_to=bindparam("_to"))
_BEING_REPLANNED = select(NOTICES.c.id, NOTICES.c.replanned_to).where(NOTICES.c.replanned_to.is_not(None))
_NEXT_REPLANNED = _BEING_REPLANNED.order_by(NOTICES.c.id).limit(1)

_NAMES = select(ORGANISATIONS.c.id, ORGANISATIONS.c.name).where(
    ORGANISATIONS.c.id.in_(bindparam("ids", expanding=True))
)
_EMAILS = select(ORGANISATIONS.c.id, ORGANISATIONS.c.email).where(
    ORGANISATIONS.c.id.in_(bindparam("ids", expanding=True))
)
_PLACES = select(ORGANISATIONS.c.id).where(ORGANISATIONS.c.id.in_(bindparam("ids", expanding=True))).limit(1)


@lru_cache(maxsize=100)
def _read_rules(*kept: str | int | None) -> NoticeRules:
    """From what stands in a row; every duty asks, and the rules of a notice change with its versions alone."""
    plain, texts = kept[: len(_PLAIN)], kept[len(_PLAIN) :]
    said = (None if text is None else json.loads(str(text)) for text in texts)
    return _RULES.of(dict(zip((*_PLAIN, *_JSON), (*plain, *said), strict=True)))


class NoticeRepository:
    """Adapter of `ports.NoticeRulesStore`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def share(self, notice_id: str) -> None:
        """Until the end of the transaction nobody changes the rules, and whoever changes them afterwards finds what was
        entered by them."""
        share_name(self._connection, f"notice/{notice_id}")

    def hold(self, notice_id: str) -> None:
        """Until the end of the transaction nobody else enters anything by the notice's rules."""
        hold_name(self._connection, f"notice/{notice_id}")

    def keep(self, rules: NoticeRules) -> None:
        """Replace what is known of the notice; events of a notice arrive in order."""
        put(self._connection, NOTICES, _RULES.values(rules))

    def find(self, notice_id: str) -> NoticeRules | None:
        """The rules, or None while the notice is unknown."""
        row = self._connection.execute(_AS_TEXT, {"notice": notice_id}).first()
        return None if row is None else _read_rules(*row)

    def numbers_of(self, notice_ids: Collection[str]) -> dict[str, str]:
        """Document numbers by id of those that are known."""
        return numbers_of(self._connection, notice_ids)

    def note_replanned(self, notice_id: str, to: str | None) -> None:
        """How far the open duties are planned by the newest rules; None: all of them."""
        self._connection.execute(_REPLANNED, {"_notice": notice_id, "_to": to})

    def next_replanned(self) -> tuple[str, str] | None:
        """A notice whose duties are to be planned anew, held from here on, and how far that is."""
        waiting = self._connection.execute(_NEXT_REPLANNED).first()
        if waiting is None:
            return None
        self.hold(waiting.id)
        return waiting.id, find(self._connection, NOTICES.c.replanned_to, id=waiting.id).scalar_one()

    def being_replanned(self) -> set[str]:
        """Notices whose duties are not all planned by their newest rules."""
        return set(self._connection.execute(_BEING_REPLANNED).scalars())


class SubjectRepository:
    """Adapter of `ports.Subjects`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, subject: Subject) -> None:
        """Replace what is remembered."""
        put(self._connection, SUBJECTS, values_of(subject))

    def hold(self, subject_id: str) -> None:
        """Keep it from others until the end of the transaction."""
        find(self._connection, SUBJECTS.c.id, id=subject_id, hold=True).first()

    def find(self, subject_id: str) -> Subject | None:
        """What is remembered, or None."""
        row = find(self._connection, SUBJECTS, id=subject_id).first()
        return None if row is None else from_row(Subject, row)


class DirectoryRepository:
    """Adapter of `ports.Directory`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def hold(self, organisation_id: str) -> None:
        """Until the end of the transaction nobody else finds that the organisation is not known."""
        hold_name(self._connection, f"organisation/{organisation_id}")

    def keep(self, entry: DirectoryEntry) -> None:
        """Replace an entry."""
        put(self._connection, ORGANISATIONS, values_of(entry))

    def kind_of(self, organisation_id: str) -> str | None:
        """What kind of organisation it is; None while that is not known here."""
        return find(self._connection, ORGANISATIONS.c.kind, id=organisation_id).scalar()

    def above(self, organisation_id: str) -> tuple[str | None, str | None] | None:
        """The body above it, and the division in which it is, each if there is one; None of an organisation that is
        not known here and is not until the end of the transaction."""
        found = self._above(organisation_id)
        if found is None:
            share_name(self._connection, f"organisation/{organisation_id}")
            found = self._above(organisation_id)
        return found

    def _above(self, organisation_id: str) -> tuple[str | None, str | None] | None:
        row = find(self._connection, ORGANISATIONS.c.parent_id, ORGANISATIONS.c.region, id=organisation_id).first()
        return (row.parent_id, row.region) if row is not None else None

    def any_in(self, organisation_ids: Collection[str], places: str) -> bool:
        """Whether one of the organisations lies in a division whose code begins so."""
        statement = _PLACES.where(ORGANISATIONS.c.region.startswith(places))
        return self._connection.execute(statement, {"ids": list(organisation_ids)}).first() is not None

    def names_of(self, organisation_ids: Collection[str]) -> dict[str, str]:
        """Names by id of those that are known."""
        found = self._connection.execute(_NAMES, {"ids": list(organisation_ids)}) if organisation_ids else ()
        return {row.id: row.name for row in found}

    def emails_of(self, organisation_ids: Collection[str]) -> dict[str, str]:
        """Mail addresses by id of those that have one; people's addresses are not known here."""
        found = self._connection.execute(_EMAILS, {"ids": list(organisation_ids)}) if organisation_ids else ()
        return {row.id: row.email.strip() for row in found if row.email}

    def keep_unit(self, person_id: str, unit_id: str, since: datetime) -> None:
        """Keep for which unit somebody applies, unless something newer is known."""
        put_newer(self._connection, PEOPLE, {"id": person_id, "unit_id": unit_id, "since": since}, "since")
