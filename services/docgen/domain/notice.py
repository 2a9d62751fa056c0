"""What forms print of a notice."""

from __future__ import annotations

from dataclasses import field

from shared.wire.types import record


@record
class ListedItem:
    """One line of a list of materials."""

    id: str
    number: int
    name: str
    provided_by: str
    copies: int | None = None
    paper: str | None = None
    paper_modes: tuple[str, ...] | None = None


@record
class Notice:
    """Title, number and issuer; the lists of materials, and which plan uses which; by form: texts, title and template;
    the names of the ways to qualify."""

    id: str
    title: str
    document_number: str
    issuer: str = ""
    material_lists: dict[str, tuple[ListedItem, ...]] = field(default_factory=dict)
    list_of_plan: dict[str, str] = field(default_factory=dict)
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    templates: dict[str, str] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)

    def text_of(self, form: str, name: str) -> str | None:
        """A paragraph of its own for a form."""
        return self.texts.get(form, {}).get(name)

    def items_for(self, plan_id: str) -> list[ListedItem]:
        """The list of materials that the plan uses, in the notice's order."""
        listed = self.material_lists.get(self.list_of_plan.get(plan_id, ""), ())
        return sorted(listed, key=lambda item: item.number)
