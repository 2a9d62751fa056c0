"""A field of a form, and what it is called and for by the catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from shared.kernel.catalogue import catalogue, text

Kind = Literal["text", "area", "day", "number", "yes", "choice", "choices", "texts", "pairs", "rows", "group"]
Options = tuple[tuple[str, str], ...]
"""What may be chosen: (on the wire, in words)."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `path` is its place on the wire, dotted within groups; rows and groups have `columns`.

    `choices`: several out of a list; `texts`: several texts, one a line; `pairs`: a name and a value, one pair a line;
    `yes`: yes or no, chosen on purpose. `nullable`: null says that there is nothing, leaving out that it stays.
    """

    path: str
    kind: Kind
    required: bool
    label: str
    help: str = ""
    options: Options = ()
    columns: tuple[Field, ...] = ()
    whole_numbers: bool = False
    longest: int | None = None
    nullable: bool = False

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition(".")[2]


def label_of(part: str, name: str) -> str:
    """What a field of a part is called; `part` is empty at the top."""
    words = catalogue()
    return words.get(f"field_{part}_{name}") or words.get(f"field_{name}") or words["field_unnamed"]


def part_label(part: str) -> str:
    """What a part of a profile or dossier is called, be it a section or one of the fields that stand alone."""
    words = catalogue()
    keys = (f"part_{part}", f"section_{part}", f"field_person_{part}", f"field_circumstances_{part}")
    return next((words[key] for key in keys if key in words), label_of("", part))


def help_of(part: str, name: str) -> str:
    """What a field of a part is for; nothing where the catalogue is silent."""
    return catalogue().get(f"help_{part}_{name}" if part else f"help_{name}", "")


def how_to_fill(kind: Kind) -> str:
    """What is not plain about a kind of field."""
    return text(f"fill_in_{kind}") if kind in ("texts", "pairs") else ""
