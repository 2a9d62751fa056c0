"""花名册: rows grouped by series, then major, sorted; one workbook per level group (chifeng-2026/4.3.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any

from shared.kernel.catalogue import text

from .evaluation_form import years_in_title
from .facts import Roster
from .results import Package, PassRow
from .wording import Json, day, dotted, highest_education, level, level_group, named, numeric_month, year

Row = dict[str, Any]
Open = Callable[[str], str]
_LEVELS = ("full_senior", "associate_senior", "middle", "assistant", "technician")


def applicant_roster(report: Roster, dossiers: Iterable[Json], open_sealed: Open, title: str) -> tuple[Row, list[Row]]:
    """Head and groups of the 申报人员花名册, from `audit.roster_reported`; `open_sealed` gives the ID number."""
    rows = sorted((_applicant(dossier, open_sealed) for dossier in dossiers), key=_order)
    contact = report.contact
    head = {
        "title": text("doc_roster_title", title=title, level=level_group(report.level_group)),
        "organisation": report.organisation_name,
        "contact": report.reported_by,
        "telephone": contact.telephone or "",
        "date": day(report.reported_at),
        "count": len(rows),
        "level": level_group(report.level_group),
    }
    return head, grouped(rows)


def pass_roster(package: Package, open_sealed: Open) -> tuple[Row, list[Row]]:
    """Head and groups of the 通过人员花名册, from `committee.package_reported`.

    Recognised people were not voted on and their title does not count from a committee's day: those columns are empty.
    Where the committee reviewed several groups apart (单独分组), they stand one after the other under their names.
    """
    places = {group.name: place for place, group in enumerate(package.groups)}
    apart = len(places) > 1
    people = [_passed(row, package, open_sealed) for row in package.rows]
    for person, row in zip(people, package.rows, strict=True):
        person["apart"] = (row.group_name or "") if apart else ""
    rows = sorted(people, key=lambda row: (places.get(row["apart"], -1), *_order(row)))
    recognised = package.kind == "recognition"
    title = "doc_recognition_roster_title" if recognised else "doc_pass_roster_title"
    head = {
        "title": text(title, year=year(package.meeting_on), committee=package.committee_name),
        "committee": package.committee_name,
        "office": package.office_name,
        "meeting": day(package.meeting_on),
        "chair": package.chair_name,
        "reported_by": package.reported_by,
        "date": day(package.reported_on),
        "count": len(rows),
    }
    return head, grouped(rows)


def grouped(rows: list[Row]) -> list[Row]:
    """Sorted rows as groups of one series and major (and committee's group); `number` counts through the whole file."""
    for number, row in enumerate(rows, start=1):
        row["number"] = number
    groups = []
    for (apart, series, major), members in groupby(rows, key=_heading_of):
        found = list(members)
        heading = "doc_roster_group_apart" if apart else "doc_roster_group"
        name = text(heading, group=apart, series=series, major=major, n=len(found))
        groups.append({"heading": {"name": name}, "rows": found})
    return groups


def _heading_of(row: Row) -> tuple[str, str, str]:
    return row.get("apart", ""), row["series"], row["major"]


def _order(row: Row) -> tuple[str, str, int, str, str, str]:
    return row["series"], row["major"], row["rank"], row["unit"], row["name"], row["key"]


def _applicant(dossier: Json, open_sealed: Open) -> Row:
    person, plan = dossier["person"], dossier["plan"]
    title, education = dossier.get("present_title") or {}, highest_education(dossier["education"])
    return {
        "key": dossier["declaration_id"],
        "rank": _LEVELS.index(plan["level"]),
        "unit": dossier["unit"]["name"],
        "name": person["name"],
        "id_number": open_sealed(person["id_number_sealed"]),
        "sex": person["sex"],
        "birth": numeric_month(person["birth_date"]),
        "ethnicity": person["ethnicity"],
        "education": named("degree", education["level"]) if education else text("doc_none"),
        "school": _school(education),
        "series": plan["series_name"],
        "present": _present(title),
        "title": plan["title"],
        "level": level(plan["level"]),
        "major": plan["major"],
        "talent": dossier.get("talent_category") or "",
        "profession_years": dossier["profession_years"],
        "title_years": years_in_title(dossier),
        "exceptional": text("doc_no" if dossier["route_claimed"] == "ordinary" else "doc_yes"),
        "mode": named("mode", plan["mode"]),
        "group": named("tier", dossier["unit"]["tier"]),
        "remark": "",
    }


def _school(education: Json) -> str:
    if not education:
        return ""
    return text("doc_education", school=education["school"], month=dotted(education["graduated_on"]))


def _present(title: Json) -> str:
    if not title:
        return text("doc_none")
    return text("doc_title_since", title=title["name"], month=dotted(title["obtained_on"]))


def _passed(row: PassRow, package: Package, open_sealed: Open) -> Row:
    recognised = package.kind == "recognition"
    votes = {"present": row.present, "yes": row.yes, "no": row.no, "abstain": row.abstain}
    return {
        "key": row.declaration_id,
        "rank": _LEVELS.index(row.level),
        "name": row.person_name,
        "sex": row.sex,
        "birth": numeric_month(row.birth_date),
        "id_number": open_sealed(row.id_number_sealed),
        "unit": row.unit_name,
        "series": row.series_name,
        "major": row.major,
        "title": row.title,
        "level": level(row.level),
        "passed_on": "" if recognised else day(package.meeting_on),
        "case_number": row.case_number,
        **(dict.fromkeys(votes, "") if recognised else votes),
        "digest": row.dossier_digest[:16],
        "remark": text("doc_track_recognition") if recognised else "",
    }
