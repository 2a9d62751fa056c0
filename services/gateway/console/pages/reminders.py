"""Rules of reminders tried on the register as it stands, and what became of their moments."""

from __future__ import annotations

from datetime import date, datetime, time

from flask import Blueprint, render_template, request

from services.gateway.console import due_days, visit
from services.gateway.console.forms import Fault
from services.gateway.console.navigation import offer
from services.gateway.console.pages.clerk_common import notices
from services.gateway.console.reminder_words import OUTCOME_HELP, OUTCOMES, by_moment, moment_words, recipient_words
from services.gateway.console.standing import kind_of, kinds
from shared.kernel.clock import ZONE, iso
from shared.kernel.errors import Kind, ZhipingError
from shared.policy import PackError, load_reminders
from shared.wire.types import JsonObject

pages = Blueprint("reminders", __name__, url_prefix="/reminders")
offer("reminders.preview", "提醒规则试算", "publisher", "supervisor", "operator")
offer("reminders.occurrences", "提醒办理情况", "supervisor", "operator")
SPAN = 30
"""Days that are looked ahead unless others are chosen."""
GROUPS = 30
PAGE = 50


@pages.route("/preview", methods=["GET", "POST"])
def preview() -> str | tuple[str, int]:
    """Whom the rules in force would tell what and when, or those that are typed; nothing is kept of them."""
    known, given = notices(), request.values
    text = request.form.get("rules", "")
    begins = due_days.day_in(given.get("from")) or visit.current().today
    ends = due_days.day_in(given.get("until")) or begins + SPAN * due_days.ONE_DAY
    notice = given.get("notice_id") or next(iter(known), "")
    kind = kind_of()
    shown: JsonObject = {
        "notices": known, "kinds": kinds(), "notice": notice, "kind": kind, "begins": begins, "ends": ends,
        "text": text, "problems": _problems(text), "fault": None, "page": None, "silent": [],
        "moment_words": moment_words, "recipient_words": recipient_words,
    }  # fmt: skip
    if shown["problems"]:
        return render_template("reminders/preview.html", **shown), 422
    page, shown["fault"] = _tried(notice, kind, begins, ends, text) if notice else (None, None)
    if page is not None:
        shown |= {"page": page, "lines": by_moment(page["items"]), "silent": _silent(page, kind)}
    return render_template("reminders/preview.html", **shown), 422 if shown["fault"] else 200


def _tried(
    notice: str, kind: str | None, begins: date, ends: date, text: str
) -> tuple[JsonObject | None, Fault | None]:
    here = visit.current()
    more: JsonObject = {**({"kind": kind} if kind else {}), **({"rules": text} if text.strip() else {})}
    try:
        return here.ask(
            "notify.preview_reminders", notice_id=notice, from_day=begins.isoformat(), until_day=ends.isoformat(),
            cursor=request.values.get("cursor") or None, limit=GROUPS, **more,
        ), None  # fmt: skip
    except ZhipingError as error:
        if error.kind is not Kind.INVALID:
            raise
        return None, Fault.of(error)


def _problems(text: str) -> list[str]:
    """What is wrong with rules that are typed, with their lines."""
    try:
        if text.strip():
            load_reminders(text)
    except PackError as error:
        return [one.in_chinese for one in error.told]
    return []


def _silent(page: JsonObject, kind: str | None) -> list[str]:
    """Kinds of which nobody would be told, once everything stands on one page."""
    if page["next_cursor"] or request.values.get("cursor"):
        return []
    told = {one["kind"] for one in page["items"]}
    return [name for key, name in kinds() if key not in told and kind in (None, key)]


@pages.get("/occurrences")
def occurrences() -> str:
    """Moments that were settled, the latest first."""
    args = request.args
    begins, ends = due_days.day_in(args.get("from")), due_days.day_in(args.get("until"))
    wanted: JsonObject = {"everyone": True} | _narrowed()
    if begins:
        wanted["since"] = _midnight(begins)
    if ends:
        wanted["until"] = _midnight(ends + due_days.ONE_DAY)
    page = visit.current().ask(
        "notify.list_occurrences", filter=wanted, sort="-at", cursor=args.get("cursor"), limit=PAGE
    )
    return render_template(
        "reminders/occurrences.html", page=page, names=dict(kinds()), kinds=kinds(), notices=notices(),
        outcomes=OUTCOMES, outcome_help=OUTCOME_HELP, wanted=wanted,
        moment_words=moment_words, last_moment=due_days.last_moment,
    )  # fmt: skip


def _narrowed() -> JsonObject:
    chosen = {name: request.args.get(name, "").strip() for name in ("kind", "outcome", "notice_id", "organisation_id")}
    allowed = {"kind": dict(kinds()), "outcome": OUTCOMES}
    return {name: value for name, value in chosen.items() if value and value in allowed.get(name, (value,))}


def _midnight(day: date) -> str:
    return iso(datetime.combine(day, time.min, ZONE))
