"""Decision tables, one module per notice: persons x plans -> verdict and clause, written from the notice's text.

A module holds NOTICE (id of the shipped pack), TODAY (the day asked on) and ROWS. People are made with
`tests.unit.policy.people`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

from shared.policy import Record


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table.

    `outcome`: eligible, conditional or refused. `decider`: the path (or the waiver) that carries an eligible
    person, else a rule (or `path.requirement`) that refuses or leaves open. `clause`: what that decider cites.
    """

    who: str
    plan: str
    person: dict[str, Any]
    unit: dict[str, Any]
    outcome: str
    decider: str
    clause: str
    record: Record = field(default_factory=Record)
    at: date | None = None
    major: str | None = None


def tables() -> list[ModuleType]:
    """Every table, by module name."""
    return [import_module(f"{__name__}.{entry.name}") for entry in iter_modules(__path__)]
