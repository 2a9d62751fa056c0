"""The one place where lists are cut down to what the caller may see."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, Table, or_

from services.notify.usecases.ports import Scope


def visible(statement: Select[Any], table: Table, scope: Scope, wanted: dict[str, Any]) -> Select[Any]:
    """Rows of the caller and of his organisation; with `everyone` all, or those of the recipient in the filter."""
    if not scope.everyone:
        own = [table.c.person_id == scope.person_id]
        if scope.organisation_id is not None:
            own.append(table.c.organisation_id == scope.organisation_id)
        statement = statement.where(or_(*own))
    for name in ("person_id", "organisation_id"):
        if wanted.get(name) is not None:
            statement = statement.where(table.c[name] == wanted[name])
    return statement
