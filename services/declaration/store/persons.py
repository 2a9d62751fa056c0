"""Rows of `persons` to aggregates and back."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, insert, select

from services.declaration.domain.person import Person, PersonBasics, Verification
from services.declaration.store.tables import persons
from shared.persistence import conflict_on_duplicate, get_or_not_found, update_versioned
from shared.wire.plain import plain, read_as, read_maybe

_PLAIN = (
    "person_id", "name", "unit_id", "sex", "birth_date", "id_number_sealed", "id_number_masked", "id_number_index",
    "phone_sealed", "phone_masked", "profile", "version",
)  # fmt: skip


class PersonRows:
    """The `Persons` port on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, person: Person) -> None:
        """See the port."""
        with conflict_on_duplicate("person_exists"):
            self._connection.execute(insert(persons).values(**_to_row(person), version=1))
        person.version = 1

    def get(self, person_id: str, *, hold: bool = False) -> Person:
        """See the port."""
        found = select(persons).where(persons.c.person_id == person_id)
        if hold:
            found = found.with_for_update()
        return _from_row(get_or_not_found(self._connection, found, "person_not_found", path="person_id"))

    def save(self, person: Person, expected_version: int) -> None:
        """See the port."""
        person.version = update_versioned(
            self._connection, persons, person.person_id, expected_version, _to_row(person)
        )  # fmt: skip


def _to_row(person: Person) -> dict[str, Any]:
    """Values by column, but for the version; the key of the photo lies among the basics once there is one."""
    photo = {"photo_key": person.photo_key} if person.photo_key else {}
    row = {name: getattr(person, name) for name in _PLAIN if name != "version"}
    return row | {"basics": plain(person.basics) | photo, "verification": plain(person.verification)}


def _from_row(row: Row[Any]) -> Person:
    return Person(
        **{name: row._mapping[name] for name in _PLAIN},
        basics=read_as(PersonBasics, row.basics),
        photo_key=row.basics.get("photo_key"),
        verification=read_maybe(Verification, row.verification),
    )
