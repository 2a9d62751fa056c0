"""People of a clerk's unit: their profiles, the unit's word for them, whose an ID number is."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from services.gateway.console import visit
from services.gateway.console.answers import OrganisationViewJson, PersonViewJson
from services.gateway.console.forms import attempt, given
from services.gateway.console.pages.clerk_common import BODIES, UNIT, house, overtaken, sent, version_of
from services.gateway.console.parts import MENDED
from services.gateway.console.uploads import passed_on
from shared.contracts.places import TITLES
from shared.kernel.catalogue import catalogue
from shared.kernel.errors import not_found
from shared.wire.types import JsonObject

pages = Blueprint("clerk_people", __name__, url_prefix="/people")

VOUCHING = (UNIT, *BODIES)


@pages.get("")
def find() -> str | AnyResponse:
    """By the number that the person's own page shows, or through one of his declarations."""
    number = request.args.get("person_id", "").strip()
    if number:
        return redirect(url_for("clerk_people.person", person_id=number))
    here = visit.current()
    waiting = list(here.every("declaration.list_waiting_profiles", filter={})) if house() else []
    held = here.every("audit.list_inbox", filter={}) if house() else ()
    names = {one["person_id"]: one["person_name"] for one in held}
    found = here.ask("declaration.list_declarations", filter={}, sort="-started_at", limit=100)["items"]
    latest = {one["person_id"]: one for one in reversed(found)}
    return render_template("clerk/people.html", found=list(latest.values()), names=names, waiting=waiting)


@pages.route("/<person_id>", methods=["GET", "POST"])
def person(person_id: str) -> str | AnyResponse:
    """The profile, and the unit's word for it."""
    here, fault = visit.current(), None
    if sent():
        act = {"settle": _settle, "return": _send_back}.get(given("act") or "", _vouch)
        fault = attempt(lambda: act(person_id))
        if fault is None:
            return redirect(url_for("clerk_people.person", person_id=person_id), 303)
    shown = here.ask("declaration.get_person", person_id=person_id)
    unit = here.ask("audit.get_organisation", organisation_id=shown["unit_id"])
    version = shown["version"] if "refresh" in request.form else given("expected_version") or shown["version"]
    return render_template(
        "clerk/person.html", person=shown, unit=unit, parts=_parts(shown["profile"]), fault=fault, version=version,
        overtaken=overtaken(fault), vouches=here.role in VOUCHING, settles=here.role in BODIES,
        own_unit=shown["unit_id"] == house(), remarked=MENDED, stated=_stated(shown, unit),
    )  # fmt: skip


@pages.get("/<person_id>/photo")
def photo(person_id: str) -> Response:
    """The portrait, passed through."""
    shown = visit.current().ask("declaration.get_person", person_id=person_id)
    if not shown["photo_url"]:
        raise not_found("object_missing")
    return passed_on(shown["photo_url"], f"照片-{person_id[-8:]}")


def _vouch(person_id: str) -> None:
    visit.current().tell(
        "declaration.verify_profile", person_id=person_id, expected_version=version_of(given("expected_version")),
        opinion=given("opinion") or "", substitute_reason=given("substitute_reason"),
    )  # fmt: skip


def _send_back(person_id: str) -> None:
    remarks = {name.removeprefix("remark."): text.strip() for name, text in request.form.items() if text.strip()}
    items = [{"part": part, "text": text} for part, text in remarks.items() if part in MENDED]
    visit.current().tell(
        "declaration.return_profile", person_id=person_id, expected_version=version_of(given("expected_version")),
        opinion=given("return_opinion") or "", items=items,
    )  # fmt: skip


def _settle(person_id: str) -> None:
    visit.current().tell(
        "declaration.settle_id_number", person_id=person_id, expected_version=version_of(given("expected_version")),
        opinion=given("settling_opinion") or "",
    )  # fmt: skip


def _stated(shown: PersonViewJson, unit: OrganisationViewJson) -> JsonObject:
    """What stands in each part that a remark may name; texts and days as they are, tables row by row."""
    basics = {name: shown.get(name) for name in MENDED}
    return {**basics, **shown["profile"], "id_number": shown["id_number"] or shown["id_number_masked"],
            "phone": shown["phone"] or shown["phone_masked"],
            "photo": "已上传" if shown["photo_url"] else None, "unit_id": unit["name"]}  # fmt: skip


def _parts(profile: JsonObject) -> list[tuple[str, str, list[Any]]]:
    """(key, name, rows) of what was stated; what stands alone is a row of its own."""
    named = (
        (key, catalogue().get(f"section_{key}") or catalogue().get(f"field_circumstances_{key}") or "", value)
        for key, value in profile.items() if value not in (None, [], "")
    )  # fmt: skip
    return [(key, name, value if key in TITLES else [value]) for key, name, value in named if name]
