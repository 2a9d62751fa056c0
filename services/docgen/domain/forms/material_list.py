"""职称评审材料目录单: the notice's items with paper and number; 无 where there is none (nmg-2021/annex)."""

from __future__ import annotations

from collections import Counter

from services.docgen.domain.known_notice import KnownNotice, ListedItem
from services.docgen.domain.order import Values
from shared.contracts.declaration.dossier import Dossier
from shared.kernel.catalogue import text
from shared.policy.terms.basics import PAPERLESS

from .wording import day, rows_or_none

_COLUMNS = ("number", "name", "paper", "count")


def material_list(dossier: Dossier, notice: KnownNotice, case_number: str | None) -> Values:
    """The template's values; numbers of the applicant's files are those of the revision, HR checks them on paper."""
    items = notice.items_for(dossier.plan.plan_id)
    files = Counter(material.item for material in dossier.materials)
    mode = dossier.plan.mode
    printed = [_printed(item, mode) for item in items if item.provided_by == "system"]
    proofs = [_proof(item, files[item.id]) for item in items if item.provided_by != "system"]
    return {
        "name": dossier.person.name,
        "unit": dossier.unit.name,
        "number": case_number or dossier.declaration_id[-12:].upper(),
        "plan": dossier.plan.name,
        "mode": text(f"doc_mode_{mode}"),
        "forms": rows_or_none(printed, _COLUMNS),
        "proofs": rows_or_none(proofs, _COLUMNS),
        "total": sum(files.values()),
        "date": day(dossier.submitted_at),
    }


def _printed(item: ListedItem, mode: str) -> Values:
    """A form that the system prints: copies on paper where the way of reviewing asks for paper."""
    wanted = item.paper_modes or ()
    on_paper = mode not in PAPERLESS and (not wanted or mode in wanted)
    count = text("doc_copies", n=item.copies or 1) if on_paper else text("doc_copies_online")
    return _line(item, count)


def _proof(item: ListedItem, files: int) -> Values:
    if item.provided_by == "unit":
        return _line(item, text("doc_by_unit"))
    return _line(item, text("doc_files", n=files) if files else text("doc_none"))


def _line(item: ListedItem, count: str) -> Values:
    return {"number": item.number, "name": item.name, "paper": item.paper or "A4", "count": count}
