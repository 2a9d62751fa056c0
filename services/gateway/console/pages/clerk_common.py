"""What the pages of clerks share: who they are for, names of notices, a colleague's earlier decision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask import request

from services.gateway.console import forms, visit
from services.gateway.console.answers import CaseViewJson, ListedMaterialJson, WayViewJson
from services.gateway.console.forms import Fault
from services.gateway.console.navigation import offer
from services.gateway.console.values import UNSEEN
from shared.contracts.places import TITLES, DossierPart, field_name, find_place, row_key, row_name
from shared.kernel.catalogue import catalogue

UNIT, DEPARTMENT, BUREAU, OFFICE = "unit_clerk", "department_clerk", "hr_clerk", "committee_office"
AUDITORS = (UNIT, DEPARTMENT, BUREAU, OFFICE)
BODIES = (DEPARTMENT, BUREAU)
LEVEL_GROUPS = ("senior", "middle", "junior")
ELSEWHERE = frozenset({"step_not_possible", "stale_version", "objection_already_resolved", "publicity_already_closed"})
"""Refusals that say that a colleague was quicker."""
SECTIONS = (
    "person", "unit", "major", "present_title", "education", "work_history", "trainings", "achievements", "papers",
    "awards", "patents", "exams", "assessments", "continuing_education", "circumstances", "summary", "route_claimed",
    "commitment",
)  # fmt: skip

for endpoint, line, roles in (
    ("clerk_inbox.inbox", "待办申报", AUDITORS),
    ("clerk_publicity.lists", "公示办理", (UNIT, *BODIES)),
    ("clerk_roster.roster", "汇总上报", BODIES),
    ("clerk_roster.quotas", "名额与岗位", BODIES),
    ("clerk_roster.posts", "岗位数填报", (UNIT,)),
    ("clerk_people.find", "人员档案", (UNIT, *BODIES)),
    ("clerk_investigation.waiting", "结果异议核实", (UNIT, *BODIES)),
    ("clerk_organisation.own", "本单位信息", AUDITORS),
):
    offer(endpoint, line, *roles)


def version_of(text: str | None) -> int:
    """The version that a page was shown with; 0, which none has, for what is no number."""
    return max(0, forms.whole(text) or 0)


def overtaken(fault: Fault | None) -> bool:
    """Whether somebody else has dealt with it since the page was shown."""
    return fault is not None and fault.slug in ELSEWHERE


def sent() -> bool:
    """Whether a form came to be acted on, and not only to be brought up to the present version."""
    return request.method == "POST" and "refresh" not in request.form


def house() -> str:
    """The organisation of the capacity in which the clerk acts: what pages offer by it, the services decide."""
    here = visit.current().signed_in
    return (here.capacity.organisation_id if here and here.capacity else None) or ""


def notices() -> dict[str, str]:
    """Titles of the notices in force by id."""
    return {one["notice_id"]: one["title"] for one in visit.current().ask("declaration.list_notices")["items"]}


def wanted(*names: str) -> dict[str, str]:
    """Of the address, what is given and named: filters of a list."""
    return {name: value for name in names if (value := request.args.get(name, "").strip())}


@dataclass(frozen=True)
class DossierField:
    """A place in the dossier that a correction may name, with what stands there."""

    path: str
    name: str
    value: Any
    kind: str


@dataclass(frozen=True)
class DossierGroup:
    """A section, a row of a table, or the materials of one item."""

    path: str
    name: str
    fields: tuple[DossierField, ...]


def groups_of(dossier: DossierPart, case: CaseViewJson) -> list[tuple[str, list[DossierGroup]]]:
    """(section's name, its rows), in the order of the form; empty sections are shown as empty."""
    if not dossier:
        return []
    read = {**dossier, "route_claimed": _way(dossier["route_claimed"], case["eligibility"]["path"])}
    names = catalogue()
    return [(names[f"section_{one}"], list(_groups(one, read[one]))) for one in SECTIONS if one in read]


def _way(claimed: str, path: WayViewJson | None) -> str:
    """What the way is called by which the applicant says that he qualifies."""
    if claimed == "ordinary":
        return catalogue()["doc_route_ordinary"]
    return str(path["name"]) if path and path["path_id"] == claimed else "通知规定的其他申报条件"


def _groups(section: str, value: Any) -> Iterator[DossierGroup]:
    if section in TITLES:
        for number, row in enumerate(value or ()):
            path = f"{section}.{row_key(number, row)}"
            yield DossierGroup(path, row_name(section, number, row), tuple(_fields(path, section, row)))
    elif isinstance(value, Mapping):
        yield DossierGroup(section, catalogue()[f"section_{section}"], tuple(_fields(section, section, value)))
    elif value not in (None, ""):
        yield DossierGroup(section, catalogue()[f"section_{section}"], (DossierField(section, "", value, section),))


def _fields(path: str, section: str, row: DossierPart) -> Iterator[DossierField]:
    """In the order of the form, whatever order the stored JSON has."""
    start = f"field_{section}_"
    for name in (key.removeprefix(start) for key in catalogue() if key.startswith(start)):
        if name not in UNSEEN and row.get(name) is not None:
            yield DossierField(f"{path}.{name}", field_name(section, name), row[name], name)


@dataclass(frozen=True)
class Item:
    """An item of the notice's material list with the files that are there."""

    listed: ListedMaterialJson
    files: tuple[DossierPart, ...]

    @property
    def path(self) -> str:
        """How a correction names it."""
        return f"materials.{self.listed['item']}"


def items_of(listed: Sequence[ListedMaterialJson], files: Sequence[DossierPart]) -> list[Item]:
    """The notice's list in its order, with whatever else was uploaded after it."""
    by_item = {key: tuple(some) for key, some in groupby(sorted(files, key=_item), _item)}
    known = [one for one in listed if one["provided_by"] == "applicant" or one["item"] in by_item]
    named = {one["item"] for one in known}
    rest: list[ListedMaterialJson] = [
        {"item": key, "name": some[0]["title"], "clause": None, "required": False, "provided_by": "applicant"}
        for key, some in by_item.items() if key not in named
    ]  # fmt: skip
    return [Item(one, by_item.get(one["item"], ())) for one in [*known, *rest]]


def _item(file: DossierPart) -> str:
    return str(file["item"])


def place_names(case: CaseViewJson, paths: Sequence[str]) -> dict[str, str]:
    """What each place is called; those that the dossier has not are left out."""
    items = {one["item"]: one["name"] for one in case["listed"] or ()}
    found = {path: find_place(case["dossier"] or {}, path, items) for path in paths}
    return {path: place.name for path, place in found.items() if place is not None}
