"""Committees and their sessions: for their offices, their authorities, oversight, and the experts on a panel."""

from __future__ import annotations

import hashlib
import secrets
from collections import Counter
from typing import Any

from flask import Blueprint, abort, json, redirect, render_template, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from services.gateway.console import visit
from services.gateway.console.forms import attempt, number
from services.gateway.console.navigation import offer
from services.gateway.console.pages.board import board_of
from services.gateway.console.pages.clerk_common import house
from services.gateway.console.uploads import POOL, put_file

pages = Blueprint("committees", __name__, url_prefix="/office")
STAFF = ("committee_office", "hr_clerk", "supervisor", "operator")
offer("committees.register", "评委会", "committee_office", "hr_clerk", "supervisor")
offer("committees.sessions", "评审会议", *STAFF)


@pages.get("")
def register() -> str:
    """Those of one's own house first; supervisors see all."""
    here = visit.current()
    every = list(here.every("committee.list_committees", filter={}))
    own = house()
    mine = [one for one in every if own in (one["office_organisation_id"], one["authority_id"], one["substitute_id"])]
    shown = every if here.role == "supervisor" else mine
    return render_template("committee/register.html", committees=shown, own=own)


@pages.get("/<committee_id>")
def committee(committee_id: str) -> str:
    """One committee: its pool, oversight, sessions, and what may be done."""
    here = visit.current()
    found = here.ask("committee.get_committee", committee_id=committee_id)
    oversight = here.ask("committee.get_oversight", committee_id=committee_id)
    sessions = list(here.every("committee.list_sessions", filter={"committee_id": committee_id}))
    notices = here.ask("declaration.list_notices", filter={})["items"]
    return render_template(
        "committee/committee.html", one=found, oversight=oversight, sessions=sessions, notices=notices,
        own=house(), names={one["notice_id"]: one["title"] for one in notices},
    )  # fmt: skip


@pages.route("/<committee_id>/pool", methods=["GET", "POST"])
def pool(committee_id: str) -> str | Response | tuple[str, int]:
    """The pool's workbook: upload and import in one step; the report of the last import below."""
    here = visit.current()
    if request.method == "POST":
        fault = attempt(lambda: _import(committee_id, request.files.get("workbook")))
        if fault is not None:
            found = here.ask("committee.get_committee", committee_id=committee_id)
            return render_template("committee/pool.html", one=found, fault=fault), 409
        return redirect(url_for("committees.pool", committee_id=committee_id), 303)
    found = here.ask("committee.get_committee", committee_id=committee_id)
    return render_template("committee/pool.html", one=found, fault=None)


def _import(committee_id: str, file: FileStorage | None) -> None:
    key = put_file(file, "committee.open_pool_upload", POOL, typed=False, committee_id=committee_id)
    version = number("expected_version")
    visit.current().tell("committee.import_pool", committee_id=committee_id, expected_version=version, object_key=key)


@pages.get("/sessions")
def sessions() -> str:
    """Sessions and recognitions that concern the visitor, newest meeting first."""
    here = visit.current()
    page = here.ask("committee.list_sessions", filter={}, sort="-meeting_on", cursor=request.args.get("cursor"))
    names = {one["committee_id"]: one["name"] for one in here.every("committee.list_committees", filter={})}
    return render_template("committee/sessions.html", page=page, names=names)


@pages.get("/sessions/<session_id>")
def session(session_id: str) -> str:
    """The board of a session."""
    here = visit.current()
    found = here.ask("committee.get_session", session_id=session_id, steps=True)
    body = here.ask("committee.get_committee", committee_id=found["committee_id"])
    notices = here.ask("declaration.list_notices", filter={})["items"]
    title = next((one["title"] for one in notices if one["notice_id"] == found["notice_id"]), "")
    check = here.ask("committee.verify_draw", session_id=session_id) if found["commitment"] else None
    counts = Counter(item["outcome"] for item in found["items"] if item["outcome"])
    return render_template(
        "committee/session.html",
        one=found,
        body=body,
        board=board_of(found, here.role),
        notice=title,
        counts=counts,
        check=check,
    )


@pages.route("/sessions/<session_id>/seed", methods=["GET", "POST"])
def seed(session_id: str) -> str | Response | tuple[str, int]:
    """A seed nobody has chosen: shown once to be written down, its digest becomes the commitment."""
    here = visit.current()
    if here.role != "committee_office":
        abort(403)
    chosen = request.form.get("seed", "") or secrets.token_hex(32)
    found = here.ask("committee.get_session", session_id=session_id)
    if request.method == "GET":
        return render_template("committee/seed.html", one=found, seed=chosen, fault=None)
    fault = attempt(lambda: _commit(session_id, chosen))
    if fault is not None:
        return render_template("committee/seed.html", one=found, seed=chosen, fault=fault), 409
    return redirect(url_for("committees.session", session_id=session_id), 303)


def _commit(session_id: str, chosen: str) -> Any:
    commitment = hashlib.sha256(bytes.fromhex(chosen)).hexdigest()
    version = number("expected_version")
    return visit.current().tell(
        "committee.commit_seed", session_id=session_id, expected_version=version, commitment=commitment
    )


@pages.get("/sessions/<session_id>/transcript.json")
def transcript(session_id: str) -> Response:
    """The draw's transcript as a file, for whoever wants to redo it."""
    found = visit.current().ask("committee.get_session", session_id=session_id)
    if found["transcript"] is None:
        abort(404)
    answer = Response(json.dumps(found["transcript"], ensure_ascii=False, indent=1), mimetype="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="draw-{session_id}.json"'
    return answer
