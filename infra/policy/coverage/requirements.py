"""The rows of `data/requirements/<section>.yaml`: what the notices require, by id."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

Way = Literal["enforced", "recorded", "outside"]
Section = Literal["a", "b", "c", "d", "e", "g"]
SECTIONS: dict[Section, str] = {
    "a": "Calendar and plans",
    "b": "Who may file, what, how often",
    "c": "Preferential and exceptional routes",
    "d": "Modes, routes, audit, return",
    "e": "Committees, experts, review",
    "g": "Found when the texts were read again",
}


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One row: some clauses turned into one behaviour.

    `ids` are clauses, or `<notice>/*` for what every notice says somewhere; then `entries` names what its pack must
    hold. `way`: enforced by entries of the packs that cite the clauses, recorded by named features, or outside the
    software with its `reason`. `features` are `module:object`, `tests` references as in `references`.
    """

    key: str
    section: Section
    ids: tuple[str, ...]
    behaviour: str
    way: Way
    entries: str | None
    features: tuple[str, ...]
    tests: tuple[str, ...]
    reason: str | None

    def tests_of(self, clause: str) -> tuple[str, ...]:
        """The tests of one of its ids: `{module}` is the notice as a module name, `{id}` the clause."""
        module = clause.split("/")[0].replace("-", "_")
        return tuple(test.format(module=module, id=clause) for test in self.tests)


@cache
def requirements() -> tuple[CoverageRow, ...]:
    """Every row, in the order of the sections."""
    return tuple(row for section in SECTIONS for row in _rows(section))


def accounted_outside_the_pack() -> set[str]:
    """Clauses that a feature records, or that are outside the software: no entry of a pack need cite them."""
    return {clause for row in requirements() if row.way != "enforced" for clause in row.ids}


def _rows(section: Section) -> Iterator[CoverageRow]:
    text = files("shared.policy").joinpath(f"data/requirements/{section}.yaml").read_text(encoding="utf-8")
    rows: dict[str, dict[str, Any]] = yaml.load(text, Loader=yaml.CSafeLoader)
    for key, row in rows.items():
        yield CoverageRow(
            key=key,
            section=section,
            ids=tuple(row["ids"]),
            behaviour=row["behaviour"],
            way=row["way"],
            entries=row.get("entries"),
            features=tuple(row.get("features", ())),
            tests=tuple(row.get("tests", ())),
            reason=row.get("reason"),
        )
