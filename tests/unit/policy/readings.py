"""Rows written from the text of a notice before its pack was looked at, each under the kind of mistake that it guards.

Kinds: A limits that the notice does not state; B a "no", or nothing stated, that must not pass; C series that are not
taken here; D stages and publicities; E waivers that combine; F every word of a clause; G things that this notice does
not say; H the clause that decides; I facts that must be statable; J duties with steps.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from shared.policy import Pack
from tests.unit.policy.tables import Row

Kind = Literal["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"]


@dataclass(frozen=True, slots=True)
class Read:
    """A row of a decision table with the kind it stands for."""

    kind: Kind
    row: Row


@dataclass(frozen=True, slots=True)
class Told:
    """Anything else that the text says: `find` looks it up in the pack, `value` is what the text says, by `clause`."""

    kind: Kind
    what: str
    find: Callable[[Pack], Any]
    value: Any
    clause: str
