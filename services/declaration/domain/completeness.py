"""What is still missing before a declaration can be submitted: everything at once, so that it is fixed at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from services.declaration.domain.declaration import Declaration
from services.declaration.domain.life import Life, of_the_sections
from services.declaration.domain.materials import AttachedMaterial
from services.declaration.domain.rows import Sections
from shared.contracts.places import row_name
from shared.kernel.catalogue import text
from shared.policy import Pack, Plan, cited, cut_off_basis
from shared.policy.pack.materials import MaterialItem

REQUIRED_SECTIONS = ("major", "education", "work_history", "summary")
"""Parts of the evaluation form that may not be empty."""

EVALUATION_FORM, COMMITMENT_FORM = "evaluation_form", "personal_commitment"
"""As packs name the forms that a declaration fills and signs."""

CLAIMS = {"achievements": "started_on", "papers": "published_on", "awards": "awarded_on", "patents": "granted_on"}
"""Tables of claims, each row to be proven by an attached file, with the date that counts against the cut-off."""


@dataclass(frozen=True, slots=True)
class Deficiency:
    """One thing to do: where (`path`), what (`slug` of a catalogue text), by which clause; `item` is the id of the line
    of the material list that it is about.

    `kind`: `missing`, `orphan` (a file whose row is gone), `late` (after the cut-off), `dates` (that cannot be).
    """

    slug: str
    path: str
    clause: str | None = None
    details: Mapping[str, str | int] = field(default_factory=dict)
    kind: str = "missing"
    item: str | None = None

    def as_answer(self) -> dict[str, str | None]:
        """How it stands in the error's details."""
        return {
            "slug": self.slug,
            "kind": self.kind,
            "path": self.path,
            "item": self.item,
            "clause": self.clause,
            "message": text(self.slug, **self.details),
        }


def find_missing(
    declaration: Declaration, materials: Iterable[AttachedMaterial], pack: Pack, plan: Plan,
    required: Iterable[MaterialItem], life: Life,
) -> list[Deficiency]:  # fmt: skip
    """The complete list, empty when the declaration can go; `required` are the items this applicant must upload."""
    present = list(materials)
    return [
        *_empty_sections(declaration.sections, clause_of_form(pack, EVALUATION_FORM)),
        *_items_without_file(required, present),
        *_claims_without_proof(declaration.sections, present, pack, plan),
        *_orphans(declaration.sections, present, pack, plan),
        *_rows_after_cut_off(declaration.sections, pack, plan),
        *_impossible_dates(declaration.sections, life),
        *_unsigned(declaration, clause_of_form(pack, COMMITMENT_FORM)),
    ]


def clause_of_form(pack: Pack, form_id: str) -> str | None:
    """By what the notice asks for a form; None for a form that it does not have."""
    return next((form.cited for form in pack.forms if form.id == form_id), None)


def _empty_sections(sections: Sections, clause: str | None) -> Iterator[Deficiency]:
    for name in REQUIRED_SECTIONS:
        if not sections.get(name):
            yield Deficiency("missing_section", f"sections.{name}", clause, {"section": text(f"section_{name}")})


def _items_without_file(required: Iterable[MaterialItem], present: list[AttachedMaterial]) -> Iterator[Deficiency]:
    have = {material.item for material in present}
    for item in required:
        if item.id not in have:
            details = {"item": item.name}
            yield Deficiency("missing_material", f"materials.{item.id}", item.cited, details, item=item.id)


def _claims_without_proof(
    sections: Sections, present: list[AttachedMaterial], pack: Pack, plan: Plan
) -> Iterator[Deficiency]:
    proven = {material.supports for material in present}
    for item in pack.materials(plan):
        for section in CLAIMS.keys() & set(item.supports):
            for number, row in enumerate(sections.get(section) or ()):
                if f"{section}.{row['id']}" not in proven:
                    details = {"place": row_name(section, number, row), "item": item.name}
                    path = f"sections.{section}.{row['id']}"
                    yield Deficiency("missing_evidence", path, item.cited, details, item=item.id)


def _orphans(sections: Sections, present: list[AttachedMaterial], pack: Pack, plan: Plan) -> Iterator[Deficiency]:
    items = {item.id: item for item in pack.materials(plan)}
    for material in present:
        if material.is_orphan(sections):
            item = items.get(material.item)
            details = {"title": material.title, "item": item.name if item else material.item}
            path = f"materials.{material.material_id}"
            yield Deficiency("orphan_evidence", path, cited(item), details, "orphan", material.item)


def _rows_after_cut_off(sections: Sections, pack: Pack, plan: Plan) -> Iterator[Deficiency]:
    limit, clause = cut_off_basis(pack, plan, "achievements")
    for section, dated in CLAIMS.items():
        for number, row in enumerate(sections.get(section) or ()):
            if limit is not None and date.fromisoformat(row[dated]) > limit:
                details = {"place": row_name(section, number, row), "limit": limit.isoformat()}
                path = f"sections.{section}.{row['id']}.{dated}"
                yield Deficiency("evidence_after_cut_off", path, clause, details, "late")


def _impossible_dates(sections: Sections, life: Life) -> Iterator[Deficiency]:
    """The draft was held against the life when it was filled in; birth and beginning of work may have changed since."""
    for one in of_the_sections(life, sections, "sections", by_id=True):
        yield Deficiency(one.slug, one.path, None, one.details, "dates")


def _unsigned(declaration: Declaration, clause: str | None) -> Iterator[Deficiency]:
    if declaration.commitment is None:
        yield Deficiency("missing_commitment", "commitment", clause)
