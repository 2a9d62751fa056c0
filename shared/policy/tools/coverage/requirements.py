"""The rows of `data/requirements.yaml`: what the notices require, by id."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

Way = Literal["enforced", "recorded", "outside"]


@dataclass(frozen=True, slots=True)
class Requirement:
    """One row: some clauses turned into one behaviour.

    `way`: enforced by entries of the pack that cite the clauses, recorded by named features, or outside the software
    with its `reason`. `features` are `module:object`, `tests` are `path::function`.
    """

    key: str
    section: str
    ids: tuple[str, ...]
    behaviour: str
    way: Way
    features: tuple[str, ...]
    tests: tuple[str, ...]
    reason: str | None


@cache
def requirements() -> tuple[Requirement, ...]:
    """Every row, in the order of the file."""
    text = files("shared.policy").joinpath("data/requirements.yaml").read_text(encoding="utf-8")
    rows: dict[str, dict[str, Any]] = yaml.load(text, Loader=yaml.CSafeLoader)
    return tuple(
        Requirement(
            key=key,
            section=row["section"],
            ids=tuple(row["ids"]),
            behaviour=row["behaviour"],
            way=row["way"],
            features=tuple(row.get("features", ())),
            tests=tuple(row["tests"]),
            reason=row.get("reason"),
        )
        for key, row in rows.items()
    )


def accounted_outside_the_pack() -> set[str]:
    """Clauses that a feature records, or that are outside the software: no entry of a pack need cite them."""
    return {clause for row in requirements() if row.way != "enforced" for clause in row.ids}
