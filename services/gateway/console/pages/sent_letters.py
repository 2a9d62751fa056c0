"""What was sent outside the system, word for word, and what came to nothing."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, render_template, request

from services.gateway.console import visit
from services.gateway.console.navigation import OVERSEERS, ROLE_NAMES, offer
from shared.kernel.catalogue import catalogue
from shared.kernel.errors import not_found
from shared.wire.types import JsonObject

pages = Blueprint("sent", __name__, url_prefix="/letters")
offer("sent.listed", "发送记录", *ROLE_NAMES)
offer("sent.failures", "未送达通知", *OVERSEERS)
PAGE = 30
CHANNELS = ("mail", "sms", "platform", "wecom", "dingtalk")
STATES = ("queued", "claimed", "sent", "delivered", "refused", "failed", "not_sent", "test")
PERIODS = {"7": "近 7 日", "30": "近 30 日", "all": "全部"}
USUAL_DAYS = 7
MOST_COUNTED = 100


@pages.get("")
def listed() -> str:
    """Newest first: to oneself and one's organisation; whoever watches sees all that he may unless he asks for his."""
    here, wanted = visit.current(), _chosen(channel=CHANNELS, state=STATES)
    everyone = here.role in OVERSEERS and request.args.get("whose") != "own"
    page = _ask("list_dispatches", wanted | ({"everyone": True} if everyone else {}))
    return render_template(
        "inbox/letters.html", page=page, wanted=wanted, channels=CHANNELS, states=STATES, everyone=everyone,
        watches=here.role in OVERSEERS, test=_test_mode(),
    )  # fmt: skip


@pages.get("/<dispatch_id>")
def letter(dispatch_id: str) -> str:
    """One with everything that is known of it; not_found `letter_not_found` for what is not his to see, too."""
    everyone = {"everyone": True} if visit.current().role in OVERSEERS else {}
    found = _ask("list_dispatches", {"dispatch_id": dispatch_id[:36], **everyone})["items"]
    if not found:
        raise not_found("letter_not_found")
    one = found[0]
    return render_template("inbox/letter.html", one=one, matter=_matter(one["kind"]))


@pages.get("/failures")
def failures() -> str:
    """Newest first, with what is to be done."""
    wanted = _chosen(channel=CHANNELS)
    period = request.args.get("period", "")
    period = period if period in PERIODS else str(USUAL_DAYS)
    page = _ask("list_failures", wanted | _since(period))
    return render_template(
        "inbox/failures.html", page=page, wanted=wanted, channels=CHANNELS, period=period, periods=PERIODS
    )


def failed_lately() -> JsonObject:
    """What a home page asks with to tell how many there were."""
    return {"filter": _since(str(USUAL_DAYS)), "limit": MOST_COUNTED}


def _since(period: str) -> JsonObject:
    if period == "all":
        return {}
    return {"since": (visit.current().now - timedelta(days=int(period))).isoformat()}


def _ask(method: str, wanted: JsonObject) -> JsonObject:
    page: JsonObject = visit.current().ask(
        f"notify.{method}", filter=wanted, sort="-queued_at", cursor=request.args.get("cursor"), limit=PAGE
    )
    return page


def _chosen(**choices: tuple[str, ...]) -> JsonObject:
    asked = {name: request.args.get(name, "") for name in choices}
    return {name: value for name, value in asked.items() if value in choices[name]}


def _test_mode() -> bool:
    """Which house it is that sends nothing, its preferences tell."""
    return bool(visit.current().ask("notify.get_preferences")["test"])


def _matter(kind: str) -> str | None:
    """What a letter is for: the duty that it reminds of; None where its title says all."""
    return catalogue().get(f"notify_deadline_{kind}")
