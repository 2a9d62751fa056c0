"""The sections of a draft as forms; what a return says stands beside the field."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from services.gateway.console import visit
from services.gateway.console.answers import DeclarationViewJson
from services.gateway.console.asked import Bases, asked_by_plan
from services.gateway.console.corrections import marks_of
from services.gateway.console.forms import Fault, attempt, given, number
from services.gateway.console.pages.applicant_declaration import MINE, one, plan_of
from services.gateway.console.pages.applicant_profile import blanks
from services.gateway.console.parts import DOSSIER
from services.gateway.console.sheets import Sheet, Shown
from shared.wire.types import JsonObject

pages = Blueprint("applicant_dossier", __name__, url_prefix="/mine/declarations/<declaration_id>/sections")
Answer = AnyResponse | str | tuple[str, int]
MAIN = "main"


@pages.get("/<section>")
def edit(declaration_id: str, section: str) -> Answer:
    """One section as it is kept."""
    declaration = _his(declaration_id)
    if section == MAIN:
        return _main_page(declaration, None)
    sheet = _sheet(section)
    return _page(declaration, sheet, sheet.shown(declaration["sections"] or {}), None)


@pages.post("/<section>")
def save(declaration_id: str, section: str) -> Answer:
    """Replace it; with `more`, only show another blank row."""
    return _save_main(declaration_id) if section == MAIN else _save_sheet(declaration_id, _sheet(section))


def _save_sheet(declaration_id: str, sheet: Sheet) -> Answer:
    rows = sheet.posted(request.form)
    if "more" in request.form:
        return _page(_his(declaration_id), sheet, rows, None)
    fault = attempt(lambda: _fill(declaration_id, sheet.parts(rows)))
    if fault:
        return _page(_his(declaration_id), sheet, rows, fault), 422
    return _back(declaration_id, sheet.name)


def _save_main(declaration_id: str) -> Answer:
    typed = {"major": given("major"), "summary": given("summary")}
    sections = {name: value for name, value in typed.items() if value} | {"route_claimed": given("route_claimed")}
    fault = attempt(lambda: _fill(declaration_id, sections))
    return (_main_page(_his(declaration_id), fault), 422) if fault else _back(declaration_id, MAIN)


def _fill(declaration_id: str, sections: JsonObject) -> None:
    visit.current().tell(
        "declaration.fill_dossier", declaration_id=declaration_id, expected_version=number("version"), sections=sections
    )


def _his(declaration_id: str) -> DeclarationViewJson:
    declaration = one(declaration_id)
    return declaration if declaration["state"] in MINE and declaration["sections"] is not None else abort(404)


def _sheet(section: str) -> Sheet:
    sheet = DOSSIER.get(section)
    return sheet if sheet is not None else abort(404)


def _page(declaration: DeclarationViewJson, sheet: Sheet, rows: list[Shown], fault: Fault | None) -> str:
    return render_template(
        "applicant/section.html", declaration=declaration, sheet=sheet, rows=rows, blanks=blanks(sheet, rows),
        marks=marks_of(declaration), fault=fault, following=_following(sheet.name), bases=_bases(declaration),
        version=_version(declaration, fault),
    )  # fmt: skip


def _main_page(declaration: DeclarationViewJson, fault: Fault | None) -> str:
    return render_template(
        "applicant/main_section.html", declaration=declaration, plan=plan_of(declaration), fault=fault,
        marks=marks_of(declaration), version=_version(declaration, fault), bases=_bases(declaration),
    )  # fmt: skip


def _bases(declaration: DeclarationViewJson) -> Bases:
    return asked_by_plan(declaration["notice_id"], declaration["plan_id"])


def _version(declaration: DeclarationViewJson, fault: Fault | None) -> Any:
    """That which was looked at; after a newer change the form goes on from there, the fault having said so."""
    typed = number("version") if fault or "more" in request.form else None
    return typed if typed and not (fault and fault.slug == "stale_version") else declaration["version"]


def _following(section: str) -> str | None:
    names = [MAIN, *DOSSIER]
    place = names.index(section) + 1
    return names[place] if place < len(names) else None


def _back(declaration_id: str, section: str) -> AnyResponse:
    following = _following(section) if "next" in request.form else None
    if following:
        return redirect(url_for("applicant_dossier.edit", declaration_id=declaration_id, section=following), code=303)
    return redirect(url_for("applicant_declaration.show", declaration_id=declaration_id), code=303)
