"""Posted lists and how to object, committees, and the check of a certificate: nobody has to sign in for them."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from services.gateway.console import visit
from services.gateway.console.answers import PublicityViewJson
from services.gateway.console.forms import answered, given
from services.gateway.console.navigation import offer

pages = Blueprint("public_lists", __name__)
offer("public_lists.publicities", "公示与异议")
offer("public_lists.committees", "评审委员会")
offer("public_lists.verify_form", "证书查验")


@pages.get("/publicities")
def publicities() -> str:
    """Posted lists, newest first; those that run by default."""
    everything = request.args.get("all") == "yes"
    wanted = {} if everything else {"open": True}
    page = visit.current().ask(
        "audit.list_publicities", filter=wanted, cursor=request.args.get("cursor"), sort="-posted_on"
    )
    return render_template("public/publicities.html", page=page, everything=everything)


@pages.get("/publicities/<publicity_id>")
def publicity(publicity_id: str) -> str:
    """One list with its people and where to object."""
    found = visit.current().ask("audit.get_publicity", publicity_id=publicity_id)
    return render_template("public/publicity.html", publicity=found, running=_runs(found))


@pages.get("/publicities/<publicity_id>/objection/<declaration_id>")
def objection_form(publicity_id: str, declaration_id: str) -> str:
    """Object to somebody on the list."""
    return _objection_page(publicity_id, declaration_id, None)


@pages.post("/publicities/<publicity_id>/objection/<declaration_id>")
def object_to(publicity_id: str, declaration_id: str) -> AnyResponse | str | tuple[str, int]:
    """Hand the objection in; the address is told so that nobody floods the list."""
    here = visit.current()
    answer, fault = answered(lambda: here.tell(
        "audit.file_objection", publicity_id=publicity_id, declaration_id=declaration_id, content=given("content"),
        client_address=here.where.address,
    ))  # fmt: skip
    if answer is None:
        return _objection_page(publicity_id, declaration_id, fault), 422
    filed = url_for("public_lists.objected", publicity_id=publicity_id, objection_id=answer["objection_id"])
    return redirect(filed, code=303)


@pages.get("/publicities/<publicity_id>/objected/<objection_id>")
def objected(publicity_id: str, objection_id: str) -> str:
    """What becomes of it."""
    found = visit.current().ask("audit.get_publicity", publicity_id=publicity_id)
    return render_template("public/objected.html", publicity=found, objection_id=objection_id)


@pages.get("/committees")
def committees() -> str:
    """The register of committees."""
    wanted = {name: value for name in ("level_group", "state") if (value := request.args.get(name))}
    page = visit.current().ask("committee.list_committees", filter=wanted, cursor=request.args.get("cursor"))
    return render_template("public/committees.html", page=page)


@pages.get("/committees/<committee_id>")
def committee(committee_id: str) -> str:
    """One committee."""
    here, of_it = visit.current(), {"committee_id": committee_id}
    return render_template(
        "public/committee.html", committee=here.ask("committee.get_committee", committee_id=committee_id),
        results=here.ask("committee.list_results", filter=of_it)["items"],
        draws=here.ask("committee.list_draws", filter=of_it)["items"],
    )  # fmt: skip


@pages.get("/verify")
def verify_form() -> AnyResponse | str:
    """Ask for the number; with one, on to its page."""
    number = request.args.get("number", "").strip()
    if number:
        return redirect(url_for("public_lists.verify", number=number, code=request.args.get("code") or None))
    return render_template("public/verify.html", number="", check=None, fault=None)


@pages.get("/verify/<path:number>")
def verify(number: str) -> str | tuple[str, int]:
    """What anybody may check of a certificate; the code on it is asked for, since numbers can be guessed."""
    code = request.args.get("code", "").strip()
    answer, fault = answered(lambda: _check(number, code)) if code else (None, None)
    page = render_template("public/verify.html", number=number, check=answer, fault=fault)
    return (page, 404) if fault else page


def _check(number: str, code: str) -> Any:
    return visit.current().ask("committee.verify_certificate", certificate_number=number, check_code=code)


def _objection_page(publicity_id: str, declaration_id: str, fault: Any) -> str:
    found = visit.current().ask("audit.get_publicity", publicity_id=publicity_id)
    person = next((one for one in found["people"] if one["declaration_id"] == declaration_id), None)
    return render_template("public/objection.html", publicity=found, person=person, fault=fault, running=_runs(found))


def _runs(publicity: PublicityViewJson) -> bool:
    return publicity["closed_on"] is None and publicity["ends_on"] >= visit.current().today.isoformat()
