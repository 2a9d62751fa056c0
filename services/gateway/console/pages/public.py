"""What everybody may see of notices, their clauses and plans."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from itertools import groupby
from operator import itemgetter

from flask import Blueprint, render_template, request

from services.gateway.console import visit
from services.gateway.console.answers import PlanViewJson
from services.gateway.console.forms import answered
from services.gateway.console.navigation import offer
from services.gateway.console.pages.applicant_profile import units
from shared.kernel.labels import value_label

pages = Blueprint("public", __name__)
offer("public.notices", "通知与申报计划")

TRACKS = ("socialised", "targeted", "green_channel", "farmer_herder", "self_governing", "recognition")
LEVELS = ("full_senior", "associate_senior", "middle", "assistant", "technician")
WORDS = {
    "evidence": {
        "education": "学历", "seniority": "资历", "tenure": "任职年限", "achievements": "业绩成果",
        "continuing_education": "继续教育",
    },
    "papers": {
        "representative": "以代表作为准", "optional": "可以提供，不作硬性要求", "never_a_condition": "不作为条件",
    },
    "unoffered": {
        "announced_later": "另行发文", "exam_replaced": "以考代评", "other_system": "在其他系统申报",
        "not_reviewed": "不开展评审",
    },
    "fees": {"review": "评审费", "certificate": "证书费"},
    "posted": {"unit": "单位公示", "roster": "名单公示", "result": "结果公示"},
}  # fmt: skip
"""Words of the code as the pages of notices and plans say them."""
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


@pages.get("/notices/<notice_id>")
def notice(notice_id: str) -> str:
    """Everything that a notice says to those who file; with `version` an earlier one."""
    version = request.args.get("version", type=int)
    asked = {} if version is None else {"notice_version": version}
    found = visit.current().ask("declaration.get_notice", notice_id=notice_id, **asked)
    return render_template("public/notice.html", notice=found, **WORDS)


@pages.get("/notices/<notice_id>/clauses/<section>")
def clause(notice_id: str, section: str) -> str:
    """What is kept of a clause: heading, slips, and all that rests on it."""
    found = visit.current().ask("declaration.get_clause", notice_id=notice_id, section=section)
    told = {name: list(rows) for name, rows in groupby(found["sayings"], key=itemgetter("section_name"))}
    return render_template("public/clause.html", clause=found, told=told)


@pages.get("/plans/<notice_id>/<plan_id>")
def plan(notice_id: str, plan_id: str) -> str:
    """One plan: days, rules, materials, commitment, fees, routes."""
    found = visit.current().ask("declaration.get_plan", plan_id=plan_id, notice_id=notice_id)
    return render_template("public/plan.html", plan=found, standing=standing_of(found), standings=STANDING, **WORDS)


@pages.get("/plans/<notice_id>/<plan_id>/route")
def route(notice_id: str, plan_id: str) -> str:
    """The way that a unit's declarations take, and who holds each stage."""
    unit_id = request.args.get("unit_id")
    ask = partial(visit.current().ask, "declaration.get_plan", plan_id=plan_id, notice_id=notice_id)
    shown, fault = answered(lambda: ask(unit_id=unit_id)) if unit_id else (None, None)
    return render_template(
        "public/route.html", plan=shown or ask(), route=shown and shown["routes"][0], units=units(), fault=fault,
        **WORDS,
    )  # fmt: skip


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
