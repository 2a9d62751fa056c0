"""What forms print of a notice, and how it is read from the policy pack."""

from __future__ import annotations

from dataclasses import field

from shared.wire.plain import read_as
from shared.wire.types import JsonObject, record


@record
class PackIssuer:
    """Who issued a notice."""

    name: str | None = None


@record
class PackHead:
    """The notice of a pack."""

    title: str | None = None
    document_number: str | None = None
    issuer: PackIssuer | None = None


@record
class PackForm:
    """What a notice says of one form: its title, its template and texts of its own."""

    id: str
    title: str
    template: str
    texts: dict[str, str] | None = None


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
class PackList:
    """A list of materials."""

    id: str
    items: tuple[ListedItem, ...]


@record
class PackPlan:
    """Which list of materials a plan uses."""

    id: str
    materials: str | None = None


@record
class PackPath:
    """A way to qualify by its name."""

    id: str
    name: str


@record
class PrintedPack:
    """The parts of a policy pack that forms print; a pack without them (tests) has none."""

    notice: PackHead | None = None
    forms: tuple[PackForm, ...] | None = None
    material_lists: tuple[PackList, ...] | None = None
    plans: tuple[PackPlan, ...] | None = None
    paths: tuple[PackPath, ...] | None = None


@record
class KnownNotice:
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


def known_notice(notice_id: str, pack: JsonObject) -> KnownNotice:
    """The printed part of a policy pack (its YAML as it reads); a pack without it prints its id."""
    printed = read_as(PrintedPack, pack)
    head, forms = printed.notice or PackHead(), printed.forms or ()
    return KnownNotice(
        id=notice_id,
        title=head.title or notice_id,
        document_number=head.document_number or notice_id,
        issuer=(head.issuer and head.issuer.name) or "",
        material_lists={group.id: group.items for group in printed.material_lists or ()},
        list_of_plan={plan.id: plan.materials or "standard" for plan in printed.plans or ()},
        texts={form.id: form.texts for form in forms if form.texts},
        titles={form.id: form.title for form in forms},
        templates={form.id: form.template for form in forms},
        paths={path.id: path.name for path in printed.paths or ()},
    )
