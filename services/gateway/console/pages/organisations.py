"""One entry of the register for whoever keeps it: its history, changing, ending, merging it."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, render_template, request, url_for
from werkzeug.wrappers import Response

from services.gateway.console import visit
from services.gateway.console.answers import OrganisationChangeJson, OrganisationViewJson
from services.gateway.console.pages import commands
from services.gateway.console.pages.publisher import places
from shared.kernel.errors import ZhipingError
from shared.wire.types import JsonObject

pages = Blueprint("organisations", __name__, url_prefix="/publish/organisations")
NAMING_OTHERS = ("parent_id", "merged_into")
"""Fields of an entry that hold the id of another."""
WAYS = {"merge": "选择并入的单位", "parent": "选择主管部门"}


@pages.get("/<organisation_id>")
def one(organisation_id: str) -> str:
    """One entry with its history."""
    here = visit.current()
    found = _entry(organisation_id)
    told = here.ask(
        "audit.list_organisation_changes", filter={"organisation_id": organisation_id},
        cursor=request.args.get("cursor"),
    )  # fmt: skip
    below = here.ask("audit.list_organisations", filter={"parent_id": organisation_id}, limit=1, with_total=True)
    return render_template(
        "organisations/one.html", one=found, changes=told, names=_names(found, told["items"]), below=below["total"],
        place=places().get(found["region"], ""), naming_others=NAMING_OTHERS,
    )  # fmt: skip


@pages.route("/<organisation_id>/change", methods=["GET", "POST"])
def change(organisation_id: str) -> str | Response | tuple[str, int]:
    """The form that changes an entry, filled with what stands there; `parent_id` is another competent department."""
    if request.method == "POST":
        return commands.form("audit", "change_organisation")
    found = _entry(organisation_id)
    above = request.args.get("parent_id", found["parent_id"] or "")
    named = _entry(above)["name"] if above else "无"
    contact = {f"contact-{name}": value or "" for name, value in found["contact"].items()}
    given = contact | {
        "organisation_id": organisation_id, "expected_version": str(found["version"]), "parent_id": above,
        "name": found["name"], "kind": found["kind"], "valid_from": found["valid_from"] or "",
        "told": f"主管部门：{named}", "then": url_for("organisations.one", organisation_id=organisation_id),
    }  # fmt: skip
    return commands.filled("audit", "change_organisation", given, ("organisation_id", "expected_version", "parent_id"))


@pages.get("/<organisation_id>/other/<way>")
def other(organisation_id: str, way: str) -> str:
    """Whom it may be merged into, or who may stand above it: found by name, each with the next step."""
    found = _entry(organisation_id)
    name = request.args.get("name", "").strip()[:50]
    wanted: JsonObject = {"state": "standing"} | ({"name": name} if name else {})
    if way != "parent":
        wanted["kind"] = found["kind"]
    page = visit.current().ask("audit.list_organisations", filter=wanted, cursor=request.args.get("cursor"))
    page["items"] = [one for one in page["items"] if one["organisation_id"] != organisation_id]
    return render_template(
        "organisations/other.html", one=found, page=page, title=WAYS.get(way, WAYS["merge"]), way=way,
        places=places(),
    )  # fmt: skip


def _entry(organisation_id: str) -> OrganisationViewJson:
    found: OrganisationViewJson = visit.current().ask("audit.get_organisation", organisation_id=organisation_id)
    return found


def _names(entry: OrganisationViewJson, steps: Iterable[OrganisationChangeJson]) -> dict[str, str]:
    """What the other organisations are called that an entry and its history name."""
    moved = [each for step in steps for each in step["changes"] if each["field"] in NAMING_OTHERS]
    ids = {
        entry["parent_id"],
        entry["merged_into"],
        *(one for each in moved for one in (each["before"], each["after"])),
    }
    return {one: _name(one) for one in ids if one}


def _name(organisation_id: str) -> str:
    try:
        return _entry(organisation_id)["name"]
    except ZhipingError:
        return "未登记的单位"
