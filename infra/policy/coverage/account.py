"""Each id of each row: enforced, recorded, outside or missing, and by what. Enforced is computed from the packs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

from infra.policy.coverage.requirements import CoverageRow, requirements
from shared.policy.pack.checks import ways_of
from shared.policy.pack.loader import shipped_pack
from shared.policy.pack.pack import Pack
from shared.policy.pack.structure import basis_entries
from shared.policy.pack.yaml_lines import spell

Status = Literal["enforced", "recorded", "outside", "missing", "no pack"]


@dataclass(frozen=True, slots=True)
class Line:
    """One id of one row; `by` names entries of the pack (`rules[3]`) or features."""

    row: CoverageRow
    clause: str
    status: Status
    by: tuple[str, ...]


def shipped_packs() -> dict[str, Pack]:
    """Every pack that ships with the project, by notice."""
    names = sorted(file.name.removesuffix(".yaml") for file in files("shared.policy").joinpath("packs").iterdir())
    return {name: shipped_pack(name) for name in names if not name.startswith(".")}


def account(packs: Mapping[str, Pack]) -> tuple[Line, ...]:
    """Every id of every row."""
    cited = {name: citations(pack) for name, pack in packs.items()}
    return tuple(_line(row, clause, packs, cited) for row in requirements() for clause in row.ids)


def citations(pack: Pack) -> dict[str, list[str]]:
    """Entries by the clause they cite; plans that take no filings and printed slips cite too."""
    found: dict[str, list[str]] = {}
    for path, basis in basis_entries(pack):
        if basis.clause is not None:
            found.setdefault(basis.clause, []).append(spell(path))
    for position, plan in enumerate(pack.plans):
        if plan.availability.clause is not None:
            found.setdefault(plan.availability.clause, []).append(f"plans[{position}].availability")
    return found


def _line(
    row: CoverageRow, clause: str, packs: Mapping[str, Pack], cited: Mapping[str, Mapping[str, list[str]]]
) -> Line:
    notice, _, path = clause.partition("/")
    if row.way == "outside":
        return Line(row, clause, "outside" if row.reason else "missing", ())
    if row.way == "recorded":
        return Line(row, clause, "recorded" if row.features else "missing", row.features)
    if notice not in packs:
        return Line(row, clause, "no pack", ())
    entries = _entries(packs[notice], row.entries) if path == "*" else _citing(cited[notice], clause)
    return Line(row, clause, "enforced" if entries else "missing", entries)


def _citing(cited: Mapping[str, list[str]], clause: str) -> tuple[str, ...]:
    """Entries that cite the clause or one below it."""
    return tuple(
        entry for key, entries in cited.items() if key == clause or key.startswith(f"{clause}.") for entry in entries
    )


def _entries(pack: Pack, kind: str | None) -> tuple[str, ...]:
    if kind == "rights":
        return tuple(f"{name}[{n}].right" for name, ways in ways_of(pack) for n, one in enumerate(ways) if one.right)
    section = getattr(pack, kind) if kind else ()
    return tuple(f"{kind}[{position}]" for position, _ in enumerate(section))
