"""What everybody may see of notices and plans."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, render_template, request

from services.gateway.console import visit
from services.gateway.console.answers import PlanViewJson
from services.gateway.console.navigation import offer
from shared.kernel.labels import value_label

pages = Blueprint("public", __name__)
offer("public.notices", "通知与申报计划")

TRACKS = ("socialised", "targeted", "green_channel", "farmer_herder", "self_governing", "recognition")
LEVELS = ("full_senior", "associate_senior", "middle", "assistant", "technician")
STANDING = {"open": "正在受理", "ahead": "尚未开始", "over": "已经截止", "paused": "暂不受理"}


@pages.get("/notices")
def notices() -> str:
    """The notices in force."""
    held = list(visit.current().every("declaration.list_notices"))
    return render_template("public/notices.html", notices=held)


@pages.get("/plans")
def plans() -> str:
    """Plans of the notices in force, paused and closed ones included."""
    here = visit.current()
    wanted = {name: value for name in ("notice_id", "series", "level") if (value := request.args.get(name))}
    every = list(here.every("declaration.list_plans", filter=wanted))
    series = series_of(here.every("declaration.list_plans"))
    shown = [plan for plan in every if _fits(plan, request.args.get("track"), request.args.get("standing"))]
    return render_template(
        "public/plans.html", plans=shown, standing=standing_of, series=series, standings=STANDING,
        notices=list(here.every("declaration.list_notices")), **choices(),
    )  # fmt: skip


@pages.get("/plans/<notice_id>/<plan_id>")
def plan(notice_id: str, plan_id: str) -> str:
    """One plan: days, rules, materials, fees."""
    found = visit.current().ask("declaration.get_plan", plan_id=plan_id, notice_id=notice_id)
    return render_template("public/plan.html", plan=found, standing=standing_of(found), standings=STANDING)


def choices() -> dict[str, list[tuple[str, str]]]:
    """Levels and tracks as filters offer them."""
    return {
        "levels": [(one, value_label("level", one) or one) for one in LEVELS],
        "tracks": [(one, value_label("track", one) or one) for one in TRACKS],
    }


def series_of(plans: Iterable[PlanViewJson]) -> list[tuple[str, str]]:
    """The series that the plans are of, by name."""
    return sorted({(plan["series"], plan["series_name"]) for plan in plans}, key=lambda pair: pair[1])


def standing_of(plan: PlanViewJson) -> str:
    """Whether it takes filings: `open`, `ahead`, `over`, or `paused` by the notice itself."""
    if plan["availability"]["state"] != "open":
        return "paused"
    if plan["open"]:
        return "open"
    window = plan["windows"].get("filing")
    opens = window and window["opens_on"]
    return "ahead" if opens and opens > visit.current().today.isoformat() else "over"


def _fits(plan: PlanViewJson, track: str | None, standing: str | None) -> bool:
    return (not track or plan["track"] == track) and (not standing or standing_of(plan) == standing)
