"""Committees and their expert pools in their tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import Connection, bindparam, delete, insert, select

from services.committee.domain.committee import Approval, Committee, Scope, Substitute, Validity
from services.committee.domain.pool_sheet import Expert
from services.committee.requests import ListCommittees
from services.committee.store.serials import next_serial
from services.committee.store.tables import COMMITTEES, EXPERTS
from shared.persistence import (
    JsonRows,
    Order,
    conflict_on_duplicate,
    find,
    first_or_not_found,
    fitting,
    from_row,
    listed,
    update_versioned,
    values_of,
)
from shared.wire.types import Page

ORDER = Order(by={"code": COMMITTEES.c.code}, key=COMMITTEES.c.id, default="code")

_PARTS = {"scope": Scope, "validity": Validity, "approval": Approval, "substitute": Substitute}
"""Fields whose own fields are columns."""
_ROWS = JsonRows(Committee, "pool_report", apart=_PARTS)
_HELD = select(COMMITTEES.c.id).where(COMMITTEES.c.id == bindparam("id")).with_for_update(read=True)


class CommitteeRepository:
    """Rows to committees and back."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, committee: Committee) -> None:
        """A committee just registered; conflict("committee_exists") for a code in use."""
        with conflict_on_duplicate("committee_exists", code=committee.code):
            self._connection.execute(insert(COMMITTEES), _ROWS.values(committee))

    def save(self, committee: Committee, expected_version: int) -> int:
        """Write it at the version the caller saw."""
        values = _ROWS.values(committee)
        committee.version = update_versioned(self._connection, COMMITTEES, committee.id, expected_version, values)
        return committee.version

    def get(self, committee_id: str) -> Committee:
        """not_found("committee_not_found")."""
        found = find(self._connection, COMMITTEES, id=committee_id)
        return _ROWS.read(first_or_not_found(found, "committee_not_found"))

    def lock(self, committee_id: str) -> Committee:
        """Wait for steps under way that rest on its right to review, and keep further ones out until the commit."""
        found = find(self._connection, COMMITTEES, hold=True, id=committee_id)
        return _ROWS.read(first_or_not_found(found, "committee_not_found"))

    def hold(self, committee_id: str) -> None:
        """Any number of such steps at once, but no new measure until the commit."""
        self._connection.execute(_HELD, {"id": committee_id})

    def find_code(self, code: str) -> Committee | None:
        """None for a code that nobody registered."""
        row = find(self._connection, COMMITTEES, code=code).first()
        return None if row is None else _ROWS.read(row)

    def next_serial(self) -> int:
        """1, 2, 3... in the order of registration."""
        return next_serial(self._connection, "committees")

    def page(self, request: ListCommittees) -> Page[Committee]:
        """One page by filter."""
        asked = [(COMMITTEES.c[name], value) for name, value in asdict(request.filter).items()]
        statement = fitting(select(COMMITTEES), *asked)
        return listed(self._connection, statement, ORDER, request).turned(_ROWS.read)


class ExpertRepository:
    """The pool of each committee."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def replace(self, committee_id: str, experts: Sequence[Expert]) -> None:
        """The new list is the whole pool."""
        self._connection.execute(delete(EXPERTS).where(EXPERTS.c.committee_id == committee_id))
        if experts:
            rows = [values_of(expert, committee_id=committee_id) for expert in experts]
            self._connection.execute(insert(EXPERTS), rows)

    def accounts(self, committee_id: str) -> dict[str, str]:
        """Expert number -> account."""
        found = find(self._connection, EXPERTS.c.expert_no, EXPERTS.c.account, committee_id=committee_id)
        return {row.expert_no: row.account for row in found}

    def of_committee(self, committee_id: str) -> list[Expert]:
        """By expert number."""
        experts = [from_row(Expert, row) for row in find(self._connection, EXPERTS, committee_id=committee_id)]
        return sorted(experts, key=lambda expert: expert.expert_no)
