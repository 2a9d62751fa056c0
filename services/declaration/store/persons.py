"""Rows of `persons` to aggregates and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, insert

from services.declaration.domain.person import Person, PersonBasics, Verification
from services.declaration.store.tables import PERSONS
from shared.persistence import conflict_on_duplicate, find, first_or_not_found, update_versioned, values_of
from shared.wire.plain import plain, read_as, read_maybe

_NEW = insert(PERSONS)


@dataclass(slots=True)
class PersonRepository:
    """The `Persons` port on one connection."""

    connection: Connection

    def add(self, person: Person) -> None:
        """See the port."""
        person.version = 1
        with conflict_on_duplicate("person_exists"):
            self.connection.execute(_NEW, _to_row(person))

    def get(self, person_id: str, *, hold: bool = False) -> Person:
        """See the port."""
        found = find(self.connection, PERSONS, hold=hold, person_id=person_id)
        return _from_row(first_or_not_found(found, "person_not_found", path="person_id"))

    def save(self, person: Person, expected_version: int) -> None:
        """See the port."""
        person.version = update_versioned(
            self.connection, PERSONS, person.person_id, expected_version, _to_row(person)
        )  # fmt: skip


def _to_row(person: Person) -> dict[str, Any]:
    """Values by column; the key of the photo lies among the basics once there is one."""
    row = values_of(person, basics=plain(person.basics), verification=plain(person.verification))
    if key := row.pop("photo_key"):
        row["basics"]["photo_key"] = key
    return row


def _from_row(row: Row[Any]) -> Person:
    values = row._asdict()
    photo_key, word = values["basics"].get("photo_key"), values["verification"]
    values |= {"basics": read_as(PersonBasics, values["basics"]), "verification": read_maybe(Verification, word)}
    return Person(**values, photo_key=photo_key)
