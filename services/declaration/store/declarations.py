"""Rows of `declarations` to aggregates and back, and the lists over them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Subquery, and_, false, func, insert, or_, select

from services.declaration.domain.choice import PlanChoice
from services.declaration.domain.declaration import Declaration, OpenReturn
from services.declaration.domain.filing import Filing, UnitFiling
from services.declaration.domain.lapse import lapses_at
from services.declaration.domain.scope import STAGE_ROLES
from services.declaration.domain.transitions import DeclarationState
from services.declaration.requests import ListDeclarations
from services.declaration.store.tables import declarations, notices, stage_holders
from shared.contracts.declaration.dossier import Commitment
from shared.kernel.caller import Caller
from shared.persistence import Order, fitting, get_or_not_found, listed, update_versioned
from shared.wire.plain import plain, read_maybe
from shared.wire.types import Page

_CHOICE = (
    "notice_id", "notice_version", "year", "plan_id", "plan_name", "series", "level", "level_group", "opens_on",
    "closes_on", "filing_clause",
)  # fmt: skip
_PLAIN = (
    "declaration_id", "person_id", "unit_id", "revision", "sections", "started_at", "submitted_at",
    "session_id", "certificate_number", "checked_version", "version",
)  # fmt: skip
_ORDER = Order(
    by={
        "started_at": declarations.c.started_at,
        "closes_on": declarations.c.closes_on,
        "state": declarations.c.state,
        "level": declarations.c.level,
        "plan_id": declarations.c.plan_id,
    },
    key=declarations.c.declaration_id,
    default="started_at",
)


class DeclarationRows:
    """The `DeclarationRegister` port on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, declaration: Declaration) -> None:
        """See the port."""
        self._connection.execute(insert(declarations).values(**_to_row(declaration), version=1))
        declaration.version = 1

    def get(self, declaration_id: str) -> Declaration:
        """See the port."""
        found = select(declarations).where(declarations.c.declaration_id == declaration_id)
        return _from_row(get_or_not_found(self._connection, found, "declaration_not_found", path="declaration_id"))

    def save(self, declaration: Declaration, expected_version: int) -> None:
        """See the port."""
        declaration.version = update_versioned(
            self._connection, declarations, declaration.declaration_id, expected_version, _to_row(declaration)
        )

    def of_person(self, person_id: str) -> list[Declaration]:
        """See the port."""
        found = select(declarations).where(declarations.c.person_id == person_id).order_by(declarations.c.started_at)
        return [_from_row(row) for row in self._connection.execute(found)]

    def filings_of_unit(
        self, unit_id: str, notice_id: str, series: str, level: str, without: str | None
    ) -> list[UnitFiling]:
        """See the port."""
        table = declarations.c
        begun = table.submitted_at.is_not(None).label("submitted")
        wanted = select(table.plan_id, table.filed_with, table.filed_through, table.state, begun).distinct()
        of_unit = wanted.where(table.unit_id == unit_id, table.notice_id == notice_id)
        alike = of_unit.where(table.series == series, table.level == level, table.filed_with.is_not(None))
        others = alike if without is None else alike.where(table.declaration_id != without)
        return [
            UnitFiling(filing=filing, state=DeclarationState(row.state), submitted=bool(row.submitted))
            for row in self._connection.execute(others)
            if (filing := _filing(row.plan_id, row.filed_with, row.filed_through))
        ]

    def overdue(self, now: datetime, limit: int) -> list[Declaration]:
        """See the port."""
        newest = _newest_versions()
        checked = declarations.c.notice_id == newest.c.notice_id, declarations.c.checked_version >= newest.c.version
        late = select(declarations).join(newest, and_(*checked)).where(declarations.c.due_at <= now)
        ordered = late.order_by(declarations.c.due_at, declarations.c.declaration_id).limit(limit)
        return [_from_row(row) for row in self._connection.execute(ordered)]

    def unchecked(self, states: Collection[DeclarationState], limit: int) -> list[Declaration]:
        """See the port."""
        newest = _newest_versions()
        behind = declarations.c.notice_id == newest.c.notice_id, declarations.c.checked_version < newest.c.version
        found = select(declarations).join(newest, and_(*behind)).where(declarations.c.state.in_(sorted(states)))
        ordered = found.order_by(declarations.c.declaration_id).limit(limit)
        return [_from_row(row) for row in self._connection.execute(ordered)]

    def page(self, reader: Caller, request: ListDeclarations) -> Page[Declaration]:
        """See the port."""
        wanted, table = request.filter, declarations.c
        statement = fitting(
            select(declarations).where(readable_by(reader)),
            (table.person_id, wanted.person_id), (table.state, wanted.state), (table.level, wanted.level),
            (table.plan_id, wanted.plan_id),
        )  # fmt: skip
        return listed(self._connection, statement, _ORDER, request).turned(_from_row)


def _newest_versions() -> Subquery:
    """notice_id and version of every notice in force."""
    newest = select(notices.c.notice_id, func.max(notices.c.version).label("version"))
    return newest.group_by(notices.c.notice_id).subquery()


def readable_by(caller: Caller) -> ColumnElement[bool]:
    """The SQL twin of `domain.scope.may_read`."""
    own = declarations.c.person_id == caller.person_id
    organisation = caller.organisation_id
    if organisation is None or not any(caller.has(role) for role in STAGE_ROLES):
        return own
    held = declarations.c.declaration_id.in_(
        select(stage_holders.c.declaration_id).where(stage_holders.c.organisation_id == organisation)
    )
    of_unit = declarations.c.unit_id == organisation if caller.has("unit_clerk") else false()
    return or_(own, held, and_(of_unit))


def _to_row(declaration: Declaration) -> dict[str, Any]:
    """Values by column, but for the version."""
    row = {name: getattr(declaration, name) for name in _PLAIN if name != "version"}
    row |= {name: getattr(declaration.choice, name) for name in _CHOICE}
    filing = declaration.filing
    return row | {
        "state": declaration.state.value,
        "commitment": plain(declaration.commitment),
        "open_return": plain(declaration.open_return),
        "due_at": lapses_at(declaration),
        "filed_with": filing.committee if filing else None,
        "filed_through": filing.channel if filing else None,
    }


def _from_row(row: Row[Any]) -> Declaration:
    values = row._mapping
    return Declaration(
        **{name: values[name] for name in _PLAIN},
        choice=PlanChoice(**{name: values[name] for name in _CHOICE}),
        state=DeclarationState(row.state),
        commitment=read_maybe(Commitment, row.commitment),
        open_return=read_maybe(OpenReturn, row.open_return),
        filing=_filing(row.plan_id, row.filed_with, row.filed_through),
    )


def _filing(plan_id: str, committee: str | None, channel: str | None) -> Filing | None:
    if committee is None or channel is None:
        return None
    return Filing(plan_id=plan_id, committee=committee, channel=channel)
