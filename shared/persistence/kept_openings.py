"""The records of openings against the trail: one that is gone, was changed, or that nobody made while looking.

They are read first, then the entries that wait for their seal, then the chain: what is written meanwhile is no fault.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, inspect, select

from shared.kernel.canonical import canonical_json
from shared.kernel.clock import iso
from shared.persistence.openings import OPENED, digest_of
from shared.persistence.schema.common_tables import OPENINGS, TRAIL
from shared.persistence.trail.chain import exported
from shared.persistence.trail.verify import ExportedEntry, TrailReport, entry_content

if TYPE_CHECKING:
    from shared.security.trail_keys import TrailKeys

_ALL = select(OPENINGS).order_by(OPENINGS.c.opened_at, OPENINGS.c.id)
_WAITING = select(TRAIL).where(TRAIL.c.seal_no.is_(None), TRAIL.c.action == OPENED).order_by(TRAIL.c.position)


class KeptOpenings:
    """What a database holds of openings; `watched` passes the chain through, `judged` adds what was found."""

    def __init__(self, connection: Connection, keys: TrailKeys | None = None, unsigned_until: int = 0) -> None:
        self._connection, self._keys, self._unsigned_until = connection, keys, unsigned_until
        self._stands = inspect(connection).has_table(OPENINGS.name)
        self._untold = dict(self._rows())
        self._met: set[str] = set()
        self._fault: str | None = None
        self._waiting = [exported(row) for row in connection.execute(_WAITING).mappings()]

    def watched(self, entries: Iterable[ExportedEntry]) -> Iterator[ExportedEntry]:
        """The same entries; what each tells of openings is looked up once the verifier has taken it for good."""
        for one in entries:
            yield one
            self._look(one)

    def judged(self, report: TrailReport) -> TrailReport:
        """The report of the chain; an opening is at fault only where the chain holds, for else nothing is certain."""
        if report.fault:
            return report
        for one in self._waiting:
            self._look(one)
        return replace(report, fault=self._fault or self._added(), openings=len(self._met))

    def _rows(self) -> Iterator[tuple[str, str]]:
        rows = self._connection.execute(_ALL.execution_options(yield_per=1000)).mappings() if self._stands else ()
        for row in rows:
            yield row["id"], digest_of(row)

    def _look(self, entry: ExportedEntry) -> None:
        if self._fault or entry["action"] != OPENED:
            return
        self._fault = self._signature_fault(entry)
        for key, told in (entry["data"] or {})["openings"].items():
            self._fault = self._fault or self._opening_fault(key, told, entry)

    def _signature_fault(self, entry: ExportedEntry) -> str | None:
        """Of an entry that the chain has no word on: without a signature, or not sealed yet."""
        if self._keys is None or 0 < (entry["seal_no"] or 0) <= self._unsigned_until:
            return None
        key_id, _, mac = str(entry["signature"]).partition(".")
        if key_id in self._keys.keys and self._keys.mac(canonical_json(entry_content(entry)), key_id) == mac:
            return None
        return f"{_entry(entry)} tells of openings and was not written by its service"

    def _opening_fault(self, key: str, told: str, entry: ExportedEntry) -> str | None:
        held = self._untold.pop(key, None) or self._later(key)
        if held == told:
            self._met.add(key)
            return None
        what = "is gone" if held is None else "was changed"
        looked = f"{entry['actor']['person_id']} looked at {entry['subject_kind']} {entry['subject_id']}, {entry['at']}"
        return f"the opening {key} {what}: {looked} ({_entry(entry)})"

    def _later(self, key: str) -> str | None:
        """One that was written after the reading began, or is told of twice: as a sealed entry and as a waiting one."""
        found = self._find(key)
        return digest_of(found._mapping) if found else None

    def _added(self) -> str | None:
        for key in self._untold:
            found = self._find(key)
            of = f" of {found.opened_by}, {iso(found.opened_at)}" if found else ""
            return f"the opening {key}{of} was added: no entry tells of it"
        return None

    def _find(self, key: str) -> Row[Any] | None:
        return self._connection.execute(_ALL.where(OPENINGS.c.id == key)).first() if self._stands else None


def _entry(entry: ExportedEntry) -> str:
    return f"entry {entry['seal_no']}" if entry["seal_no"] else f"an entry of {entry['at']} that is not sealed yet"
