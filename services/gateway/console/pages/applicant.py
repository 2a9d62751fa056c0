"""The applicant's declarations, and who was shown his data."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from services.gateway.console import visit
from services.gateway.console.answers import DeclarationHeaderJson, PersonViewJson
from services.gateway.console.navigation import offer

pages = Blueprint("applicant", __name__, url_prefix="/mine")
offer("applicant.declarations", "我的申报", "applicant")
offer("applicant_profile.profile", "个人档案", "applicant")
offer("applicant_eligibility.search", "我能不能报", "applicant")
offer("applicant.openings", "谁看过我的信息", "applicant")

OPENINGS = {"declaration": "个人信息", "docgen": "文书"}


@pages.get("/declarations")
def declarations() -> str:
    """Everything that he has begun or filed, what waits for him first."""
    here = visit.current()
    held = sorted(here.every("declaration.list_declarations", filter={}), key=_turn)
    return render_template("applicant/declarations.html", declarations=held, person=person_or_none())


@pages.get("/openings")
def openings() -> str:
    """Who was shown his numbers, photo and papers, when and by which rule."""
    kind = request.args.get("kind") if request.args.get("kind") in OPENINGS else "declaration"
    page = visit.current().ask(
        f"{kind}.list_my_openings", sort="-opened_at", cursor=request.args.get("cursor"), limit=50
    )
    return render_template("applicant/openings.html", page=page, kind=kind, kinds=OPENINGS)


def person_or_none() -> PersonViewJson | None:
    """His own account; None before he has registered."""
    from shared.kernel.errors import Kind, ZhipingError

    here = visit.current()
    caller = here.caller
    try:
        found: PersonViewJson = here.ask("declaration.get_person", person_id=caller.person_id if caller else "")
        return found
    except ZhipingError as error:
        if error.kind is Kind.NOT_FOUND:
            return None
        raise


def _turn(header: DeclarationHeaderJson) -> tuple[bool, str, str]:
    """Those in his hands first, the nearest deadline first, then the newest."""
    return header["deadline"] is None, header["deadline"] or "", "~" + header["started_at"]
