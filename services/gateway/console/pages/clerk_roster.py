"""Posts, quotas and the rosters that hand applicants up, with the arithmetic that lets them through."""

from __future__ import annotations

from collections import Counter

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from services.gateway.console import visit
from services.gateway.console.answers import OrganisationViewJson, PostCountJson
from services.gateway.console.forms import answered, attempt, given, number, whole
from services.gateway.console.pages.clerk_common import LEVEL_GROUPS, house, notices

pages = Blueprint("clerk_roster", __name__)

LEVELS = ("full_senior", "associate_senior", "middle", "assistant", "technician")
REGION = 6


@pages.get("/roster")
def roster() -> str:
    """What waits for a report, by notice and level group, and what was reported."""
    here = visit.current()
    waiting = Counter(
        (one["notice_id"], one["level_group"])
        for one in here.every("audit.list_inbox", filter={"state": "waiting_report"})
    )
    reports = here.ask("audit.list_reports", limit=20, cursor=request.args.get("cursor") or None)
    return render_template("clerk/roster.html", waiting=waiting, reports=reports, titles=notices())


@pages.route("/roster/<notice_id>/<level_group>", methods=["GET", "POST"])
def report(notice_id: str, level_group: str) -> str | AnyResponse:
    """The cases that would go up, the posts and quotas that they are measured by, and the report."""
    here, fault = visit.current(), None
    group = level_group if level_group in LEVEL_GROUPS else LEVEL_GROUPS[0]
    if request.method == "POST":
        fault = attempt(
            lambda: here.tell(
                "audit.report_roster",
                notice_id=notice_id,
                level_group=group,
                recommendation_report=given("recommendation_report") or "",
            )
        )
        if fault is None:
            return redirect(url_for("clerk_roster.roster"), 303)
    listed = [
        one for one in here.every("audit.list_inbox", filter={"state": "waiting_report", "level_group": group})
        if one["notice_id"] == notice_id
    ]  # fmt: skip
    check = here.ask("audit.check_posts", notice_id=notice_id, level_group=group)
    return render_template(
        "clerk/report.html", notice_id=notice_id, group=group, cases=listed, check=check, fault=fault,
         titles=notices(), bodies=_bodies(check["posts"]), counties=_counties(),
    )  # fmt: skip


def _bodies(posts: list[PostCountJson]) -> dict[str, str]:
    """Names of the units and departments that a computation speaks of; a county stays its code."""
    here = visit.current()
    keys = {one["body"] for one in posts if not (one["body"].isdigit() and len(one["body"]) == REGION)}
    return {key: here.ask("audit.get_organisation", organisation_id=key)["name"] for key in keys}


@pages.route("/posts", methods=["GET", "POST"])
def posts() -> str | AnyResponse:
    """The posts of one's unit for the year of a notice, each level that has any."""
    here, fault, nothing = visit.current(), None, False
    titles = notices()
    if request.method == "POST":
        rows = [
            {"level": one, "approved": number(f"approved.{one}") or 0, "filled": number(f"filled.{one}") or 0}
            for one in LEVELS if given(f"approved.{one}") or given(f"filled.{one}")
        ]  # fmt: skip
        nothing = not rows
        if rows:
            fault = attempt(lambda: here.tell("audit.state_posts", notice_id=given("notice_id") or "", posts=rows))
            if fault is None:
                return redirect(url_for("clerk_roster.posts", stated=given("notice_id")), 303)
    return render_template(
        "clerk/posts.html", levels=LEVELS, titles=titles, fault=fault, nothing=nothing,
        stated=titles.get(request.args.get("stated", "")),
    )  # fmt: skip


@pages.route("/quotas", methods=["GET", "POST"])
def quotas() -> str | AnyResponse:
    """Numbers of each notice's year as they are divided, and the division by the body that the notice names."""
    here, fault = visit.current(), None
    notice_id, _, quota_id = (given("quota") or "").partition("/")
    if request.method == "POST":
        answer, fault = answered(lambda: here.tell(
            "audit.allocate_quota", notice_id=notice_id, quota_id=quota_id, allocations=_shares()
        ))  # fmt: skip
        if answer is not None:
            return redirect(url_for("clerk_roster.quotas", divided=answer["allocated"]), 303)
    titles = notices()
    boards = [here.ask("audit.get_quotas", notice_id=one) for one in titles]
    own = here.ask("audit.get_organisation", organisation_id=house())["name"] if house() else ""
    return render_template(
        "clerk/quotas.html", titles=titles, fault=fault, boards=boards, counties=_counties(), own=own,
        divided=request.args.get("divided"),
    )  # fmt: skip


def _shares() -> list[dict[str, str | int]]:
    """The counties' parts as they were filled in; what is no number is for the service to refuse."""
    return [
        {"region": region, "number": -1 if (found := whole(share)) is None else found}
        for region, share in zip(request.form.getlist("region"), request.form.getlist("number"), strict=False)
        if share.strip()
    ]


def _counties() -> dict[str, str]:
    """The bureau of each county that the register has, by the county's code."""
    found = visit.current().every("audit.list_organisations", filter={"kind": "hr_bureau"})
    return {one["region"]: one["name"] for one in sorted(found, key=_code) if one["tier"] == "county"}


def _code(one: OrganisationViewJson) -> str:
    return one["region"]
