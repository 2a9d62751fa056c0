"""How somebody is reached outside the system: addresses and their codes, the order of channels, what leaves at all."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from services.gateway.console import visit
from services.gateway.console.forms import Fault, answered, attempt, given
from services.gateway.console.navigation import ROLE_NAMES, offer
from services.gateway.console.pages.mailbox import CATEGORIES
from services.gateway.console.subjects import AUDITORS
from shared.kernel.clock import parse_instant
from shared.wire.types import JsonObject

pages = Blueprint("reached", __name__, url_prefix="/reached")
offer("reached.own", "通知方式", *ROLE_NAMES)
OWN, HOUSE = "own", "organisation"
VIEWS = {OWN: "reached.own", HOUSE: "reached.house"}
ROBOTS = ("wecom", "dingtalk")
"""Post into a group, so people have none."""
DONE = ("wishes", "code", "confirmed", "forgotten")
Answer = AnyResponse | tuple[str, int]


@pages.get("")
def own() -> str:
    """One's own."""
    return _page(OWN)


@pages.get("/organisation")
def house() -> str:
    """Those of the organisation for which one acts."""
    return _page(HOUSE)


@pages.post("/<any(own, organisation):whose>/wishes")
def wish(whose: str) -> Answer:
    """The order of the channels, and what leaves the house at all."""
    places = [(name, value) for name, value in request.form.items() if name.startswith("order-") and value]
    offered = request.form.getlist("offered")
    kept = [channel for channel in _preferences(whose)["order"] if channel not in offered]
    order, outside = [value for _, value in places] + kept, request.form.getlist("outside")
    fault = attempt(lambda: _tell("set_preferences", whose, order=order, outside=outside))
    if fault is None:
        return _done(whose, "wishes")
    fields = {f"order.{index}": name for index, (name, _) in enumerate(places)}
    named = {fields.get(path, path): text for path, text in fault.fields.items()}
    return _page(whose, replace(fault, fields=named), "wishes"), 422


@pages.post("/<any(own, organisation):whose>/addresses/<channel>")
def set_address(whose: str, channel: str) -> Answer:
    """A code goes to it; without one typed in, nothing changes."""
    address = given(f"address-{channel}") or ""
    fault = attempt(lambda: _change(whose, channel, address))
    return (_page(whose, fault, channel), 422) if fault else _done(whose, "code", channel)


@pages.post("/<any(own, organisation):whose>/addresses/<channel>/forget")
def forget(whose: str, channel: str) -> Answer:
    """No letters on this channel any more."""
    fault = attempt(lambda: _change(whose, channel, None))
    return (_page(whose, fault, channel), 422) if fault else _done(whose, "forgotten", channel)


@pages.post("/<any(own, organisation):whose>/codes/<channel>")
def confirm(whose: str, channel: str) -> Answer:
    """The code that came there; a wrong one costs a try."""
    code = given(f"code-{channel}") or ""
    answer, fault = answered(lambda: _tell("confirm_address", whose, channel=channel, code=code))
    if answer is not None and answer["confirmed"]:
        return _done(whose, "confirmed", channel)
    if answer is not None:
        told = f"验证码不正确，还可以再试 {answer['tries_left']} 次。"
        fault = Fault("code_wrong", told, None, {"code": told}, False)
    return _page(whose, fault, channel), 422


def _change(whose: str, channel: str, address: str | None) -> Any:
    return _tell("set_preferences", whose, addresses=[{"channel": channel, "address": address}])


def _tell(method: str, whose: str, **params: Any) -> Any:
    return visit.current().tell(f"notify.{method}", for_organisation=_for_house(whose), **params)


def _preferences(whose: str) -> JsonObject:
    found: JsonObject = visit.current().ask("notify.get_preferences", for_organisation=_for_house(whose))
    return found


def _is_asked(contact: JsonObject) -> bool:
    """Whether a code may still be typed."""
    until = contact["code_until"]
    return bool(contact["tries_left"]) and until is not None and parse_instant(str(until)) > visit.current().now


def _for_house(whose: str) -> bool:
    return whose == HOUSE


def _done(whose: str, what: str, channel: str | None = None) -> AnyResponse:
    return redirect(url_for(VIEWS[whose], done=what, at=channel), 303)


def _page(whose: str, fault: Fault | None = None, failed: str = "") -> str:
    """`failed`: the form that comes back with its fault, by its channel."""
    here, told = visit.current(), _preferences(whose)
    capacity = here.must_be_signed_in().capacity
    done = request.args.get("done") if request.args.get("done") in DONE else None
    return render_template(
        "inbox/reached.html", told=told, whose=whose, fault=fault, failed=failed, done=done, robots=ROBOTS,
        offered=[one for one in told["channels"] if one["offered"]], categories=CATEGORIES,
        closed=[one["channel"] for one in told["channels"] if not one["offered"]],
        at=next((one["channel"] for one in told["channels"] if one["channel"] == request.args.get("at")), None),
        house=capacity if capacity and capacity.organisation_id and capacity.role in AUDITORS else None,
        views=VIEWS, asked=[one["channel"] for one in told["channels"] if _is_asked(one)],
    )  # fmt: skip
