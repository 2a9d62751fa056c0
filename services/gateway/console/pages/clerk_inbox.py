"""The work of a clerk's organisation, view by view, and the desk on which he puts a case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from services.gateway.console import visit
from services.gateway.console.answers import WorkCountJson
from services.gateway.console.due_days import day_in
from services.gateway.console.forms import Fault, attempt, given
from services.gateway.console.pages import clerk_case
from services.gateway.console.pages.clerk_common import LEVEL_GROUPS, house, notices, version_of, wanted

pages = Blueprint("clerk_inbox", __name__, url_prefix="/cases")

VIEWS = ("to_do", "overdue", "waiting", "returned", "done")
DESKS = ("me", "nobody")
SORTS = ("due_on", "-due_on", "case_number", "-case_number")
FILTERS = ("level_group", "stage_id", "notice_id", "plan_id", "unit_id", "due_by", "claimed_by")
PAGE = 30


@pages.get("")
def inbox() -> str:
    """Cases in a view, those with the nearest last day first."""
    return _listed(None)


def _listed(fault: Fault | None) -> str:
    here, asked = visit.current(), Asked.of_address()
    page = here.ask(
        "audit.list_inbox", filter={"view": asked.view, **asked.chosen}, sort=asked.sort, limit=PAGE,
        cursor=request.args.get("cursor") or None, with_total=True,
    )  # fmt: skip
    told = here.ask("audit.count_inbox")
    counts: list[WorkCountJson] = told["counts"]
    return render_template(
        "clerk/inbox.html", page=page, asked=asked, views=VIEWS, desks=DESKS, levels=LEVEL_GROUPS, titles=notices(),
        totals=_by_view(counts), of_levels=_within(counts, asked.view, "level_group"),
        choices=_choices(page["items"], asked, _within(counts, asked.view, "stage_id")), fault=fault, house=house(),
        absent_until=told["absent_until"],
    )  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """What the address asks for; what it cannot mean is left out."""

    view: str
    sort: str
    chosen: dict[str, str]

    @classmethod
    def of_address(cls) -> Asked:
        """Of the request in hand."""
        view, sort, chosen = request.args.get("view", ""), request.args.get("sort", ""), wanted(*FILTERS)
        known = {"level_group": LEVEL_GROUPS, "claimed_by": DESKS}
        wrong = [name for name, choices in known.items() if chosen.get(name, choices[0]) not in choices]
        if "due_by" in chosen and day_in(chosen["due_by"]) is None:
            wrong.append("due_by")
        for name in wrong:
            del chosen[name]
        return cls(view if view in VIEWS else VIEWS[0], sort if sort in SORTS else SORTS[0], chosen)

    @property
    def address(self) -> dict[str, str]:
        """What leads back to the same list."""
        return {"view": self.view, "sort": self.sort, **self.chosen}

    def in_view(self, view: str) -> dict[str, str]:
        """What leads to the same of another view; its stages are others."""
        return {name: value for name, value in self.address.items() if name != "stage_id"} | {"view": view}


def _by_view(counts: Sequence[WorkCountJson]) -> dict[str, int]:
    totals: Counter[str] = Counter(dict.fromkeys(VIEWS, 0))
    for one in counts:
        totals[one["view"]] += one["number"]
    return totals


def _within(counts: Sequence[WorkCountJson], view: str, name: str) -> dict[str, int]:
    """How many of the view there are by level group, or by stage."""
    found: Counter[str] = Counter()
    for one in counts:
        if one["view"] == view:
            found[one["level_group"] if name == "level_group" else one["stage_id"]] += one["number"]
    return found


def _choices(items: Sequence[Any], asked: Asked, of_stages: dict[str, int]) -> dict[str, dict[str, str]]:
    """What the list can be narrowed by: what is on the page, or what it is narrowed by already."""
    found = {
        "stage_id": {one["stage"]["stage_id"]: one["stage"]["name"] for one in items},
        "plan_id": {one["plan_id"]: one["plan_name"] for one in items},
        "unit_id": {one["unit_id"]: one["unit_name"] for one in items},
    }
    for name, named in found.items():
        if name in asked.chosen:
            named.setdefault(asked.chosen[name], "当前所选")
    stages = found["stage_id"]
    found["stage_id"] = {key: f"{name}（{of_stages.get(key, 0)}）" for key, name in stages.items()}
    return found


@pages.post("/<declaration_id>/claim")
def claim(declaration_id: str) -> str | AnyResponse:
    """Onto the clerk's desk; from a list he comes back to it."""
    return _moved("audit.claim_case", declaration_id)


@pages.post("/<declaration_id>/release")
def release(declaration_id: str) -> str | AnyResponse:
    """From it."""
    return _moved("audit.release_case", declaration_id)


@pages.post("/absence")
def absence() -> str | AnyResponse:
    """The clerk is not there until a day, or is back."""
    until = None if "back" in request.form else given("until") or ""
    fault = attempt(lambda: visit.current().tell("audit.set_absence", until=until))
    return _listed(fault) if fault is not None else redirect(url_for("clerk_inbox.inbox"), 303)


def _moved(method: str, declaration_id: str) -> str | AnyResponse:
    seen = version_of(given(f"version.{declaration_id}"))
    fault = attempt(
        lambda: visit.current().tell(method, declaration_id=declaration_id, expected_version=seen)
    )  # fmt: skip
    from_list = "view" in request.args
    if fault is not None:
        return _listed(fault) if from_list else clerk_case.shown(declaration_id, fault)
    if from_list:
        return redirect(f"{url_for('clerk_inbox.inbox')}?{urlencode(Asked.of_address().address)}", 303)
    return redirect(url_for("clerk_case.case", declaration_id=declaration_id), 303)
