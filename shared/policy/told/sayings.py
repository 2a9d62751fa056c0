"""What a pack says by each clause: every entry that rests on it, in words for people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from shared.policy.diff.labels import label
from shared.policy.pack.kept import KeptByPack
from shared.policy.pack.pack import Pack
from shared.policy.pack.plans import Plan, Window
from shared.policy.pack.structure import basis_entries
from shared.policy.terms.basics import Basis
from shared.policy.terms.reference import clauses
from shared.policy.told.wording import called, says

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One entry of the pack. `section` is a key of it, `subject` what the entry is called, `said` what it says."""

    section: str
    section_name: str
    subject: str
    said: str
    source: str | None
    verified: bool
    note: str | None


@KeptByPack
def headings(pack: Pack) -> dict[str, str]:
    """The notice's own clauses by id with what stands over each, in the order in which they are printed."""
    own = f"{pack.notice.id}/"
    known = {clause: entry.title for clause, entry in clauses().items() if clause.startswith(own)}
    known |= {f"{own}{section}": heading for section, heading in pack.clauses.items()}
    return dict(sorted(known.items(), key=lambda item: _place(item[0].removeprefix(own))))


@KeptByPack
def sayings(pack: Pack) -> dict[str, tuple[Saying, ...]]:
    """By clause; what several entries say alike is told once."""
    found: dict[str, dict[Saying, None]] = {}
    for path, entry in basis_entries(pack):
        saying = _saying(pack, path, entry)
        for clause in _rests_on(entry):
            found.setdefault(clause, {})[saying] = None
    return {clause: tuple(told) for clause, told in found.items()}


def _saying(pack: Pack, path: Path, entry: Basis) -> Saying:
    section = str(path[0])
    return Saying(
        section=section, section_name=label("sections", section), subject=called(entry) or _within(pack, path),
        said=_reason(entry) or says(pack, section, entry), source=entry.source, verified=entry.verified,
        note=entry.note,
    )  # fmt: skip


def _rests_on(entry: Basis) -> Iterator[str]:
    """Its clauses, each once."""
    stated = [entry.clause]
    if isinstance(entry, Window):
        stated.append(entry.opens_clause)
    if isinstance(entry, Plan):
        stated.append(entry.availability.clause)
    yield from dict.fromkeys(clause for clause in stated if clause)


def _reason(entry: Basis) -> str | None:
    """Why a plan takes no filings goes before how it is reviewed."""
    return entry.availability.reason if isinstance(entry, Plan) else None


def _within(pack: Pack, path: Path) -> str:
    """What the nearest entry around it is called; a rule of the committees by its field."""
    around: Any = pack
    name = ""
    for step in path[:-1]:
        around = around[step] if isinstance(step, int) else getattr(around, step)
        name = called(around) or name
    last = next((step for step in reversed(path[1:]) if isinstance(step, str)), "")
    field = label("fields", last)
    return name or ("" if field == last else field)


def _place(section: str) -> tuple[tuple[int, str], ...]:
    """Numbers by their value, annexes behind them."""
    return tuple((int(part), "") if part.isdecimal() else (1_000_000, part) for part in section.split("."))
