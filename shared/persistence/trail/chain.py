"""The hash chain over the trail: sealing in order, and the verifier that needs nothing but the rows.

hash = SHA-256(previous hash + canonical JSON of the row's content with its seal number); the first previous hash is
64 zeros. An edited, removed, inserted or moved row breaks the chain at its number. Rows cut off at the end are seen
only against a head (number and hash) noted elsewhere: pass it to verify_trail.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select, text, update

from shared.kernel.canonical import canonical_json
from shared.kernel.clock import iso
from shared.persistence.schema.common_tables import TRAIL

GENESIS = "0" * 64
_CONTENT = (
    "id", "at", "action", "subject_kind", "subject_id", "actor", "clause", "opinion", "data", "correlation",
    "causation",
)  # fmt: skip
_SEAL_LOCK = 0x5EA1
_UNSEALED = select(TRAIL).where(TRAIL.c.seal_no.is_(None)).order_by(TRAIL.c.position)
_LAST = select(TRAIL.c.seal_no, TRAIL.c.hash).where(TRAIL.c.seal_no.is_not(None)).order_by(TRAIL.c.seal_no.desc())
_SEAL = update(TRAIL).where(TRAIL.c.position == bindparam("at_position"))


@dataclass(frozen=True, slots=True)
class TrailReport:
    """What a verification found: entries read, the head, and the first fault in words (None = the chain holds)."""

    entries: int
    head_no: int
    head_hash: str
    fault: str | None

    @property
    def holds(self) -> bool:
        """Whether every entry is as it was sealed."""
        return self.fault is None


def seal_trail(connection: Connection, limit: int = 500) -> int:
    """Append up to `limit` unsealed entries to the chain, oldest first; returns how many (0 = all sealed)."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _SEAL_LOCK})
    rows = connection.execute(_UNSEALED.limit(limit)).mappings().all()
    if not rows:
        return 0
    last = connection.execute(_LAST.limit(1)).first()
    number, previous = (last.seal_no, last.hash) if last else (0, GENESIS)
    seals = []
    for row in rows:
        number += 1
        sealed = entry_hash(previous, number, exported(row))
        seals.append({"at_position": row["position"], "seal_no": number, "prev_hash": previous, "hash": sealed})
        previous = sealed
    connection.execute(_SEAL, seals)
    return len(seals)


def sealed_entries(connection: Connection) -> Iterator[dict[str, Any]]:
    """The sealed trail in order, in the form that is exported (JSON types only) and that verify_trail reads."""
    statement = select(TRAIL).where(TRAIL.c.seal_no.is_not(None)).order_by(TRAIL.c.seal_no)
    for row in connection.execute(statement.execution_options(yield_per=1000)).mappings():
        yield exported(row)


def exported(row: Mapping[Any, Any]) -> dict[str, Any]:
    """One entry as JSON types, the time as ISO 8601."""
    content = {name: row[name] for name in (*_CONTENT, "seal_no", "prev_hash", "hash")}
    moment: datetime = row["at"]
    return {**content, "at": iso(moment)}


def entry_hash(previous: str, number: int, row: Mapping[str, Any]) -> str:
    """The seal of an exported entry at place `number` after the entry sealed as `previous`."""
    content = {name: row[name] for name in _CONTENT}
    return hashlib.sha256(previous.encode() + canonical_json({**content, "seal_no": number})).hexdigest()


def verify_trail(entries: Iterable[Mapping[str, Any]], head: tuple[int, str] | None = None) -> TrailReport:
    """Recompute the chain over exported entries in order; `head`: number and hash of an entry noted earlier."""
    number, previous, fault = 0, GENESIS, None
    for row in entries:
        fault = _fault(row, number + 1, previous)
        if fault:
            break
        number, previous = number + 1, str(row["hash"])
        if head and head[0] == number and head[1] != previous:
            fault = f"entry {number} is not the one noted earlier: the chain was made anew"
            break
    if head and not fault and number < head[0]:
        fault = f"the trail ends at entry {number}, but {head[0]} was noted earlier: entries were cut off"
    return TrailReport(number, number, previous, fault)


def _fault(row: Mapping[str, Any], number: int, previous: str) -> str | None:
    if row["seal_no"] != number:
        return f"entry {number} expected, {row['seal_no']} found: an entry was removed, inserted or moved"
    if row["prev_hash"] != previous:
        return f"entry {number} does not follow the entry before it"
    if row["hash"] != entry_hash(previous, number, row):
        return f"entry {number} was changed after it was sealed"
    return None
