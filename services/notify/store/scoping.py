"""The one place where lists are cut down to what the caller may see."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, or_, select

from services.notify.domain.recipient import OF_DIVISION, SUPERVISION
from services.notify.store.tables import ORGANISATIONS, PEOPLE
from services.notify.usecases.ports import InboxScope
from shared.persistence import fitting


def visible(
    statement: Select[Any], table: FromClause, scope: InboxScope, person_id: str | None, organisation_id: str | None
) -> Select[Any]:
    """Rows of the caller and of his organisation, or all where his scope is everyone; then those of a recipient, where
    `supervision` stands for what came to supervisors at all."""
    if not scope.everyone:
        own = [table.c.person_id == scope.person_id]
        if scope.organisation_id is not None:
            own.append(table.c.organisation_id == scope.organisation_id)
        if scope.overseen is not None:
            places = select(ORGANISATIONS.c.id).where(ORGANISATIONS.c.region.startswith(scope.overseen))
            own += [table.c.organisation_id.in_(places), _supervision(table, scope.overseen)]
            if scope.people:
                own.append(table.c.person_id.in_(select(PEOPLE.c.id).where(PEOPLE.c.unit_id.in_(places))))
        statement = statement.where(or_(*own))
    if organisation_id == SUPERVISION:
        return fitting(statement.where(_supervision(table, "")), (table.c.person_id, person_id))
    return fitting(statement, (table.c.person_id, person_id), (table.c.organisation_id, organisation_id))


def _supervision(table: FromClause, places: str) -> ColumnElement[bool]:
    """As `Recipient.is_supervised_from` has it."""
    told = table.c.organisation_id
    return or_(told == SUPERVISION, told.startswith(f"{OF_DIVISION}{places}"))
