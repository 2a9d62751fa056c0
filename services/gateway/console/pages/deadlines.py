"""The register of deadlines: as a list, as a calendar, and for overseers by organisation."""

from __future__ import annotations

from collections.abc import Collection
from itertools import groupby

from flask import Blueprint, render_template, request

from services.gateway.console import due_days, visit
from services.gateway.console.month import month_of
from services.gateway.console.navigation import OVERSEERS, ROLE_NAMES, offer
from services.gateway.console.pages.clerk_common import notices
from services.gateway.console.standing import SOON_DAYS, WHOSE, counted, kind_of, kinds, scope_of
from shared.kernel.scope import CLERKS
from shared.wire.types import JsonObject

pages = Blueprint("deadlines", __name__, url_prefix="/deadlines")
offer("deadlines.listed", "待办期限", *ROLE_NAMES)
STATES: dict[str, JsonObject] = {
    "standing": {"standing": True},
    "open": {"state": "open"},
    "soon": {"state": "open"},
    "overdue": {"state": "overdue"},
    "waiting": {"state": "open", "waiting": True},
    "cleared": {"state": "cleared"},
}
STATE_NAMES = {
    "standing": "未办结", "open": "在期限内", "soon": f"{SOON_DAYS} 天内到期", "overdue": "已逾期",
    "waiting": "未设期限（等待中）", "cleared": "已办结",
}  # fmt: skip
SORTS = {"due_at": "由近到远", "-due_at": "由远到近"}
PAGE = 50


@pages.get("")
def listed() -> str:
    """What stands, the nearest last day first; by state, kind, notice and days."""
    here, scope = visit.current(), scope_of()
    state = _one_of(STATES, "state", "standing")
    sort = _one_of(SORTS, "sort", "due_at")
    page = here.ask(
        "notify.list_deadlines", filter=scope | _chosen() | STATES[state] | _days(state), sort=sort,
        cursor=request.args.get("cursor"), limit=PAGE,
    )  # fmt: skip
    return render_template(
        "deadlines/list.html", page=page, state=state, states=STATE_NAMES, sort=sort, sorts=SORTS, **_shell(scope)
    )


@pages.get("/calendar")
def month() -> str:
    """A month with what is due on each day."""
    shown = month_of(request.args.get("month", ""), visit.current().today)
    scope = scope_of()
    counts = counted(scope | _chosen(), from_day=shown.first.isoformat(), until_day=shown.last.isoformat())
    due = {day: list(some) for day, some in groupby(counts["days"], lambda one: one["due_on"])}
    return render_template("deadlines/month.html", month=shown, due=due, names=dict(kinds()), **_shell(scope))


@pages.get("/organisations")
def organisations() -> str:
    """How much stands in each organisation, those with most overdue first."""
    found = counted({"everyone": True}, by_organisation=True)
    return render_template("deadlines/organisations.html", found=found, last_moment=due_days.last_moment)


def _shell(scope: JsonObject) -> JsonObject:
    """What stands above the list and the calendar alike: figures, and what to choose from."""
    role = visit.current().role
    overall = counted({"everyone": True}, by_organisation=True) if role in OVERSEERS else None
    found = overall if overall and scope == {"everyone": True} else counted(scope)
    return {
        "found": found, "houses": overall["organisations"] if overall else [], "kinds": kinds(),
        "kind": kind_of(), "notices": notices(),
        "whose": WHOSE if role in CLERKS else {}, "kept": _kept(), "place_of": due_days.place_of,
        "who_acts": due_days.who_acts, "remainder": due_days.remainder, "look_of": due_days.look_of,
        "last_moment": due_days.last_moment,
    }  # fmt: skip


def _kept() -> dict[str, str]:
    """What list and calendar hand to each other."""
    names = ("whose", "organisation_id", "kind", "notice_id")
    return {name: value for name in names if (value := request.args.get(name, "").strip())}


def _chosen() -> JsonObject:
    kind, notice = kind_of(), request.args.get("notice_id", "").strip()
    return {**({"kind": kind} if kind else {}), **({"notice_id": notice} if notice else {})}


def _days(state: str) -> JsonObject:
    """From and until as the address says; what is due soon ends with its span by itself."""
    begins, ends = (due_days.day_in(request.args.get(name)) for name in ("from", "until"))
    soon = [visit.current().today + SOON_DAYS * due_days.ONE_DAY] if state == "soon" else []
    before = due_days.until([*soon, *([ends] if ends else [])])
    return {**({"due_after": due_days.after(begins)} if begins else {}), **({"due_before": before} if before else {})}


def _one_of(choices: Collection[str], name: str, otherwise: str) -> str:
    given = request.args.get(name, otherwise)
    return given if given in choices else otherwise
