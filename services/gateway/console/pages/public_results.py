"""Posted results, objections to them, and draws that anybody may check: nobody has to sign in for them."""

from __future__ import annotations

import json
from typing import Any

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from services.gateway.console import visit
from services.gateway.console.answers import DrawCheckJson
from services.gateway.console.forms import answered, given
from services.gateway.console.navigation import offer
from shared.kernel.canonical import digest

pages = Blueprint("public_results", __name__)
offer("public_results.results", "评审结果公示")
offer("public_results.draws", "评委抽取核验")
ABOUT = (("review", "评审过程和结果"), ("material", "申报材料的真实性"))
LARGEST = 8 * 1024 * 1024
Answer = AnyResponse | str | tuple[str, int]


@pages.get("/results")
def results() -> str:
    """Posted results, newest first; those that run by default."""
    everything = request.args.get("all") == "yes"
    wanted = {} if everything else {"open": True}
    page = visit.current().ask("committee.list_results", filter=wanted, cursor=request.args.get("cursor"))
    return render_template("public/results.html", page=page, everything=everything)


@pages.get("/results/<session_id>")
def result(session_id: str) -> str:
    """One list with its people, the last day, and how to object."""
    return render_template("public/result.html", one=_results(session_id))


@pages.get("/results/<session_id>/objection/<declaration_id>")
def objection_form(session_id: str, declaration_id: str) -> str:
    """Object to one of the results."""
    return _objection_page(session_id, declaration_id, None)


@pages.post("/results/<session_id>/objection/<declaration_id>")
def object_to(session_id: str, declaration_id: str) -> Answer:
    """Hand the objection in; the address is told so that nobody floods the list."""
    here = visit.current()
    answer, fault = answered(lambda: here.tell(
        "committee.file_objection", session_id=session_id, declaration_id=declaration_id, content=given("content"),
        about=given("about") or "review", client_address=here.where.address,
    ))  # fmt: skip
    if answer is None:
        return _objection_page(session_id, declaration_id, fault), 422
    number = answer["objection_id"]
    return redirect(url_for("public_results.objected", session_id=session_id, objection_id=number), code=303)


@pages.get("/results/<session_id>/objected/<objection_id>")
def objected(session_id: str, objection_id: str) -> str:
    """What becomes of it."""
    return render_template("public/result_objected.html", one=_results(session_id), objection_id=objection_id)


@pages.get("/draws")
def draws() -> str:
    """Draws by what was published of them."""
    page = visit.current().ask("committee.list_draws", filter={}, cursor=request.args.get("cursor"))
    return render_template("public/draws.html", page=page)


@pages.get("/draws/<session_id>")
def draw(session_id: str) -> str:
    """One draw, made again; `own` is what came of a transcript that somebody brought."""
    return render_template("public/draw.html", one=_draw(session_id), own=request.args.get("own"))


@pages.post("/draws/<session_id>")
def hold_against(session_id: str) -> AnyResponse:
    """A transcript that somebody has is held against the digest that was published."""
    sent = request.files.get("transcript")
    own = _held_against(sent.read(LARGEST) if sent else b"", _draw(session_id))
    return redirect(url_for("public_results.draw", session_id=session_id, own=own), code=303)


@pages.get("/draws/<session_id>/transcript.json")
def transcript(session_id: str) -> Response:
    """The transcript as a file, once everybody may have it."""
    found = _draw(session_id)["transcript"]
    if found is None:
        abort(404)
    answer = Response(json.dumps(found, ensure_ascii=False, indent=1), mimetype="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="draw-{session_id}.json"'
    return answer


def _results(session_id: str) -> Any:
    return visit.current().ask("committee.get_results", session_id=session_id)


def _draw(session_id: str) -> Any:
    return visit.current().ask("committee.verify_draw", session_id=session_id)


def _held_against(content: bytes, published: DrawCheckJson) -> str:
    """`same`, `other`, or `unreadable`: whether the file is the transcript whose digest was published."""
    try:
        found = digest(json.loads(content.decode("utf-8")))
    except (ValueError, TypeError, RecursionError):
        return "unreadable"
    return "same" if found == published["transcript_digest"] else "other"


def _objection_page(session_id: str, declaration_id: str, fault: Any) -> str:
    found = _results(session_id)
    person = next((one for one in found["listed"] if one["declaration_id"] == declaration_id), None)
    return render_template("public/result_objection.html", one=found, person=person, fault=fault, about=ABOUT)
