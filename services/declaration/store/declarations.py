"""Rows of `declarations` to aggregates and back, and the lists over them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, bindparam, func, insert, or_, select

from services.declaration.domain.choice import PlanChoice
from services.declaration.domain.declaration import Declaration
from services.declaration.domain.filing import Filing, UnitFiling
from services.declaration.domain.lapse import lapses_at
from services.declaration.domain.open_return import OpenReturn
from services.declaration.domain.transitions import DeclarationState
from services.declaration.requests import ListDeclarations
from services.declaration.store.tables import DECLARATIONS, NOTICES, ORGANISATIONS, STAGE_HOLDERS
from shared.contracts.declaration.dossier import Commitment
from shared.kernel.scope import BODY_CLERKS, UNIT_CLERK, Reach
from shared.persistence import Order, find, first_or_not_found, fitting, from_row, listed, update_versioned, values_of
from shared.persistence.db.rows import RowValues
from shared.wire.plain import plain, read_maybe
from shared.wire.types import Page

_PLAIN = (
    "declaration_id", "person_id", "unit_id", "revision", "sections", "started_at", "submitted_at",
    "session_id", "certificate_number", "checked_version", "version",
)  # fmt: skip
_ORDER = Order(
    by={
        "started_at": DECLARATIONS.c.started_at,
        "closes_on": DECLARATIONS.c.closes_on,
        "state": DECLARATIONS.c.state,
        "level": DECLARATIONS.c.level,
        "plan_id": DECLARATIONS.c.plan_id,
    },
    key=DECLARATIONS.c.declaration_id,
    default="started_at",
)


_NEW = insert(DECLARATIONS)
_NEWEST = (
    select(NOTICES.c.notice_id, func.max(NOTICES.c.version).label("version")).group_by(NOTICES.c.notice_id).subquery()
)
"""notice_id and version of every notice in force."""
_FILINGS = (
    select(
        DECLARATIONS.c.plan_id, DECLARATIONS.c.filed_with, DECLARATIONS.c.filed_through, DECLARATIONS.c.state,
        DECLARATIONS.c.submitted_at.is_not(None).label("submitted"),
    )
    .distinct()
    .where(
        *(DECLARATIONS.c[name] == bindparam(name) for name in ("unit_id", "notice_id", "series", "level")),
        DECLARATIONS.c.filed_with.is_not(None), DECLARATIONS.c.declaration_id != bindparam("without"),
    )
)  # fmt: skip
_OVERDUE = (
    select(DECLARATIONS)
    .join(_NEWEST, DECLARATIONS.c.notice_id == _NEWEST.c.notice_id)
    .where(DECLARATIONS.c.checked_version >= _NEWEST.c.version, DECLARATIONS.c.due_at <= bindparam("now"))
    .order_by(DECLARATIONS.c.due_at, DECLARATIONS.c.declaration_id)
    .limit(bindparam("most"))
)
_UNCHECKED = (
    select(DECLARATIONS)
    .join(_NEWEST, DECLARATIONS.c.notice_id == _NEWEST.c.notice_id)
    .where(
        DECLARATIONS.c.checked_version < _NEWEST.c.version,
        DECLARATIONS.c.state.in_(bindparam("states", expanding=True)),
    )
    .order_by(DECLARATIONS.c.declaration_id)
    .limit(bindparam("most"))
)


@dataclass(slots=True)
class DeclarationRepository:
    """The `DeclarationRegister` port on one connection."""

    connection: Connection

    def add(self, declaration: Declaration) -> None:
        """See the port."""
        declaration.version = 1
        self.connection.execute(_NEW, _to_row(declaration))

    def get(self, declaration_id: str) -> Declaration:
        """See the port."""
        found = find(self.connection, DECLARATIONS, declaration_id=declaration_id)
        return _from_row(first_or_not_found(found, "declaration_not_found", path="declaration_id"))

    def save(self, declaration: Declaration, expected_version: int) -> None:
        """See the port."""
        declaration.version = update_versioned(
            self.connection, DECLARATIONS, declaration.declaration_id, expected_version, _to_row(declaration)
        )

    def of_person(self, person_id: str) -> list[Declaration]:
        """See the port."""
        found = find(self.connection, DECLARATIONS, order_by=("started_at",), person_id=person_id)
        return [_from_row(row) for row in found]

    def filings_of_unit(
        self, unit_id: str, notice_id: str, series: str, level: str, without: str | None
    ) -> list[UnitFiling]:
        """See the port."""
        of_unit = {"unit_id": unit_id, "notice_id": notice_id, "series": series, "level": level}
        return [
            UnitFiling(filing=filing, state=DeclarationState(row.state), submitted=bool(row.submitted))
            for row in self.connection.execute(_FILINGS, {**of_unit, "without": without or ""})
            if (filing := _filing(row.plan_id, row.filed_with, row.filed_through))
        ]

    def overdue(self, now: datetime, limit: int) -> list[Declaration]:
        """See the port."""
        found = self.connection.execute(_OVERDUE, {"now": now, "most": limit})
        return [_from_row(row) for row in found]

    def unchecked(self, states: Collection[DeclarationState], limit: int) -> list[Declaration]:
        """See the port."""
        found = self.connection.execute(_UNCHECKED, {"states": sorted(states), "most": limit})
        return [_from_row(row) for row in found]

    def under(self, notice_id: str, states: Collection[DeclarationState], limit: int) -> list[Declaration]:
        """See the port."""
        of_notice = select(DECLARATIONS).where(
            DECLARATIONS.c.notice_id == notice_id, DECLARATIONS.c.state.in_(sorted(states))
        )
        found = self.connection.execute(of_notice.order_by(DECLARATIONS.c.declaration_id).limit(limit))
        return [_from_row(row) for row in found]

    def page(self, reader: Reach, request: ListDeclarations) -> Page[Declaration]:
        """See the port."""
        wanted, table = request.filter, DECLARATIONS.c
        statement = fitting(
            select(DECLARATIONS).where(readable_by(reader)),
            (table.person_id, wanted.person_id), (table.state, wanted.state), (table.level, wanted.level),
            (table.plan_id, wanted.plan_id),
        )  # fmt: skip
        return listed(self.connection, statement, _ORDER, request).turned(_from_row)


def readable_by(scope: Reach) -> ColumnElement[bool]:
    """The SQL twin of `domain.scope.READERS` over `domain.scope.declared`; a supervisor's by the place of the unit."""
    table = DECLARATIONS.c
    open_to = [table.person_id == scope.person_id]
    holder, unit = scope.acts_for(BODY_CLERKS), scope.acts_for({UNIT_CLERK})
    if holder is not None:
        held = select(STAGE_HOLDERS.c.declaration_id).where(STAGE_HOLDERS.c.organisation_id == holder)
        open_to.append(table.declaration_id.in_(held))
    if unit is not None:
        open_to.append(table.unit_id == unit)
    if scope.overseen is not None:
        places = select(ORGANISATIONS.c.organisation_id).where(ORGANISATIONS.c.region.startswith(scope.overseen))
        open_to.append(table.unit_id.in_(places))
    return or_(*open_to)


def _to_row(declaration: Declaration) -> RowValues:
    """Values by column."""
    row = values_of(declaration)
    choice, filing = row.pop("choice"), row.pop("filing")
    return row | values_of(choice) | {
        "state": declaration.state.value,
        "commitment": plain(declaration.commitment),
        "open_return": plain(declaration.open_return),
        "due_at": lapses_at(declaration),
        "filed_with": filing.committee if filing else None,
        "filed_through": filing.channel if filing else None,
    }  # fmt: skip


def _from_row(row: Row[Any]) -> Declaration:
    values = row._mapping
    return Declaration(
        **{name: values[name] for name in _PLAIN},
        choice=from_row(PlanChoice, row),
        state=DeclarationState(row.state),
        commitment=read_maybe(Commitment, row.commitment),
        open_return=read_maybe(OpenReturn, row.open_return),
        filing=_filing(row.plan_id, row.filed_with, row.filed_through),
    )


def _filing(plan_id: str, committee: str | None, channel: str | None) -> Filing | None:
    if committee is None or channel is None:
        return None
    return Filing(plan_id=plan_id, committee=committee, channel=channel)
