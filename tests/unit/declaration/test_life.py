"""Dates of a life: every date of the contract has a bound, and every bound refuses what lies beyond it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import fields

from services.declaration.domain.life import BOUNDS, Life, of_the_basics, of_the_sections, refuse_impossible
from services.declaration.requests.sections import Profile, Sections
from shared.kernel.errors import ZhipingError
from shared.policy import ages
from shared.wire.text_fields import DayText

BIRTH, WORK, TODAY = date(1985, 3, 7), date(2007, 8, 1), date(2026, 6, 15)
LIFE = Life(BIRTH, WORK.isoformat(), TODAY)
YEARS = {("assessments", "year"), ("continuing_education", "year")}
UNBOUND_ABOVE = {("discipline", "until"), ("exams", "valid_until"), ("programmes", "ends_on")}
ROWS: dict[str, dict[str, Any]] = {
    "present_title": {"obtained_on": "2015-12-01", "appointed_on": "2016-01-01", "transferred_on": "2018-01-01"},
    "education": {"started_on": "2003-09-01", "graduated_on": "2007-07-01"},
    "work_history": {"started_on": "2007-08-01", "ended_on": "2010-08-01"},
    "trainings": {"started_on": "2024-07-10", "ended_on": "2024-07-10"},
    "achievements": {"started_on": "2019-03-01", "ended_on": "2026-06-15"},
    "papers": {"published_on": "2022-05-01"},
    "awards": {"awarded_on": "2020-09-10"},
    "patents": {"granted_on": "2020-09-10"},
    "exams": {"taken_on": "2024-05-01", "valid_until": "2029-05-01"},
    "assessments": {"year": 2007},
    "continuing_education": {"year": 2026},
    "grassroots_service": {"started_on": "2010-03-01", "ended_on": "2010-08-31"},
    "skill": {"obtained_on": "2012-01-01"},
    "qualifications": {"obtained_on": "2012-01-01"},
    "converted": {"on": "2012-01-01"},
    "discipline": {"until": "2028-01-01"},
    "honours": {"awarded_on": "2012-01-01"},
    "programmes": {"starts_on": "2025-01-01", "ends_on": "2028-01-01"},
}
"""A good value of every date."""
ALONE = ("present_title", "skill", "converted", "discipline")
EVERY = [(section, name) for section, row in ROWS.items() for name in row]


def dates_of(schema: Any) -> set[tuple[str, str]]:
    """(table or part, field) of everything in a schema that is a day or a year."""
    found = set()
    for section, field in schema().fields.items():
        inner = field.inner if isinstance(field, fields.List) else field
        if isinstance(inner, fields.Nested):
            found |= {
                (section, name)
                for name, one in inner.schema.fields.items()
                if isinstance(one, DayText) or name == "year"
            }
    return found


def sections(section: str, **changes: Any) -> dict[str, Any]:
    row = {**ROWS[section], **changes}
    return {section: row if section in ALONE else [ROWS[section], row]}


def found(section: str, life: Life = LIFE, **changes: Any) -> list[Any]:
    return list(of_the_sections(life, sections(section, **changes), "profile"))


def test_every_date_of_profile_and_dossier_is_bound() -> None:
    bound = {(section, name) for section, row in BOUNDS.items() for name in row}
    assert dates_of(Profile) | dates_of(Sections) == bound == set(EVERY)


@pytest.mark.parametrize("section", ROWS)
def test_a_life_that_can_be_has_no_problem(section: str) -> None:
    assert found(section) == []


@pytest.mark.parametrize(("section", "name"), EVERY)
def test_nothing_lies_before_birth(section: str, name: str) -> None:
    value: Any = 1984 if (section, name) in YEARS else "1985-03-06"
    problems = found(section, **{name: value})
    place = f"profile.{section}.{name}" if section in ALONE else f"profile.{section}.1.{name}"
    assert place in {one.path for one in problems}
    with pytest.raises(ZhipingError) as refusal:
        refuse_impossible(problems)
    assert {row["path"] for row in refusal.value.details["problems"]} == {one.path for one in problems}
    assert all("other_path" in row for row in refusal.value.details["problems"])


@pytest.mark.parametrize(("section", "name"), [one for one in EVERY if one not in UNBOUND_ABOVE])
def test_nothing_that_is_claimed_lies_in_the_future(section: str, name: str) -> None:
    value: Any = 2027 if (section, name) in YEARS else "2026-06-16"
    assert "date_in_future" in {one.slug for one in found(section, **{name: value})}


@pytest.mark.parametrize(("section", "name"), [(s, n) for s, row in BOUNDS.items() for n, b in row.items() if b.after])
def test_nothing_ends_before_it_began(section: str, name: str) -> None:
    earlier = BOUNDS[section][name].after
    assert earlier is not None
    before = date.fromisoformat(ROWS[section][earlier]) - timedelta(1)
    slugs = {(one.slug, one.details["other_path"].rpartition(".")[2]) for one in found(section, **{name: str(before)})}
    assert ("dates_out_of_order", earlier) in slugs


@pytest.mark.parametrize("section", ["present_title", "assessments", "continuing_education", "converted"])
def test_what_rests_on_work_does_not_lie_before_it(section: str) -> None:
    name = next(iter(BOUNDS[section]))
    value: Any = 2006 if (section, name) in YEARS else "2007-07-31"
    (problem,) = [one for one in found(section, **{name: value}) if one.path.endswith(name)]
    assert (problem.slug, problem.details["other_path"]) == ("dates_out_of_order", "profile.work_started_on")


def test_the_beginning_of_the_present_post_lies_within_work() -> None:
    for value, slug in (("2007-07-31", "dates_out_of_order"), ("2026-06-16", "date_in_future")):
        assert [one.slug for one in of_the_sections(LIFE, {"post_since": value}, "profile")] == [slug]
    assert list(of_the_sections(LIFE, {"post_since": "2007-08-01"}, "profile")) == []


@pytest.mark.parametrize(
    ("section", "name", "age"),
    [("work_history", "started_on", "work"), ("education", "started_on", "study"), ("papers", "published_on", "study"),
     ("education", "graduated_on", "graduation")],
)  # fmt: skip
def test_an_age_that_no_life_has_is_refused_and_the_birthday_is_not(section: str, name: str, age: str) -> None:
    birthday = BIRTH.replace(year=BIRTH.year + ages()[age].years)
    assert "date_too_early" in {one.slug for one in found(section, **{name: str(birthday - timedelta(1))})}
    assert "date_too_early" not in {one.slug for one in found(section, **{name: str(birthday)})}


@pytest.mark.parametrize(
    ("birth", "work", "slugs"),
    [
        ("2030-01-01", None, ["date_in_future"]),
        ("2030-01-01", "2007-08-01", ["date_in_future", "dates_out_of_order"]),
        ("1985-03-07", "1985-03-06", ["dates_out_of_order"]), ("1985-03-07", "1988-08-01", ["date_too_early"]),
        ("1985-03-07", "2026-06-16", ["date_in_future"]), ("1885-03-07", "2007-08-01", ["age_implausible"]),
        ("9999-12-31", "9999-12-31", ["date_in_future", "date_in_future"]),
        ("2004-02-29", "2018-03-01", []), ("2004-02-29", "2018-02-28", ["date_too_early"]), ("1985-03-07", None, []),
    ],
)  # fmt: skip
def test_birth_and_the_beginning_of_work(birth: str, work: str | None, slugs: list[str]) -> None:
    life = Life(date.fromisoformat(birth), work, TODAY)
    assert [one.slug for one in of_the_basics(life)] == slugs


def test_all_problems_are_told_at_once_in_chinese() -> None:
    wrong = {**sections("papers", published_on="2027-01-01"), **sections("education", graduated_on="2003-08-31")}
    with pytest.raises(ZhipingError) as refusal:
        refuse_impossible(list(of_the_sections(LIFE, wrong, "sections")))
    problems = refusal.value.details["problems"]
    assert [one["path"] for one in problems] == ["sections.papers.1.published_on", "sections.education.1.graduated_on"]
    assert problems[1]["message"] == "学历第2项的“毕业时间”与学历第2项的“入学时间”先后矛盾，不能早于后者。"
    assert refusal.value.details["count"] == 2


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_row_has_no_problem_just_when_it_fits_into_the_life(start: date, end: date) -> None:
    row = {"started_on": str(start), "ended_on": str(end)}
    fits = BIRTH.replace(year=BIRTH.year + ages()["work"].years) <= start <= end <= TODAY
    assert (list(of_the_sections(LIFE, {"work_history": [row]}, "profile")) == []) is fits
