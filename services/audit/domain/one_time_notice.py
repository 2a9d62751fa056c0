"""一次性告知: a return lists every correction at once; what was visible before and not listed cannot be asked later."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from shared.contracts.places import Place, find_place, row_at
from shared.kernel.canonical import digest
from shared.kernel.errors import invalid, refused

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of the notice: `path` is a place in the dossier, e.g. `materials.diploma` or `summary`, rows by their
    ids; `place` its name as it was when the dossier was returned."""

    number: int
    path: str
    defect: str
    remedy: str
    clause: str
    stage_id: str
    revision: int
    place: str | None = None

    def as_event(self) -> dict[str, Any]:
        """What the applicant reads."""
        return {
            "number": self.number,
            "path": self.path,
            "place": self.place,
            "defect": self.defect,
            "remedy": self.remedy,
            "clause": self.clause,
        }


def corrections_from(
    items: list[dict[str, Any]], dossier: Facts, materials: Mapping[str, str], clauses: Collection[str], stage_id: str,
    revision: int,
) -> list[Correction]:  # fmt: skip
    """Numbered corrections from the auditor's list, each with its place in this dossier and a clause that may be cited.

    `materials` names the items of the notice's list. Raises invalid `corrections_missing`, `correction_place_unknown`,
    `correction_clause_unknown`, `correction_named_twice`, each with the path of the item.
    """
    if not items:
        raise invalid("corrections_missing", path="items")
    taken: set[str] = set()
    corrections = []
    for number, item in enumerate(items, start=1):
        place = _place_of(number, item, dossier, materials)
        if item["clause"] not in clauses:
            raise invalid("correction_clause_unknown", path=f"items.{number - 1}.clause", number=number)
        if place.path in taken:
            raise invalid("correction_named_twice", path=f"items.{number - 1}.path", named=place.name)
        taken.add(place.path)
        corrections.append(_correction(number, item, place, stage_id, revision))
    return corrections


def _place_of(number: int, item: dict[str, Any], dossier: Facts, materials: Mapping[str, str]) -> Place:
    place = find_place(dossier, item["path"], materials)
    if place is None:
        raise invalid("correction_place_unknown", path=f"items.{number - 1}.path", number=number)
    return place


def _correction(number: int, item: dict[str, Any], place: Place, stage_id: str, revision: int) -> Correction:
    return Correction(
        number=number, path=place.path, place=place.name, defect=item["defect"], remedy=item["remedy"],
        clause=item["clause"], stage_id=stage_id, revision=revision,
    )  # fmt: skip


def value_at(dossier: dict[str, Any], path: str) -> Any:
    """The dossier's value at `path`; files are found by item or id; a path that leads nowhere gives None."""
    value: Any = dossier
    for step in path.split("."):
        value = _step(value, step)
        if value is None:
            return None
    return value


def _step(value: Any, step: str) -> Any:
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, list):
        found = row_at(value, step)
        return found[1] if found else [row for row in value if step in _material_names(row)] or None
    return None


def _material_names(row: Facts) -> tuple[str | None, str | None]:
    return row.get("material_id"), row.get("item")


def refuse_late_findings(
    corrections: list[Correction],
    earlier: list[Correction],
    seen: list[dict[str, Any]],
    dossier: dict[str, Any],
    clause: str,
) -> None:
    """Refuse a correction that this stage could have listed in an earlier return and did not.

    `earlier`: this stage's former corrections; `seen`: the dossiers it returned; a value that has not changed since
    and was never listed was visible before. Refused with the field and the clause of the one-time notice.
    """
    listed = {correction.path for correction in earlier}
    for index, correction in enumerate(corrections):
        now = digest(value_at(dossier, correction.path))
        was_visible = any(digest(value_at(old, correction.path)) == now for old in seen)
        if was_visible and correction.path not in listed:
            raise refused("visible_before_and_not_listed", path=f"items.{index}.path", clause=clause)
