"""What waits for a clerk's organisation."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from services.gateway.console import visit
from services.gateway.console.pages.clerk_common import LEVEL_GROUPS, notices, wanted

pages = Blueprint("clerk_inbox", __name__, url_prefix="/cases")

STATES = ("open", "waiting_report", "returned", "passed", "rejected", "closed")
PAGE = 30


@pages.get("")
def inbox() -> str:
    """Cases in a state, those with the nearest last day first."""
    here = visit.current()
    state = request.args.get("state", "open")
    state = state if state in STATES else "open"
    chosen = wanted("level_group", "plan_id")
    if chosen.get("level_group") not in (None, *LEVEL_GROUPS):
        del chosen["level_group"]
    page = here.ask(
        "audit.list_inbox", filter={"state": state, **chosen}, sort="due_on", limit=PAGE,
        cursor=request.args.get("cursor") or None, with_total=True,
    )  # fmt: skip
    titles = notices()
    return render_template(
        "clerk/inbox.html", page=page, state=state, states=STATES, chosen=chosen, levels=LEVEL_GROUPS, titles=titles,
        totals=_totals(chosen, state, page["total"]), plans=_plans(page["items"], chosen),
    )  # fmt: skip


def _totals(chosen: dict[str, str], state: str, total: int) -> dict[str, int]:
    """How many there are in each state that somebody has to work on."""
    here = visit.current()
    return {
        one: total if one == state
        else here.ask("audit.list_inbox", filter={"state": one, **chosen}, limit=1, with_total=True)["total"]
        for one in STATES[:3]
    }  # fmt: skip


def _plans(items: list[dict[str, str]], chosen: dict[str, str]) -> dict[str, str]:
    """The plans to narrow the list by: those on the page, or the one that it is narrowed by already."""
    found = {one["plan_id"]: one["plan_name"] for one in items}
    if "plan_id" in chosen:
        found.setdefault(chosen["plan_id"], "所选申报计划")
    return found
