"""Materials an applicant hands in, and the wording of forms."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from shared.policy.terms.basics import PAPERLESS, Basis, Mode

Paper = Literal["A4", "A3"]
Provider = Literal["applicant", "system", "unit"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialItem(Basis):
    """One line of the material list (材料目录单).

    `copies` is the number of paper copies; paper is asked for in the plan modes listed in `paper_modes` (empty: every
    mode with paper). `provided_by`: the applicant uploads, the system prints, the unit supplies. `required` alone makes
    an upload compulsory; `required_when` (a condition over the facts) makes it so for some applicants.
    """

    id: str
    number: int
    name: str
    provided_by: Provider
    required: bool = False
    required_when: str | None = None
    copies: int = 1
    paper: Paper = "A4"
    paper_modes: tuple[Mode, ...] = ()
    media_types: tuple[str, ...] = ()
    max_bytes: int = 0
    max_files: int = 1
    supports: tuple[str, ...] = ()
    hint: str | None = None

    def paper_copies(self, mode: Mode) -> int:
        """Paper copies to hand in under a plan of this mode; 0 for plans without paper."""
        if mode in PAPERLESS or (self.paper_modes and mode not in self.paper_modes):
            return 0
        return self.copies


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialList(Basis):
    """A named list; a plan names the one it uses. `total_max_bytes` bounds one declaration's uploads."""

    id: str
    name: str
    total_max_bytes: int
    items: tuple[MaterialItem, ...]

    def item(self, item_id: str) -> MaterialItem:
        """The item with this id; KeyError when the list has none."""
        return {item.id: item for item in self.items}[item_id]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormVariant(Basis):
    """One document as this notice wants it: its printed title, paper, copies, and the paragraphs the template prints.

    `template` names the template variant of the document service; `texts` are Chinese paragraphs by name.
    """

    id: str
    title: str
    template: str
    paper: Paper = "A4"
    landscape: bool = False
    copies: int = 1
    texts: dict[str, str] = field(default_factory=dict)
