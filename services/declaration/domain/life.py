"""Dates of a life bound each other: nothing lies before birth or in the future, nothing ends before it began."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from services.declaration.domain.rows import Row, Sections
from shared.contracts.places import field_name, row_key, row_name
from shared.kernel.catalogue import Details, text
from shared.kernel.errors import invalid
from shared.policy import ages

Floor = Literal["study", "graduation", "work", "work_start"]
"""`work_start`: the beginning of this person's work; the others are ages of `shared.policy.ages`."""


@dataclass(frozen=True, slots=True)
class DateBound:
    """What a date may not precede: a floor of the life, or another field of its row (`strictly`: nor equal it).

    `future`: whether it may lie after today (the end of a validity).
    """

    floor: Floor = "study"
    after: str | None = None
    strictly: bool = False
    future: bool = False


BOUNDS: dict[str, dict[str, DateBound]] = {
    "present_title": {
        "obtained_on": DateBound("work_start"), "appointed_on": DateBound(after="obtained_on"),
        "transferred_on": DateBound(after="obtained_on"),
    },
    "education": {
        "started_on": DateBound("study"),
        "graduated_on": DateBound("graduation", after="started_on", strictly=True),
    },
    "work_history": {"started_on": DateBound("work"), "ended_on": DateBound(after="started_on")},
    "trainings": {"started_on": DateBound(), "ended_on": DateBound(after="started_on")},
    "achievements": {"started_on": DateBound("work"), "ended_on": DateBound(after="started_on")},
    "papers": {"published_on": DateBound()},
    "awards": {"awarded_on": DateBound()},
    "patents": {"granted_on": DateBound()},
    "exams": {"taken_on": DateBound(), "valid_until": DateBound(after="taken_on", future=True)},
    "assessments": {"year": DateBound("work_start")},
    "continuing_education": {"year": DateBound("work_start")},
    "grassroots_service": {"started_on": DateBound("work"), "ended_on": DateBound(after="started_on")},
    "skill": {"obtained_on": DateBound("work")},
    "qualifications": {"obtained_on": DateBound()},
    "converted": {"on": DateBound("work_start")},
    "discipline": {"until": DateBound("work_start", future=True)},
    "honours": {"awarded_on": DateBound()},
    "programmes": {"starts_on": DateBound(), "ends_on": DateBound(after="starts_on", future=True)},
}  # fmt: skip
"""Every date (or year) of a profile and a dossier by table; `post_since` is the one that stands in no table."""


@dataclass(frozen=True, slots=True)
class Life:
    """What all dates of a person are held against; the paths are how the request at hand names the two fields."""

    birth: date
    work_started_on: str | None
    today: date
    birth_path: str = "birth_date"
    work_path: str = "profile.work_started_on"


@dataclass(frozen=True, slots=True)
class Impossible:
    """A date that cannot be: its path, and in `details` what the text of the slug names: texts, a number."""

    slug: str
    path: str
    details: Details

    def as_answer(self) -> dict[str, str | int]:
        """A row of the error's details."""
        return {"slug": self.slug, "path": self.path, "message": text(self.slug, **self.details), **self.details}


def refuse_impossible(found: list[Impossible]) -> None:
    """Raise invalid with slug and path of the first; details.problems lists all of them."""
    if found:
        first = found[0]
        problems = [one.as_answer() for one in found]
        raise invalid(first.slug, path=first.path, **first.details, count=len(found), problems=problems)


def of_the_basics(life: Life) -> Iterator[Impossible]:
    """Birth and the beginning of work."""
    birth, oldest = _birth(life), ages()["life"]
    if life.birth > life.today:
        yield _in_future(birth)
    elif _birthday(life.birth, oldest.years) <= life.today:
        yield Impossible("age_implausible", birth.path, {"field": birth.name, "years": oldest.years})
    if life.work_started_on:
        yield from _held(_work(life, life.work_started_on), DateBound("work"), {}, life)


def of_the_sections(life: Life, sections: Sections, root: str, *, by_id: bool = False) -> Iterator[Impossible]:
    """Every table and part of a profile or dossier; a path names a row by its number or, `by_id`, by its id."""
    for section, value in sections.items():
        if section == "post_since" and value:
            post = _Date(value, section, _Alone("circumstances", f"{root}.{section}"))
            yield from _held(post, DateBound("work_start"), {}, life)
        elif section in BOUNDS and isinstance(value, dict):
            yield from _row(life, _Line(section, root, value))
        elif section in BOUNDS:
            for number, row in enumerate(value or ()):
                yield from _row(life, _Line(section, root, row, number, by_id))


@dataclass(frozen=True, slots=True)
class _Alone:
    """A date that stands in no table, at a path of its own."""

    section: str
    path: str

    def path_of(self, field: str) -> str:
        return self.path

    def name_of(self, field: str) -> str:
        return field_name(self.section, field)


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of a table, or without a number a part that is one row by itself."""

    section: str
    root: str
    row: Row
    number: int | None = None
    by_id: bool = False

    def path_of(self, field: str) -> str:
        number = self.number
        key = "" if number is None else f"{row_key(number, self.row) if self.by_id else number}."
        return f"{self.root}.{self.section}.{key}{field}"

    def name_of(self, field: str) -> str:
        section, number = self.section, self.number
        place = text(f"section_{section}") if number is None else row_name(section, number, {})
        return text("place_field", place=place, field=field_name(section, field))


@dataclass(frozen=True, slots=True)
class _Date:
    """A day, or the text of a year; where it stands and what it is called is looked up for one that is at fault."""

    value: str
    field: str
    where: _Alone | _Line

    @property
    def path(self) -> str:
        return self.where.path_of(self.field)

    @property
    def name(self) -> str:
        return self.where.name_of(self.field)


def _birth(life: Life) -> _Date:
    return _Date(life.birth.isoformat(), "birth_date", _Alone("person", life.birth_path))


def _work(life: Life, began: str) -> _Date:
    return _Date(began, "work_started_on", _Alone("person", life.work_path))


def _row(life: Life, line: _Line) -> Iterator[Impossible]:
    bounds, row = BOUNDS[line.section], line.row
    dates = {name: _Date(str(value), name, line) for name in bounds if (value := row.get(name)) is not None}
    for name, found in dates.items():
        yield from _held(found, bounds[name], dates, life)


def _held(found: _Date, bound: DateBound, row: dict[str, _Date], life: Life) -> Iterator[Impossible]:
    """A year is held against years, a day against days: the shorter text decides how much is compared."""
    length = len(found.value)
    if not bound.future and found.value > life.today.isoformat()[:length]:
        yield _in_future(found)
    earlier = row.get(bound.after or "")
    if earlier is not None and (found.value < earlier.value or (bound.strictly and found.value == earlier.value)):
        yield _out_of_order(found, earlier)
    if bound.floor == "work_start":
        yield from _after_work_began(found, life)
    else:
        yield from _of_age(found, bound.floor, life)


def _after_birth(found: _Date, life: Life) -> Iterator[Impossible]:
    if found.value < life.birth.isoformat()[: len(found.value)]:
        yield _out_of_order(found, _birth(life))


def _of_age(found: _Date, floor: Floor, life: Life) -> Iterator[Impossible]:
    age, born = ages()[floor], list(_after_birth(found, life))
    if born:
        yield from born
    elif found.value < _birthday(life.birth, age.years).isoformat():
        birth = _birth(life)
        other = {"other": birth.name, "other_path": birth.path}
        yield Impossible("date_too_early", found.path, {"field": found.name, "years": age.years, **other})


def _after_work_began(found: _Date, life: Life) -> Iterator[Impossible]:
    began = life.work_started_on
    if not began:
        yield from _after_birth(found, life)
    elif found.value < began[: len(found.value)]:
        yield _out_of_order(found, _work(life, began))


def _in_future(found: _Date) -> Impossible:
    return Impossible("date_in_future", found.path, {"field": found.name})


def _out_of_order(found: _Date, earlier: _Date) -> Impossible:
    details = {"field": found.name, "other": earlier.name, "other_path": earlier.path}
    return Impossible("dates_out_of_order", found.path, details)


def _birthday(birth: date, years: int) -> date:
    """The day on which that age is reached; somebody born on 29 February reaches it on 1 March."""
    year = min(birth.year + years, date.max.year)
    try:
        return birth.replace(year=year)
    except ValueError:
        return date(year, 3, 1)
