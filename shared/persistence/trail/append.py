"""Writing the trail: every decision with who took it, when and on which clause. Sealed later, see trail.chain.

The process that decides signs its entry, so that one that was put into the table by other means is told from it.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, insert

from shared.kernel.caller import Caller
from shared.kernel.canonical import canonical_json
from shared.kernel.clock import iso
from shared.kernel.ids import new_id
from shared.persistence.schema.common_tables import TRAIL
from shared.persistence.trail.verify import Decided, entry_content
from shared.wire.types import JsonObject

if TYPE_CHECKING:
    from shared.security.trail_keys import TrailKeys

_INSERT = insert(TRAIL).inline()

Decision = tuple[str, str, str, str | None, str | None, JsonObject | None]
"""action, subject kind, subject id, clause, opinion, data."""


class NewEntry(Decided):
    """A row that is about to be written."""

    at: datetime


def entry(decision: Decision, caller: Caller, at: datetime, correlation: str, causation: str | None) -> NewEntry:
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


def write_entries(connection: Connection, entries: list[NewEntry], keys: TrailKeys | None = None) -> None:
    """Append to the trail, unsealed: a chain kept here would make every commit wait for the one before."""
    if entries:
        signed = entries if keys is None else [one | {"signature": _signature(one, keys)} for one in entries]
        connection.execute(_INSERT, signed if len(signed) > 1 else signed[0])


def _signature(row: NewEntry, keys: TrailKeys) -> str:
    content = entry_content(row)
    content["at"] = iso(row["at"])
    return f"{keys.active}.{keys.mac(canonical_json(content), keys.active)}"
