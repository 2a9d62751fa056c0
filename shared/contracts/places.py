"""Places in a dossier: the one spelling of a path, and what the place is called for people.

A path is a section, a row of a table by its id (by its number from 0 where rows have none), a field:
`achievements.<id>.name`; of the materials an item of the notice's list or one file by its id: `materials.diploma`.
Pure: the domains use it too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shared.kernel.catalogue import catalogue, text

DossierPart = Mapping[str, Any]
"""A dossier, or an object in it, as its JSON stands: a path that somebody wrote leads through it, and whether the next
step is there, and what stands there, is found out at each."""

TITLES = {
    "education": "school", "work_history": "organisation", "trainings": "content", "achievements": "name",
    "papers": "title", "awards": "name", "patents": "name", "exams": "name", "assessments": "year",
    "continuing_education": "year",
}  # fmt: skip
"""The tables whose rows have ids, with the field by which people know a row."""
TITLE_LENGTH = 30
MATERIALS = "materials"


@dataclass(frozen=True, slots=True)
class Place:
    """A place that exists: its path in the one spelling, and its Chinese name."""

    path: str
    name: str


def row_at(rows: Sequence[DossierPart], step: str) -> tuple[int, DossierPart] | None:
    """The row of that key with its number, None when there is none: a row that has an id is not found by its number."""
    objects = [(number, row) for number, row in enumerate(rows) if isinstance(row, Mapping)]
    return next((pair for pair in objects if row_key(*pair) == step), None)


def row_key(number: int, row: DossierPart) -> str:
    """How a path names a row: by its id, in what is older than the ids by its number from 0."""
    return str(row.get("id") or number)


def row_name(section: str, number: int, row: DossierPart) -> str:
    """What people call it: 工作业绩第2项（校本课程开发）."""
    title = str(row.get(TITLES.get(section, ""), "") or "")
    key = "place_row" if title else "place_row_plain"
    return text(key, section=text(f"section_{section}"), number=number + 1, title=title[:TITLE_LENGTH])


def field_name(section: str, field: str) -> str:
    """What a form calls the field."""
    return text(f"field_{section}_{field}")


def find_place(dossier: DossierPart, path: str, items: Mapping[str, str]) -> Place | None:
    """The place that a path leads to in this dossier, None where it leads nowhere.

    `items` names the materials that the notice lists: one that is missing can be pointed to as well.
    """
    section, *rest = path.split(".")
    if section == MATERIALS:
        return _material(dossier.get(MATERIALS) or (), rest, items)
    if section not in dossier or f"section_{section}" not in catalogue():
        return None
    place, value = Place(section, text(f"section_{section}")), dossier[section]
    if rest and section in TITLES:
        found = row_at(value or (), rest.pop(0))
        if found is None:
            return None
        place, value = Place(f"{section}.{row_key(*found)}", row_name(section, *found)), found[1]
    return _field(place, section, value, rest)


def _field(place: Place, section: str, value: Any, rest: list[str]) -> Place | None:
    """A field that the section may have; what lies deeper has to be there."""
    if not rest:
        return place
    if not isinstance(value, Mapping) or f"field_{section}_{rest[0]}" not in catalogue():
        return None
    if len(rest) > 1 and not _reaches(value.get(rest[0]), rest[1:]):
        return None
    name = text("place_field", place=place.name, field=field_name(section, rest[0]))
    return Place(".".join((place.path, *rest)), name)


def _reaches(value: Any, steps: list[str]) -> bool:
    for step in steps:
        if isinstance(value, Mapping) and step in value:
            value = value[step]
        elif isinstance(value, list) and (found := row_at(value, step)):
            value = found[1]
        else:
            return False
    return True


def _material(files: Sequence[DossierPart], rest: list[str], items: Mapping[str, str]) -> Place | None:
    if not rest:
        return Place(MATERIALS, text("section_materials"))
    key = rest.pop(0)
    one = next((file for file in files if file.get("material_id") == key), None)
    if one is not None:
        name = text("place_material", item=items.get(one["item"], one["title"]), title=one["title"][:TITLE_LENGTH])
        return _field(Place(f"{MATERIALS}.{key}", name), MATERIALS, one, rest)
    there = next((file for file in files if file["item"] == key), None)
    if key not in items and there is None:
        return None
    return _field(Place(f"{MATERIALS}.{key}", items.get(key, key)), MATERIALS, there, rest)
