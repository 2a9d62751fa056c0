"""The chain over the trail: sealing in order, twice.

The plain hash (`hash` = SHA-256(previous hash + canonical JSON of the entry with its seal number); the first previous
hash is 64 zeros) needs no secret: an entry that was edited, removed, inserted or moved by mistake breaks it at its
number. Whoever may write the database could compute it anew, so each number has a keyed seal as well, in a table of its
own: HMAC-SHA256(trail key, previous seal + canonical JSON of the entry, its hash and its signature). Entries that only
the released version before sealed get their keyed seal from the next relay that has a key.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Connection, Select, bindparam, func, insert, select, text, update

from shared.kernel.clock import iso
from shared.persistence.schema.common_tables import TRAIL, TRAIL_SEALS
from shared.persistence.trail.verify import GENESIS, ExportedEntry, TrailReport, entry_hash, keyed_content, verify_trail

if TYPE_CHECKING:
    from shared.security.trail_keys import TrailKeys

__all__ = [
    "TrailReport", "entry_hash", "exported", "lacks_keyed_seals", "seal_trail", "sealed_entries", "verify_trail",
]  # fmt: skip

_SEAL_LOCK = 0x5EA1
_UNSEALED = select(TRAIL).where(TRAIL.c.seal_no.is_(None)).order_by(TRAIL.c.position)
_LAST = select(TRAIL.c.seal_no, TRAIL.c.hash).where(TRAIL.c.seal_no.is_not(None)).order_by(TRAIL.c.seal_no.desc())
_LAST_KEYED = select(TRAIL_SEALS.c.number, TRAIL_SEALS.c.seal).order_by(TRAIL_SEALS.c.number.desc()).limit(1)
_NEWEST = select(func.max(TRAIL.c.seal_no))
_SEAL = update(TRAIL).where(TRAIL.c.position == bindparam("at_position"))


def seal_trail(
    connection: Connection, limit: int = 500, keys: TrailKeys | None = None, now: datetime | None = None
) -> int:
    """Append up to `limit` unsealed entries to the chain, oldest first; returns how many (0 = all sealed).

    With keys (and the moment) their keyed seals too, and those of up to `limit` entries that somebody else sealed.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _SEAL_LOCK})
    done = _seal(connection, limit)
    if keys is None or now is None:
        return done
    return max(done, _seal_keyed(connection, limit, keys, now))


def _seal(connection: Connection, limit: int) -> int:
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


def _seal_keyed(connection: Connection, limit: int, keys: TrailKeys, now: datetime) -> int:
    last = connection.execute(_LAST_KEYED).first()
    number, previous = (last.number, last.seal) if last else (0, GENESIS)
    if number == (connection.scalar(_NEWEST) or 0):
        return 0
    following = select(TRAIL).where(TRAIL.c.seal_no > number).order_by(TRAIL.c.seal_no).limit(limit)
    seals = []
    for row in connection.execute(following).mappings():
        previous = keys.mac(keyed_content(previous, exported(row)), keys.active)
        seals.append({"number": row["seal_no"], "seal": previous, "key_id": keys.active, "sealed_at": now})
    if seals:
        connection.execute(insert(TRAIL_SEALS), seals)
    return len(seals)


def lacks_keyed_seals(connection: Connection) -> bool:
    """Whether the chain has entries without a keyed seal: after an upgrade, or when the version before has sealed."""
    return bool((connection.scalar(_NEWEST) or 0) > (connection.scalar(select(func.max(TRAIL_SEALS.c.number))) or 0))


def sealed_entries(connection: Connection) -> Iterator[ExportedEntry]:
    """The sealed trail in order, in the form that is exported (JSON types only) and that verify_trail reads."""
    seals = TRAIL.outerjoin(TRAIL_SEALS, TRAIL_SEALS.c.number == TRAIL.c.seal_no)
    statement: Select[Any] = (
        select(TRAIL, TRAIL_SEALS.c.seal, TRAIL_SEALS.c.key_id)
        .select_from(seals)
        .where(TRAIL.c.seal_no.is_not(None))
        .order_by(TRAIL.c.seal_no)
    )
    for row in connection.execute(statement.execution_options(yield_per=1000)).mappings():
        yield exported(row) | {"seal": row["seal"], "key_id": row["key_id"]}


_EXPORTED = tuple(column.name for column in TRAIL.columns if column.name not in ("position", "at"))


def exported(row: Mapping[Any, Any]) -> ExportedEntry:
    """One entry as JSON types, the time as ISO 8601."""
    moment: datetime = row["at"]
    return cast(ExportedEntry, {name: row[name] for name in _EXPORTED} | {"at": iso(moment)})
