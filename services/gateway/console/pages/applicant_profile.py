"""The applicant's account: opening it, its parts as forms, the photo, the ID number."""

from __future__ import annotations

from typing import TypedDict

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from services.gateway.console import visit
from services.gateway.console.answers import PersonViewJson
from services.gateway.console.asked import asked_this_year
from services.gateway.console.fields.reading import MOST_ROWS
from services.gateway.console.forms import Fault, attempt, given, number
from services.gateway.console.pages.applicant import person_or_none
from services.gateway.console.parts import BASICS, CAREER, CIRCUMSTANCES, FACTS, MENDED, PROFILE
from services.gateway.console.sheets import Sheet, Shown
from services.gateway.console.uploads import PHOTO, link_for, put_file
from shared.wire.types import JsonObject

pages = Blueprint("applicant_profile", __name__, url_prefix="/mine/profile")
Answer = AnyResponse | str | tuple[str, int]


class Mark(TypedDict):
    """What the unit wants mended, as forms show it beside a field."""

    defect: str
    remedy: None
    clause: None


@pages.get("")
def profile() -> Answer:
    """All parts, filled or not."""
    person = person_or_none()
    if person is None:
        return redirect(url_for("applicant_profile.register"))
    unit = visit.current().ask("audit.get_organisation", organisation_id=person["unit_id"])
    return render_template(
        "applicant/profile.html",
        person=person,
        unit=unit,
        career=(BASICS, *CAREER),
        facts_sheets=FACTS,
        stored=_stored(person),
        remarked=MENDED,
        addresses={part: _place_of(part) for part in MENDED},
    )


@pages.get("/register")
def register() -> Answer:
    """Open one's account."""
    return _register_page(None, [])


@pages.post("/register")
def register_now() -> Answer:
    """Name, number, unit, and the basics that forms print."""
    rows = BASICS.posted(request.form)
    told = {name: value for name, value in BASICS.parts(rows).items() if value is not None}
    own = {name: given(name) for name in ("name", "id_number", "unit_id")}
    fault = attempt(lambda: visit.current().tell("declaration.register_person", **told, **_filled(own)))
    return _register_page(fault, rows) if fault else redirect(url_for("applicant_profile.profile"), code=303)


@pages.get("/parts/<part>")
def edit(part: str) -> Answer:
    """One part as a form."""
    person = person_or_none()
    if person is None:
        return redirect(url_for("applicant_profile.register"))
    sheet = _sheet(part)
    return _part_page(sheet, sheet.shown(_stored(person)), person["version"], None)


@pages.post("/parts/<part>")
def save(part: str) -> Answer:
    """Replace the part; with `more`, only show another blank row."""
    sheet, version = _sheet(part), number("version")
    rows = sheet.posted(request.form)
    if "more" in request.form:
        return _part_page(sheet, rows, version, None)
    fault = attempt(lambda: _update(sheet.parts(rows), version))
    if fault:
        return _part_page(sheet, rows, version_now(fault, version), fault), 422
    return redirect(url_for("applicant_profile.profile"), code=303)


@pages.get("/unit")
def unit_form() -> Answer:
    """Change of unit."""
    return _unit_page(None)


@pages.post("/unit")
def change_unit() -> Answer:
    """The new unit has to vouch anew."""
    version = number("version")
    fault = attempt(lambda: _update(_filled({"unit_id": given("unit_id")}), version))
    return (_unit_page(fault), 422) if fault else redirect(url_for("applicant_profile.profile"), code=303)


@pages.get("/photo")
def photo_form() -> Answer:
    """The photo and how to change it."""
    return _photo_page(None)


@pages.post("/photo")
def set_photo() -> Answer:
    """Upload, then take it in."""
    here, file = visit.current(), request.files.get("file")
    person_id, version = _own_id(), number("version")

    def work() -> None:
        key = put_file(file, "declaration.open_photo_upload", PHOTO, person_id=person_id)
        here.tell("declaration.set_photo", person_id=person_id, expected_version=version, object_key=key)

    fault = attempt(work)
    return (_photo_page(fault), 422) if fault else redirect(url_for("applicant_profile.photo_form"), code=303)


@pages.post("/photo/link")
def photo_link() -> AnyResponse:
    """Where the page's script puts it."""
    return link_for("declaration.open_photo_upload", person_id=_own_id())


@pages.get("/id-number")
def id_number_form() -> Answer:
    """State another ID number."""
    return _number_page(None)


@pages.post("/id-number")
def correct_id_number() -> Answer:
    """While the present one is nobody's."""
    params = {
        "person_id": _own_id(),
        "expected_version": number("version"),
        **_filled({"id_number": given("id_number")}),
    }
    fault = attempt(lambda: visit.current().tell("declaration.correct_id_number", **params))
    return (_number_page(fault), 422) if fault else redirect(url_for("applicant_profile.profile"), code=303)


def units() -> list[tuple[str, str]]:
    """Where people work, by name."""
    held = visit.current().every("audit.list_organisations", filter={"kind": "unit"})
    return [(one["organisation_id"], one["name"]) for one in held]


def _own_id() -> str:
    caller = visit.current().caller
    return caller.person_id if caller else ""


def _update(parts: JsonObject, version: int | None) -> None:
    visit.current().tell("declaration.update_profile", person_id=_own_id(), expected_version=version, profile=parts)


def _stored(person: PersonViewJson) -> JsonObject:
    """Basics stand beside the profile's parts in the answer, together in the form."""
    return {**person["profile"], **{column.name: person.get(column.name) for column in BASICS.columns}}


def _place_of(part: str) -> str:
    """Where a part that was sent back is mended."""
    forms = {name: f"applicant_profile.{name}_form" for name in ("photo", "id_number")}
    forms["unit_id"] = "applicant_profile.unit_form"
    if part in forms:
        return url_for(forms[part])
    sheet = next((one for one in (BASICS, CIRCUMSTANCES) if part in {column.name for column in one.columns}), None)
    name = sheet.name if sheet else part
    return url_for("applicant_profile.edit", part=name if name in PROFILE else BASICS.name)


def _marks(person: PersonViewJson | None) -> dict[str, list[Mark]]:
    """By part."""
    back = person["returned"] if person else None
    told = {one["part"]: one["text"] for one in back["items"]} if back else {}
    return {part: [{"defect": text, "remedy": None, "clause": None}] for part, text in told.items()}


def _sheet(part: str) -> Sheet:
    sheet = PROFILE.get(part)
    return sheet if sheet is not None else abort(404)


def _filled(values: dict[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value is not None}


def version_now(fault: Fault, version: int | None) -> int | None:
    """After somebody's newer change the form goes on from there: he sees the fault and saves again knowingly."""
    person = person_or_none() if fault.slug == "stale_version" else None
    return person["version"] if person else version


def blanks(sheet: Sheet, rows: list[Shown]) -> list[Shown]:
    """An empty row at the end of a table, the one row of anything else; as many as a form needs that was typed into
    before and says so in its address, and one more than it had for whoever asks for more."""
    if not sheet.table:
        return [] if rows else [sheet.blank()]
    more = "more" in request.form
    asked = min(len(sheet.staying(request.form)) + 1 if more else request.args.get("rows", 0, type=int), MOST_ROWS)
    return [sheet.blank()] * max(asked - len(rows), int(len(rows) < MOST_ROWS))


def _register_page(fault: Fault | None, rows: list[Shown]) -> str:
    return render_template(
        "applicant/register.html",
        fault=fault,
        sheet=BASICS,
        rows=rows,
        blanks=blanks(BASICS, rows),
        units=units(),
        bases={},
    )


def _part_page(sheet: Sheet, rows: list[Shown], version: int | None, fault: Fault | None) -> str:
    return render_template(
        "applicant/part.html",
        sheet=sheet,
        rows=rows,
        blanks=blanks(sheet, rows),
        version=version,
        fault=fault,
        marks=_marks(person_or_none()),
        bases=asked_this_year(),
    )


def _unit_page(fault: Fault | None) -> str:
    return render_template("applicant/unit.html", fault=fault, person=person_or_none() or abort(404), units=units())


def _photo_page(fault: Fault | None) -> str:
    return render_template("applicant/photo.html", fault=fault, person=person_or_none() or abort(404))


def _number_page(fault: Fault | None) -> str:
    return render_template("applicant/id_number.html", fault=fault, person=person_or_none() or abort(404))
