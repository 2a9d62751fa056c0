"""The files of a draft: what the notice asks for, what is there, uploading and removing."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from services.gateway.console import visit
from services.gateway.console.corrections import marks_of
from services.gateway.console.forms import Fault, attempt, given, number
from services.gateway.console.pages.applicant_declaration import MINE, one, plan_of
from services.gateway.console.uploads import MATERIAL, link_for, put_file
from shared.contracts.places import row_name
from shared.wire.types import JsonObject

pages = Blueprint("applicant_materials", __name__, url_prefix="/mine/declarations/<declaration_id>/materials")
Answer = AnyResponse | str | tuple[str, int]


@pages.get("")
def show(declaration_id: str) -> str:
    """Item by item."""
    return _page(declaration_id, None)


@pages.get("/<item>/upload")
def upload_form(declaration_id: str, item: str) -> str:
    """Choose a file for one item."""
    return _upload_page(declaration_id, item, None)


@pages.post("/<item>/upload")
def upload(declaration_id: str, item: str) -> Answer:
    """Through the door to the store, then attached once it was looked at."""
    fault = attempt(lambda: _attach(declaration_id, item))
    if fault:
        return _upload_page(declaration_id, item, fault), 422
    return redirect(url_for("applicant_materials.show", declaration_id=declaration_id, _anchor=f"i-{item}"), code=303)


@pages.post("/<item>/upload/link")
def link(declaration_id: str, item: str) -> AnyResponse:
    """Where the page's script puts the file."""
    name = given("filename") or "file"
    return link_for("declaration.open_upload", declaration_id=declaration_id, item=item, filename=name)


@pages.post("/<material_id>/remove")
def remove(declaration_id: str, material_id: str) -> Answer:
    """Take a file out."""
    fault = attempt(lambda: visit.current().tell(
        "declaration.remove_material", declaration_id=declaration_id, expected_version=number("version"),
        material_id=material_id,
    ))  # fmt: skip
    if fault:
        return _page(declaration_id, fault), 422
    return redirect(url_for("applicant_materials.show", declaration_id=declaration_id), code=303)


def _attach(declaration_id: str, item: str) -> None:
    file = request.files.get("file")
    key = put_file(
        file, "declaration.open_upload", MATERIAL, declaration_id=declaration_id, item=item,
        filename=(file.filename if file else None) or "file",
    )  # fmt: skip
    supports = {"supports": chosen} if (chosen := given("supports")) else {}
    visit.current().tell(
        "declaration.attach_material", declaration_id=declaration_id, expected_version=number("version"), item=item,
        object_key=key, title=given("title"), **supports,
    )  # fmt: skip


def _page(declaration_id: str, fault: Fault | None) -> str:
    declaration, here = one(declaration_id), visit.current()
    his = declaration["state"] in MINE
    check = here.ask("declaration.check_draft", declaration_id=declaration_id) if his else None
    return render_template(
        "applicant/materials.html", declaration=declaration, plan=plan_of(declaration), check=check, fault=fault,
        his=his, marks=marks_of(declaration), proves=rows_by_path(declaration["sections"] or {}),
    )  # fmt: skip


def _upload_page(declaration_id: str, item: str, fault: Fault | None) -> str:
    declaration = one(declaration_id)
    plan = plan_of(declaration)
    wanted = next((each for each in plan["items"] if each["item"] == item), None)
    rows = {
        path: name for path, name in rows_by_path(declaration["sections"] or {}).items()
        if wanted and path.partition(".")[0] in wanted["supports"]
    }  # fmt: skip
    return render_template(
        "applicant/upload.html", declaration=declaration, item=wanted, rows=rows, fault=fault,
        chosen=request.values.get("supports"),
    )  # fmt: skip


def rows_by_path(sections: JsonObject) -> dict[str, str]:
    """What a file may prove: `achievements.<id>` with what people call the row."""
    return {
        f"{section}.{row['id']}": row_name(section, place, row)
        for section in ("achievements", "papers", "awards", "patents")
        for place, row in enumerate(sections.get(section) or ())
    }
