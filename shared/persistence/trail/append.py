"""Writing the trail: every decision with who took it, when and on which clause. Sealed later, see trail_chain."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert

from shared.kernel.caller import Caller
from shared.kernel.ids import new_id
from shared.persistence.schema.common_tables import TRAIL

_INSERT = insert(TRAIL).inline()

Decision = tuple[str, str, str, str | None, str | None, dict[str, Any] | None]
"""action, subject kind, subject id, clause, opinion, data."""


def entry(decision: Decision, caller: Caller, at: datetime, correlation: str, causation: str | None) -> dict[str, Any]:
    """One row of the trail; the actor holds ids and roles, no name."""
    action, subject_kind, subject_id, clause, opinion, data = decision
    return {
        "id": new_id(),
        "at": at,
        "action": action,
        "subject_kind": subject_kind,
        "subject_id": subject_id,
        "actor": caller.as_actor(),
        "clause": clause,
        "opinion": opinion,
        "data": data,
        "correlation": correlation,
        "causation": causation,
    }


def write_entries(connection: Connection, entries: list[dict[str, Any]]) -> None:
    """Append to the trail, unsealed: a chain kept here would make every commit wait for the one before."""
    if entries:
        connection.execute(_INSERT, entries if len(entries) > 1 else entries[0])
