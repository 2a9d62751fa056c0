"""花名册: rows grouped by series, then major, sorted; one workbook per level group (chifeng-2026/4.3.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from services.docgen.domain.order import RowGroup, Values
from shared.contracts.audit.publicity_and_roster import RosterReported
from shared.contracts.base import LEVELS
from shared.contracts.committee.results import PackageReported, PassRow
from shared.contracts.declaration.dossier import Dossier, Education, PresentTitle
from shared.kernel.catalogue import text

from .evaluation_form import years_in_title
from .wording import day, dotted, highest_education, level, level_group, named, numeric_month, year

Open = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class RosterLine:
    """A person on a roster: where the line stands, and what it prints. `key` is the declaration's id; `apart` the name
    of a group reviewed apart, which stands in the `place` of that group."""

    series: str
    major: str
    level: str
    unit: str
    name: str
    key: str
    values: Values
    apart: str = ""
    place: int = -1

    @property
    def order(self) -> tuple[int, str, str, int, str, str, str]:
        """Groups reviewed apart one after the other; within them by series, major and level."""
        return self.place, self.series, self.major, LEVELS.index(self.level), self.unit, self.name, self.key

    @property
    def heading(self) -> tuple[str, str, str]:
        """What a group of lines has in common."""
        return self.apart, self.series, self.major


def applicant_roster(
    report: RosterReported, dossiers: Iterable[Dossier], open_sealed: Open, title: str
) -> tuple[Values, list[RowGroup]]:
    """Head and groups of the 申报人员花名册, from `audit.roster_reported`; `open_sealed` gives the ID number.

    `heads` is filled in when it is printed.
    """
    lines = [_applicant(dossier, open_sealed) for dossier in dossiers]
    contact = report.contact
    head = {
        "title": text("doc_roster_title", title=title, level=level_group(report.level_group)),
        "organisation": report.organisation_name,
        "contact": report.reported_by,
        "telephone": contact.telephone or "",
        "date": day(report.reported_at),
        "count": len(lines),
        "level": level_group(report.level_group),
        "heads": "",
    }
    return head, grouped(lines)


def pass_roster(package: PackageReported, numbers: Mapping[str, str]) -> tuple[Values, list[RowGroup]]:
    """Head and groups of the 通过人员花名册, from `committee.package_reported`; `numbers` by declaration.

    Recognised people were not voted on and their title does not count from a committee's day: those columns are empty.
    Where the committee reviewed several groups apart (单独分组), they stand one after the other under their names.
    """
    places = {group.name: place for place, group in enumerate(package.groups)} if len(package.groups) > 1 else {}
    lines = [_passed(row, package, places, numbers[row.declaration_id]) for row in package.rows]
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
        "count": len(lines),
    }
    return head, grouped(lines)


def grouped(lines: Iterable[RosterLine]) -> list[RowGroup]:
    """Lines in their order, as groups of one series and major (and committee's group); `number` counts through the
    whole file."""
    numbered = enumerate(sorted(lines, key=lambda line: line.order), start=1)
    groups = []
    for (apart, series, major), members in groupby(numbered, key=lambda each: each[1].heading):
        rows = [line.values | {"number": number} for number, line in members]
        key = "doc_roster_group_apart" if apart else "doc_roster_group"
        name = text(key, group=apart, series=series, major=major, n=len(rows))
        groups.append(RowGroup({"name": name}, rows))
    return groups


def _applicant(dossier: Dossier, open_sealed: Open) -> RosterLine:
    person, plan, unit = dossier.person, dossier.plan, dossier.unit
    highest = highest_education(dossier.education)
    values = {
        "unit": unit.name,
        "name": person.name,
        "id_number": open_sealed(person.id_number_sealed),
        "sex": person.sex,
        "birth": numeric_month(person.birth_date),
        "ethnicity": person.ethnicity,
        "education": named("degree", highest.level) if highest else text("doc_none"),
        "school": _school(highest),
        "series": plan.series_name,
        "present": _present(dossier.present_title),
        "title": plan.title,
        "level": level(plan.level),
        "major": plan.major,
        "talent": dossier.talent_category or "",
        "profession_years": dossier.profession_years,
        "title_years": years_in_title(dossier),
        "exceptional": text("doc_no" if dossier.route_claimed == "ordinary" else "doc_yes"),
        "mode": named("mode", plan.mode),
        "group": named("tier", unit.tier),
        "remark": "",
    }
    return RosterLine(plan.series_name, plan.major, plan.level, unit.name, person.name, dossier.declaration_id, values)


def _school(highest: Education | None) -> str:
    if highest is None:
        return ""
    return text("doc_education", school=highest.school, month=dotted(highest.graduated_on))


def _present(title: PresentTitle | None) -> str:
    if title is None:
        return text("doc_none")
    return text("doc_title_since", title=title.name, month=dotted(title.obtained_on))


def _passed(row: PassRow, package: PackageReported, places: dict[str, int], id_number: str) -> RosterLine:
    recognised = package.kind == "recognition"
    votes = {"present": row.present, "yes": row.yes, "no": row.no, "abstain": row.abstain}
    values = {
        "name": row.person_name,
        "sex": row.sex,
        "birth": numeric_month(row.birth_date),
        "id_number": id_number,
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
    apart = (row.group_name or "") if places else ""
    return RosterLine(
        row.series_name, row.major, row.level, row.unit_name, row.person_name, row.declaration_id, values,
        apart, places.get(apart, -1),
    )  # fmt: skip
