"""The form itself: every section by its fields, tables row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from services.declaration.domain.comparing.pairs import (
    Likeness,
    Numbered,
    Pair,
    content_of,
    is_blank,
    out_of_order,
    paired,
)
from services.declaration.domain.comparing.records import ChangeKind, FieldDifference, PlaceChange, SectionDifference
from services.declaration.domain.rows import DossierJson, Row
from shared.contracts.places import TITLES, field_name, row_key, row_name
from shared.kernel.canonical import digest
from shared.kernel.catalogue import catalogue, text

LOOSE = ("plan", "person", "unit", "circumstances", "commitment")
"""Parts whose fields have nothing to do with each other: each is a place of its own."""
SECTIONS = (
    "plan", "person", "unit", "profession_years", "present_title", "education", "work_history", "trainings",
    "achievements", "papers", "awards", "patents", "exams", "assessments", "continuing_education", "circumstances",
    "summary", "route_claimed", "talent_category", "commitment",
)  # fmt: skip
"""In the order of the form."""
APART = frozenset({
    "declaration_id", "revision", "notice_id", "notice_version", "submitted_at", "materials", "record",
})  # fmt: skip
"""Told elsewhere: what a revision is, its files, and the register's own knowledge, which shows in the facts."""
OF_EVERY_SUBMISSION = frozenset({"person.id_number", "person.id_number_masked", "commitment.signed_at"})
"""New each time, or shown by a rule of its own."""

Numbers = tuple[str, str]
"""An ID number before and after its correction, as the reader may see it."""


def section_differences(
    before: DossierJson, after: DossierJson, numbers: Numbers | None
) -> tuple[SectionDifference, ...]:
    """Of two dossiers, what changed where; `numbers` where the person states another ID number since."""
    found = []
    for name in SECTIONS:
        changes = [*_changes(name, before.get(name), after.get(name))]
        if name == "person" and numbers:
            changes.append(_loose_change(name, "id_number", *numbers))
        if changes:
            emptied = is_blank(after.get(name)) and not is_blank(before.get(name))
            told = text(f"section_{name}")
            found.append(SectionDifference(section=name, name=told, emptied=emptied, changes=tuple(changes)))
    return tuple(found)


def _changes(section: str, before: Any, after: Any) -> Iterator[PlaceChange]:
    if section in TITLES:
        yield from _rows(section, before or (), after or ())
    elif section in LOOSE:
        old, new = before or {}, after or {}
        names = (name for name in _names(section) if f"{section}.{name}" not in OF_EVERY_SUBMISSION)
        differing = (name for name in names if _differ(old.get(name), new.get(name)))
        yield from (_loose_change(section, name, old.get(name), new.get(name)) for name in differing)
    elif isinstance(before or after, Mapping):
        if fields := _fields(section, section, before or {}, after or {}):
            yield PlaceChange(kind=_kind(before, after), path=section, name=text(f"section_{section}"), fields=fields)
    elif _differ(before, after):
        yield _single(section, text(f"section_{section}"), before, after)


def _rows(section: str, before: Sequence[Row], after: Sequence[Row]) -> Iterator[PlaceChange]:
    pairs = paired(before, after, _likenesses(section, [*before, *after]))
    moved = out_of_order(pairs)
    for pair in pairs:
        is_moved = pair.before is not None and pair.before[0] in moved
        change = _row_change(section, pair, moved=is_moved)
        if change.kind == "added":
            yield replace(change, repeats=_repeated(section, pair, after))
        elif change.fields or is_moved:
            yield change


def _likenesses(section: str, rows: Sequence[Row]) -> list[Likeness]:
    """By the id; in what is older than the ids also by all that a row says, then by what people know it by."""
    if all(row.get("id") for row in rows):
        return [_by_id]
    return [_by_id, lambda row: digest(content_of(row)), lambda row: row.get(TITLES[section]) or None]


def _by_id(row: Row) -> str | None:
    return row.get("id") or None


def _row_change(section: str, pair: Pair, *, moved: bool) -> PlaceChange:
    path = f"{section}.{row_key(*pair.standing[0])}"
    before, after = (one[1] if one else {} for one in (pair.before, pair.after))
    fields, kind = _fields(section, path, before, after), _kind(before, after)
    return PlaceChange(
        kind="moved" if kind == "changed" and not fields else kind, path=path,
        name=row_name(section, *pair.standing[-1]), number_before=_place(pair.before), number_after=_place(pair.after),
        moved=moved, fields=fields,
    )  # fmt: skip


def _place(row: Numbered | None) -> int | None:
    return None if row is None else row[0] + 1


def _repeated(section: str, pair: Pair, rows: Sequence[Row]) -> str | None:
    """The first other row that says the same."""
    number, row = pair.standing[-1]
    others = (one for one in enumerate(rows) if one[0] != number and content_of(one[1]) == content_of(row))
    return next((f"{section}.{row_key(*one)}" for one in others), None)


def _fields(section: str, path: str, before: Row, after: Row) -> tuple[FieldDifference, ...]:
    return tuple(
        FieldDifference(
            path=f"{path}.{name}", name=field_name(section, name), before=before.get(name), after=after.get(name)
        )
        for name in _names(section) if _differ(before.get(name), after.get(name))
    )  # fmt: skip


@cache
def _names(section: str) -> tuple[str, ...]:
    """Fields that the form prints, in its order."""
    start = f"field_{section}_"
    return tuple(key.removeprefix(start) for key in catalogue() if key.startswith(start))


def _loose_change(section: str, field: str, before: Any, after: Any) -> PlaceChange:
    """A field that is a place of its own."""
    told = text("place_field", place=text(f"section_{section}"), field=field_name(section, field))
    return _single(f"{section}.{field}", told, before, after)


def _single(path: str, name: str, before: Any, after: Any) -> PlaceChange:
    difference = FieldDifference(path=path, name=name, before=before, after=after)
    return PlaceChange(kind=_kind(before, after), path=path, name=name, fields=(difference,))


def _kind(before: Any, after: Any) -> ChangeKind:
    return "added" if is_blank(before) else "removed" if is_blank(after) else "changed"


def _differ(before: Any, after: Any) -> bool:
    """Nothing is nothing, however it is written."""
    return before != after and not (is_blank(before) and is_blank(after))
