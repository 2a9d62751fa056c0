"""What is still missing before a declaration can be submitted: everything at once, so that it is fixed at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from services.declaration.domain.declaration import Declaration
from services.declaration.domain.materials import Material
from shared.kernel.catalogue import text
from shared.policy import Pack, Plan
from shared.policy.model.materials import MaterialItem

REQUIRED_SECTIONS = ("major", "education", "work_history", "summary")
"""Parts of the evaluation form that may not be empty."""

CLAIMS = {"achievements": "started_on", "papers": "published_on", "awards": "awarded_on", "patents": "granted_on"}
"""Tables of claims, each row to be proven by an attached file, with the date that counts against the cut-off."""


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing to do: where (`path`), what (`slug` of a catalogue text), by which clause."""

    slug: str
    path: str
    clause: str | None = None
    details: dict[str, Any] = field(default_factory=dict)

    def as_answer(self) -> dict[str, Any]:
        """How it stands in the error's details."""
        return {
            "slug": self.slug,
            "path": self.path,
            "clause": self.clause,
            "message": text(self.slug, **self.details),
        }


def find_missing(
    declaration: Declaration, materials: Iterable[Material], pack: Pack, plan: Plan, required: Iterable[MaterialItem]
) -> list[Missing]:
    """The complete list, empty when the declaration can go; `required` are the items this applicant must upload."""
    present = list(materials)
    return [
        *_empty_sections(declaration.sections),
        *_items_without_file(required, present),
        *_claims_without_proof(declaration.sections, present, pack, plan),
        *_rows_after_cut_off(declaration.sections, pack, plan),
        *_unsigned(declaration),
    ]


def _empty_sections(sections: dict[str, Any]) -> Iterator[Missing]:
    for name in REQUIRED_SECTIONS:
        if not sections.get(name):
            yield Missing("missing_section", f"sections.{name}", None, {"section": text(f"section_{name}")})


def _items_without_file(required: Iterable[MaterialItem], present: list[Material]) -> Iterator[Missing]:
    have = {material.item for material in present}
    for item in required:
        if item.id not in have:
            yield Missing("missing_material", f"materials.{item.id}", item.clause, {"item": item.name})


def _claims_without_proof(
    sections: dict[str, Any], present: list[Material], pack: Pack, plan: Plan
) -> Iterator[Missing]:
    proven = {material.supports for material in present}
    for item in pack.materials(plan):
        for section in CLAIMS.keys() & set(item.supports):
            for number in range(len(sections.get(section) or ())):
                if f"{section}.{number}" not in proven:
                    details = {"section": text(f"section_{section}"), "row": number + 1, "item": item.name}
                    yield Missing("missing_evidence", f"sections.{section}.{number}", item.clause, details)


def _rows_after_cut_off(sections: dict[str, Any], pack: Pack, plan: Plan) -> Iterator[Missing]:
    limit, clause = cut_off(pack, plan, "achievements")
    for section, dated in CLAIMS.items():
        for number, row in enumerate(sections.get(section) or ()):
            if limit is not None and date.fromisoformat(row[dated]) > limit:
                details = {"section": text(f"section_{section}"), "row": number + 1, "limit": limit.isoformat()}
                yield Missing("evidence_after_cut_off", f"sections.{section}.{number}.{dated}", clause, details)


def _unsigned(declaration: Declaration) -> Iterator[Missing]:
    if declaration.commitment is None:
        yield Missing("missing_commitment", "commitment")


def cut_off(pack: Pack, plan: Plan, kind: str) -> tuple[date | None, str | None]:
    """The last day evidence of this kind counts, with its clause; (None, None) when the notice sets none."""
    fitting = [
        entry for entry in pack.cut_offs
        if kind in entry.kinds
        and plan.is_meant_by(entry.applies)
    ]  # fmt: skip
    for entry in sorted(fitting, key=lambda entry: entry.applies.specificity, reverse=True):
        if entry.on is not None:
            return entry.on, entry.clause
        window = plan.windows.get(entry.at_close_of) if entry.at_close_of else None
        if window is not None:
            return window.closes_on, entry.clause
    return None, None
