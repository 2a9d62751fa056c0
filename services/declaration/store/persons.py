"""Rows of `persons` to aggregates and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Connection, Row, and_, bindparam, insert, or_, select

from services.declaration.domain.person import Person, PersonBasics, ProfileReturn, Verification
from services.declaration.requests import ListWaitingProfiles
from services.declaration.store.tables import PERSONS
from shared.persistence import (
    Order,
    conflict_on_duplicate,
    find,
    first_or_not_found,
    listed,
    update_versioned,
    values_of,
)
from shared.persistence.db.rows import RowValues
from shared.wire.plain import plain, read_as, read_maybe
from shared.wire.types import Page

_NEW = insert(PERSONS)
_COLUMNS = tuple(column.name for column in PERSONS.c)
_WAITING = Order(by={"name": PERSONS.c.name}, key=PERSONS.c.person_id, default="name")
_INDEX: BindParameter[str] = bindparam("index")
_OF_OLD = and_(PERSONS.c.claimed_index.is_(None), PERSONS.c.id_number_index == _INDEX)
"""As version 0.2.0 writes it."""
_CLAIMANTS = select(PERSONS).where(or_(PERSONS.c.claimed_index == _INDEX, _OF_OLD)).order_by(PERSONS.c.person_id)


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

    def claimants(self, index: str, *, hold: bool = False) -> list[Person]:
        """See the port."""
        statement = _CLAIMANTS.with_for_update() if hold else _CLAIMANTS
        return [_from_row(row) for row in self.connection.execute(statement, {"index": index})]

    def waiting(self, unit_id: str, request: ListWaitingProfiles) -> Page[Person]:
        """See the port."""
        statement = select(PERSONS).where(PERSONS.c.unit_id == unit_id, PERSONS.c.verification.is_(None))
        if (wanted := request.filter.returned) is not None:
            back = PERSONS.c.returned
            statement = statement.where(back.is_not(None) if wanted else back.is_(None))
        return listed(self.connection, statement, _WAITING, request).turned(_from_row)

    def save(self, person: Person, expected_version: int) -> None:
        """See the port."""
        with conflict_on_duplicate("id_number_owned", path="person_id"):
            person.version = update_versioned(
                self.connection, PERSONS, person.person_id, expected_version, _to_row(person)
            )  # fmt: skip


def _to_row(person: Person) -> RowValues:
    """Values by column; the key of the photo lies among the basics once there is one."""
    row = values_of(
        person, basics=plain(person.basics), verification=plain(person.verification), returned=plain(person.returned),
        claimed_index=person.id_number_index,
    )  # fmt: skip
    if person.claim != "owned":
        row["id_number_index"] = f"claim/{person.person_id}"
    if key := row.pop("photo_key"):
        row["basics"]["photo_key"] = key
    return row


def _from_row(row: Row[Any]) -> Person:
    found = row._mapping
    values = {name: found[name] for name in _COLUMNS}
    values["id_number_index"] = values.pop("claimed_index") or values["id_number_index"]
    photo_key, word = values["basics"].get("photo_key"), values["verification"]
    values |= {"basics": read_as(PersonBasics, values["basics"]), "verification": read_maybe(Verification, word)}
    values["returned"] = read_maybe(ProfileReturn, values["returned"])
    return Person(**values, photo_key=photo_key)
