"""The verifier of the trail: it needs nothing but the exported entries, the keys, and heads that left the house.

Found without keys: what was edited, removed, inserted or moved and not hashed anew. With keys: whatever was made by
somebody who has the database alone. With heads: entries cut off at the end, an older copy brought back, and a chain
that was made anew by somebody who had the keys as well.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NotRequired, TypedDict

from shared.contracts.trail import TrailHead
from shared.kernel.caller import ActorJson
from shared.kernel.canonical import canonical_json
from shared.wire.types import JsonObject

if TYPE_CHECKING:
    from shared.security.trail_keys import TrailKeys

GENESIS = "0" * 64
_CONTENT = (
    "id", "at", "action", "subject_kind", "subject_id", "actor", "clause", "opinion", "data", "correlation",
    "causation",
)  # fmt: skip


class Decided(TypedDict):
    """What was decided, by whom and on which clause; beside it stands the moment."""

    id: str
    action: str
    subject_kind: str
    subject_id: str
    actor: ActorJson
    clause: str | None
    opinion: str | None
    data: JsonObject | None
    correlation: str
    causation: str | None


class ExportedEntry(Decided):
    """An entry as it is exported: `at` in ISO 8601; the keyed seal where it has one. From a file it may lack members or
    hold others: what is missing, or differs, is what the verifier looks for."""

    at: str
    seal_no: int
    prev_hash: str
    hash: str
    signature: NotRequired[str | None]
    seal: NotRequired[str | None]
    key_id: NotRequired[str]


@dataclass(frozen=True, slots=True)
class TrailReport:
    """What a verification found: entries read, the head, and the first fault in words (None = the chain holds).

    `keyed` and `signed`: entries whose keyed seal and signature were checked; `heads`: heads that were found again;
    `openings`: records of openings that are as the trail tells of them.
    """

    entries: int
    head_no: int
    head_hash: str
    fault: str | None
    keyed: int = 0
    signed: int = 0
    heads: int = 0
    openings: int = 0

    @property
    def holds(self) -> bool:
        """Whether every entry is as it was sealed."""
        return self.fault is None


def entry_hash(previous: str, number: int, row: Mapping[str, object]) -> str:
    """The plain seal of an exported entry at place `number` after the entry sealed as `previous`."""
    return hashlib.sha256(previous.encode() + canonical_json({**entry_content(row), "seal_no": number})).hexdigest()


def entry_content(row: Mapping[str, object]) -> dict[str, object]:
    """What was decided, as it is hashed and signed."""
    return {name: row[name] for name in _CONTENT}


def keyed_content(previous: str, row: ExportedEntry) -> bytes:
    """What the keyed seal of an exported entry covers, after the entry whose keyed seal is `previous`."""
    place = {"seal_no": row["seal_no"], "hash": row["hash"], "signature": row.get("signature")}
    return previous.encode() + canonical_json({**entry_content(row), **place})


@dataclass(slots=True)
class _Walk:
    """A verification on its way through the entries."""

    keys: TrailKeys | None
    heads: dict[int, list[TrailHead]]
    unsigned_until: int
    number: int = 0
    previous: str = GENESIS
    previous_seal: str = GENESIS
    keyed: int = 0
    signed: int = 0
    met: list[TrailHead] = field(default_factory=list)

    def fault_of(self, row: ExportedEntry) -> str | None:
        """The first thing that is wrong with the next entry; the walk goes on to it when nothing is."""
        number = self.number + 1
        fault = _plain_fault(row, number, self.previous)
        if fault is None and self.keys is not None:
            fault = self._signature_fault(row, number, self.keys) or self._seal_fault(row, number, self.keys)
        if fault is None:
            fault = self._head_fault(row, number)
        if fault is None:
            self.number, self.previous, self.previous_seal = number, str(row["hash"]), str(row.get("seal") or "")
        return fault

    def _signature_fault(self, row: ExportedEntry, number: int, keys: TrailKeys) -> str | None:
        signature = row.get("signature")
        if signature is None:
            if self.signed and number > self.unsigned_until:
                return f"entry {number} has no signature, although entries before it have one: nobody decided it"
            return None
        key_id, _, mac = str(signature).partition(".")
        if key_id not in keys.keys:
            return f"entry {number} is signed with the key {key_id!r}, which was not given"
        if keys.mac(canonical_json(entry_content(row)), key_id) != mac:
            return f"entry {number} is not what its service wrote"
        self.signed += 1
        return None

    def _seal_fault(self, row: ExportedEntry, number: int, keys: TrailKeys) -> str | None:
        if not row.get("seal"):
            return f"entry {number} has no keyed seal"
        if row["key_id"] not in keys.keys:
            return f"entry {number} is sealed with the key {row['key_id']!r}, which was not given"
        if keys.mac(keyed_content(self.previous_seal, row), row["key_id"]) != row["seal"]:
            return f"the keyed seal of entry {number} was not made by its service"
        self.keyed += 1
        return None

    def _head_fault(self, row: ExportedEntry, number: int) -> str | None:
        for head in self.heads.get(number, ()):
            if row.get("seal") != head.seal:
                return f"the head of {head.day} is not entry {number}: {self._since()} was made anew"
            self.met.append(head)
        return None

    def missing(self) -> str | None:
        """The first head that lies beyond the end."""
        beyond = [head for number in sorted(self.heads) if number > self.number for head in self.heads[number]]
        if not beyond:
            return None
        first = min(beyond, key=lambda head: head.day)
        return f"the trail ends at entry {self.number}, but {first.number} entries left the house on {first.day}: " \
               f"from entry {self.number + 1} on they were cut off"  # fmt: skip

    def _since(self) -> str:
        good = self.met[-1] if self.met else None
        return f"an entry from {good.number + 1} (after the head of {good.day}) on" if good else "an entry from 1 on"


def verify_trail(
    entries: Iterable[ExportedEntry],
    head: tuple[int, str] | None = None,
    *,
    keys: TrailKeys | None = None,
    heads: Sequence[TrailHead] = (),
    unsigned_until: int = 0,
) -> TrailReport:
    """Check exported entries in order.

    `head`: number and plain hash of an entry noted earlier. `heads`: what left the house, of this service.
    `unsigned_until`: number of the last entry that the version before signatures wrote beside the new one.
    """
    noted: dict[int, list[TrailHead]] = {}
    for one in heads:
        noted.setdefault(one.number, []).append(one)
    walk, fault = _Walk(keys, noted, unsigned_until), None
    for row in entries:
        fault = walk.fault_of(row)
        if fault is None and head and head[0] == walk.number and head[1] != walk.previous:
            fault = f"entry {walk.number} is not the one noted earlier: the chain was made anew"
        if fault:
            break
    if head and not fault and walk.number < head[0]:
        fault = f"the trail ends at entry {walk.number}, but {head[0]} was noted earlier: entries were cut off"
    fault = fault or walk.missing()
    return TrailReport(walk.number, walk.number, walk.previous, fault, walk.keyed, walk.signed, len(walk.met))


def _plain_fault(row: ExportedEntry, number: int, previous: str) -> str | None:
    if row["seal_no"] != number:
        return f"entry {number} expected, {row['seal_no']} found: an entry was removed, inserted or moved"
    if row["prev_hash"] != previous:
        return f"entry {number} does not follow the entry before it"
    if row["hash"] != entry_hash(previous, number, row):
        return f"entry {number} was changed after it was sealed"
    return None
