"""One difference between two notices, and all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["added", "removed", "changed", "moved", "narrowed", "widened"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackChange:
    """`section` and `field` are keys of data/diff_labels.yaml; `before` and `after` are texts for people.

    Of rules and paths, narrowed means that fewer people pass, widened that more do; `changed` is said where neither
    could be shown.
    """

    section: str
    subject: str
    kind: Kind
    field: str = ""
    before: str = ""
    after: str = ""
    clause_before: str | None = None
    clause_after: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs between two notices."""

    old: str
    new: str
    changes: tuple[PackChange, ...]

    def sections(self) -> dict[str, list[PackChange]]:
        """Changes by section, in reading order."""
        found: dict[str, list[PackChange]] = {}
        for change in self.changes:
            found.setdefault(change.section, []).append(change)
        return found

    def alike(self, section: str) -> list[tuple[PackChange, list[str]]]:
        """Changes of a section that say the same of several subjects, told once, with the subjects."""
        found: dict[tuple[str, ...], tuple[PackChange, list[str]]] = {}
        for change in self.sections()[section]:
            key = change.kind, change.field, change.before, change.after
            found.setdefault(key, (change, []))[1].append(change.subject)
        return list(found.values())
