"""Publishing notices: a pack is checked, tried, published; what an amendment changed and whom it touched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import groupby
from typing import get_args

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from services.gateway.console import visit
from services.gateway.console.answers import NoticePublishedAnswerJson
from services.gateway.console.forms import Fault, answered, attempt
from services.gateway.console.navigation import offer
from shared.contracts.audit.organisation import OrganisationRegistered
from shared.policy import Pack, PackError, load_pack
from shared.policy.diff.labels import label as diff_label
from shared.wire.hints import hints_of
from shared.wire.types import JsonObject

pages = Blueprint("publisher", __name__, url_prefix="/publish")
offer("publisher.notices", "通知发布", "publisher")
offer("publisher.organisations", "单位登记", "publisher")
LARGEST_PACK = 2 * 1024 * 1024
FORESEEN = 500
"""Open declarations that a trial looks at."""
KINDS = tuple(get_args(hints_of(OrganisationRegistered)["kind"]))
STATES = ("standing", "coming", "ended", "merged")
SORTS = {"name": "按名称", "region": "按行政区划", "kind": "按类别"}


@pages.get("")
def notices() -> str:
    """Notices in force, with their versions."""
    return render_template(
        "publisher/notices.html", notices=list(visit.current().every("declaration.list_notices", filter={}))
    )


@pages.route("/new", methods=["GET", "POST"])
def publish() -> str | Response | tuple[str, int]:
    """Check a pack and try it without publishing anything, or publish it; every problem is shown with its line."""
    if request.method == "GET":
        return _page("")
    sent = request.files.get("file")
    text = (sent.read(LARGEST_PACK).decode("utf-8", "replace") if sent else "") or request.form.get("pack", "")
    try:
        pack = load_pack(text)
    except PackError as error:
        return _page(text, problems=[one.in_chinese for one in error.told]), 422
    here = visit.current()
    if request.form.get("act") == "publish":
        fault = attempt(lambda: here.tell("declaration.publish_notice", pack=text))
        if fault is None:
            return redirect(url_for("publisher.notices"), 303)
        return _page(text, pack=pack, fault=fault), 409
    tried, fault = answered(lambda: here.attempt("declaration.publish_notice", pack=text, foresee=FORESEEN))
    return _page(text, pack=pack, fault=fault, tried=tried), 409 if fault else 200


def _page(
    text: str,
    *,
    pack: Pack | None = None,
    problems: Sequence[str] = (),
    fault: Fault | None = None,
    tried: NoticePublishedAnswerJson | None = None,
) -> str:
    sections = groupby(tried["changes"], lambda one: one["section"]) if tried else ()
    named = [(diff_label("sections", key), list(some)) for key, some in sections]
    return render_template(
        "publisher/publish.html", text=text, sections=named,
        counts=Counter((one["outcome"], one["settled"]) for one in tried["foreseen"]) if tried else {},
        diff_label=diff_label, pack=pack, problems=problems, fault=fault, tried=tried,
    )  # fmt: skip


@pages.get("/<notice_id>/<int:version>")
def amendment(notice_id: str, version: int) -> str:
    """What a later version changed, and what came of it for open declarations."""
    here = visit.current()
    found = here.ask("declaration.get_amendment", notice_id=notice_id, notice_version=version)
    page = here.ask(
        "declaration.list_rechecks", notice_id=notice_id, notice_version=version, filter={},
        cursor=request.args.get("cursor"),
    )  # fmt: skip
    return render_template("publisher/amendment.html", one=found, page=page)


@pages.get("/organisations")
def organisations() -> str:
    """The register by name, kind, place and state."""
    here, sort, divisions = visit.current(), request.args.get("sort", "name"), places()
    page = here.ask(
        "audit.list_organisations", filter=_wanted(divisions), sort=sort if sort in SORTS else "name",
        cursor=request.args.get("cursor"), with_total=True,
    )  # fmt: skip
    return render_template(
        "publisher/organisations.html", page=page, kinds=KINDS, states=STATES, sorts=SORTS, places=divisions
    )


def places() -> dict[str, str]:
    """Official divisions by code, with their names."""
    return {one["code"]: one["name"] for one in visit.current().every("audit.list_regions", filter={})}


def _wanted(divisions: Collection[str]) -> JsonObject:
    """What was asked for, less what is no choice."""
    choices: dict[str, Collection[str]] = {"kind": KINDS, "state": STATES, "within": divisions}
    found: JsonObject = {name: chosen for name, some in choices.items() if (chosen := request.args.get(name)) in some}
    part = request.args.get("name", "").strip()[:50]
    return found | ({"name": part} if part else {})
