"""一次性告知: a return lists every correction at once; what was visible before and not listed cannot be asked later."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from shared.contracts.audit.stage import Correction
from shared.contracts.places import DossierPart, find_place, row_at
from shared.kernel.canonical import digest
from shared.kernel.errors import invalid, refused
from shared.wire.types import record


@dataclass(frozen=True, slots=True)
class ListedFault:
    """A fault as the auditor lists it; `place` is its name in the dossier, once that was looked up."""

    path: str
    defect: str
    remedy: str
    clause: str
    place: str | None = None


@record
class StageCorrection(Correction):
    """One line of a one-time notice, with the stage that returned the declaration and the revision it returned."""

    stage_id: str
    revision: int


def held_to(
    dossier: DossierPart, materials: Mapping[str, str], clauses: Collection[str], findings: Sequence[ListedFault]
) -> list[ListedFault]:
    """The auditor's list with each finding's place in this dossier, under a clause that may be cited.

    `materials` names the items of the notice's list. Raises invalid `correction_place_unknown` or
    `correction_clause_unknown` with the path of the item.
    """
    placed = []
    for number, finding in enumerate(findings, start=1):
        place = find_place(dossier, finding.path, materials)
        if place is None:
            raise invalid("correction_place_unknown", path=f"items.{number - 1}.path", number=number)
        if finding.clause not in clauses:
            raise invalid("correction_clause_unknown", path=f"items.{number - 1}.clause", number=number)
        placed.append(replace(finding, path=place.path, place=place.name))
    return placed


def corrections_from(findings: Sequence[ListedFault], stage_id: str, revision: int) -> list[StageCorrection]:
    """Numbered corrections from the auditor's list; an empty list is refused, a place named twice too."""
    if not findings:
        raise invalid("corrections_missing", path="items")
    paths = [finding.path for finding in findings]
    for index, path in enumerate(paths):
        if path in paths[:index]:
            raise invalid("correction_named_twice", path=f"items.{index}.path", named=findings[index].place or path)
    return [
        StageCorrection(
            number=number, path=finding.path, place=finding.place, defect=finding.defect, remedy=finding.remedy,
            clause=finding.clause, stage_id=stage_id, revision=revision,
        )
        for number, finding in enumerate(findings, start=1)
    ]  # fmt: skip


def value_at(dossier: DossierPart, path: str) -> Any:
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


def _material_names(row: DossierPart) -> tuple[str | None, str | None]:
    return row.get("material_id"), row.get("item")


def refuse_late_findings(
    corrections: Sequence[StageCorrection],
    earlier: Sequence[StageCorrection],
    seen: Sequence[DossierPart],
    dossier: DossierPart,
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
