"""Publicity before the committee: whom to post, the lists that stand, objections and their findings."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from services.gateway.console import visit
from services.gateway.console.forms import attempt, given
from services.gateway.console.pages.clerk_common import house, notices, overtaken, sent, version_of
from shared.kernel.clock import iso

pages = Blueprint("clerk_publicity", __name__, url_prefix="/publicity")

SCOPES = ("unit", "roster")
PAGE = 50
Group = tuple[str, str, str]
"""Notice, level group, and which of the publicities."""


@pages.get("")
def lists() -> str:
    """The lists of one's own house, those that stand first."""
    here = visit.current()
    chosen: dict[str, str | bool] = {"organisation_id": house()}
    chosen["open"] = request.args.get("closed") != "1"
    page = here.ask(
        "audit.list_publicities", filter=chosen, limit=PAGE, cursor=request.args.get("cursor") or None, with_total=True
    )
    waiting = sum(len(some) for some in _postable().values())
    return render_template("clerk/publicities.html", page=page, open=chosen["open"], waiting=waiting, titles=notices())


@pages.route("/post", methods=["GET", "POST"])
def post() -> str | AnyResponse:
    """Whom one's house may post now, by notice, level group and kind of list; one group at a time."""
    here, fault, nobody = visit.current(), None, False
    if sent():
        chosen, answer = request.form.getlist("declaration_id"), {}
        nobody = not chosen
        if chosen:
            fault = attempt(lambda: answer.update(_post(chosen)))
            if fault is None:
                return redirect(url_for("clerk_publicity.publicity", publicity_id=answer["publicity_id"]), 303)
    own = here.ask("audit.get_organisation", organisation_id=house())
    return render_template(
        "clerk/publicity_post.html", groups=_postable(), titles=notices(), contact=own["contact"], fault=fault,
        nobody=nobody,
    )  # fmt: skip


def _postable() -> dict[Group, list[Any]]:
    groups: dict[Group, list[Any]] = defaultdict(list)
    for case in visit.current().every("audit.list_inbox", filter={"state": "open"}):
        if case["publicity_needed"] in SCOPES and not case["on_publicity"]:
            groups[case["notice_id"], case["level_group"], case["publicity_needed"]].append(case)
    return groups


def _post(chosen: list[str]) -> Any:
    channel = {name: given(name) for name in ("telephone", "address", "email")}
    return visit.current().tell(
        "audit.post_publicity", scope=given("scope") or "", declaration_ids=chosen, channel=channel
    )


@pages.get("/<publicity_id>")
def publicity(publicity_id: str) -> str:
    """One list with its countdown and the objections to it."""
    return _page(publicity_id)


def _page(publicity_id: str, **more: Any) -> str:
    here = visit.current()
    shown = here.ask("audit.get_publicity", publicity_id=publicity_id)
    ours = shown["organisation_id"] == house()
    state = request.args.get("objections", "open")
    objections = None
    if shown["objections"] is not None:
        narrowed = {"open": True} if state == "open" else {}
        objections = here.ask(
            "audit.list_objections", publicity_id=publicity_id, filter=narrowed, limit=PAGE,
            cursor=request.args.get("cursor") or None,
        )  # fmt: skip
    told = {"fault": None, "nobody": False, "nothing_said": False, "overtaken": False} | more
    return render_template(
        "clerk/publicity.html", list=shown, ours=ours, objections=objections, state=state, looked_at=iso(here.now),
        names={one["declaration_id"]: one["name"] for one in shown["people"]}, titles=notices(), **told,
    )  # fmt: skip


@pages.post("/<publicity_id>/close")
def close(publicity_id: str) -> str | AnyResponse:
    """End it once its days are over and everything was answered."""
    fault = attempt(
        lambda: visit.current().tell(
            "audit.close_publicity", publicity_id=publicity_id, expected_version=version_of(given("expected_version"))
        )
    )
    return _page(publicity_id, fault=fault, overtaken=overtaken(fault)) if fault else _back(publicity_id)


@pages.route("/<publicity_id>/objections/<objection_id>", methods=["GET", "POST"])
def objection(publicity_id: str, objection_id: str) -> str | AnyResponse:
    """One objection and the finding."""
    here, fault = visit.current(), None
    if sent():
        fault = attempt(
            lambda: here.tell(
                "audit.resolve_objection",
                objection_id=objection_id,
                expected_version=version_of(given("expected_version")),
                outcome=given("outcome") or "",
                opinion=given("opinion") or "",
            )
        )
        if fault is None:
            return _back(publicity_id)
    shown = here.ask("audit.get_publicity", publicity_id=publicity_id)
    found = next(
        (one for one in here.every("audit.list_objections", publicity_id=publicity_id)
         if one["objection_id"] == objection_id), None,
    )  # fmt: skip
    if found is None:
        return _page(publicity_id)
    version = found["version"] if "refresh" in request.form else given("expected_version") or found["version"]
    return render_template(
        "clerk/objection.html", list=shown, objection=found, fault=fault, version=version, overtaken=overtaken(fault),
        names={one["declaration_id"]: one["name"] for one in shown["people"]},
    )  # fmt: skip


@pages.post("/<publicity_id>/dismiss")
def dismiss(publicity_id: str) -> str | AnyResponse:
    """Many at once with one opinion: those that are ticked, or the anonymous ones that were there on the page."""
    chosen, opinion = request.form.getlist("objection_id"), given("opinion")
    everybody = given("which") == "anonymous"
    if not (chosen or everybody) or not opinion:
        return _page(publicity_id, nobody=not (chosen or everybody), nothing_said=not opinion)
    named = {"anonymous": {"filed_until": given("looked_at") or ""}} if everybody else {"objection_ids": chosen}
    fault = attempt(
        lambda: visit.current().tell("audit.dismiss_objections", publicity_id=publicity_id, opinion=opinion, **named)
    )
    return _page(publicity_id, fault=fault, overtaken=overtaken(fault)) if fault else _back(publicity_id)


def _back(publicity_id: str) -> AnyResponse:
    return redirect(url_for("clerk_publicity.publicity", publicity_id=publicity_id), 303)
