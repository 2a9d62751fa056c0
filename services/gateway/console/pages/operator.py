"""The operator's pages: how far the services are, and what they have given up on."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, cast

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from services.gateway.console import visit
from services.gateway.console.forms import Fault, attempt, given
from services.gateway.console.navigation import offer
from services.gateway.console.pages.sent_letters import MOST_COUNTED, failed_lately
from shared.contracts.lag import Status, lag_of
from shared.contracts.queues import SERVICES
from shared.kernel.errors import Kind, ZhipingError
from shared.wire.types import JsonObject

pages = Blueprint("operator", __name__, url_prefix="/operations")
offer("operator.overview", "运行情况", "operator")
offer("operator.letters", "死信", "operator")
STATES = ("open", "replayed", "discarded")


@dataclass(frozen=True)
class ServiceLine:
    """One service as the overview shows it; `status` is None while it does not answer, `fault` says so in words."""

    name: str
    status: Status | None
    fault: str | None = None


@pages.get("")
def overview() -> str:
    """Every service with its figures, and the queues that are behind."""
    lines = [_line(name, said) for name, said in _each(SERVICES, "get_status").items()]
    lag = lag_of({line.name: line.status for line in lines if line.status is not None})
    queues = {place: number for place, number in lag.items() if ":" not in place}
    return render_template("operator/overview.html", lines=lines, queues=queues, unsent=_unsent(), most=MOST_COUNTED)


def _unsent() -> int | None:
    """How many letters came to nothing lately, as far as that is counted; None while nobody says."""
    said = _each(("notify",), "list_failures", **failed_lately())["notify"]
    return None if isinstance(said, ZhipingError) else len(said["items"])


def _line(name: str, said: JsonObject | ZhipingError) -> ServiceLine:
    return (
        ServiceLine(name, None, said.message)
        if isinstance(said, ZhipingError)
        else ServiceLine(name, cast(Status, said))
    )


def _each(services: Iterable[str], method: str, **params: Any) -> dict[str, JsonObject | ZhipingError]:
    """What each of them answers, or that it does not; all are asked at once, so a page waits for one time limit."""
    here = visit.current()
    caller, ask = here.caller, here.gateway.backend.ask

    def answer(name: str) -> JsonObject | ZhipingError:
        try:
            return dict(ask(caller, f"{name}.{method}", **params))
        except ZhipingError as error:
            if error.kind is not Kind.UNAVAILABLE:
                raise
            return error

    with ThreadPoolExecutor(len(SERVICES)) as pool:
        return dict(zip(services, pool.map(answer, services), strict=True))


@pages.get("/dead-letters")
def letters() -> str:
    """Those of one service, or of all, in one state."""
    state = request.args.get("state", "open")
    service = request.args.get("service", "")
    wanted = [name for name in SERVICES if service in ("", name)]
    found, away = [], []
    for name, said in _each(wanted, "list_dead_letters", state=state if state in STATES else None).items():
        if isinstance(said, ZhipingError):
            away.append(name)
        else:
            found += [(name, letter) for letter in said["items"]]
    return render_template(
        "operator/letters.html", letters=found, away=away, state=state, service=service, services=SERVICES
    )


@pages.get("/dead-letters/<service>/<letter_id>")
def letter(service: str, letter_id: str) -> str:
    """One in full."""
    return _shown(service, letter_id, None)


@pages.post("/dead-letters/<service>/<letter_id>/replay")
def replay(service: str, letter_id: str) -> Response | tuple[str, int]:
    """Send it back to its queue."""
    here = visit.current()
    fault = attempt(lambda: here.tell(f"{_known(service)}.replay_dead_letter", id=letter_id))
    return _after(service, letter_id, fault)


@pages.post("/dead-letters/<service>/<letter_id>/discard")
def discard(service: str, letter_id: str) -> Response | tuple[str, int]:
    """Give it up for good."""
    here, reason = visit.current(), given("reason")
    said = {"reason": reason} if reason else {}
    fault = attempt(lambda: here.tell(f"{_known(service)}.discard_dead_letter", id=letter_id, **said))
    return _after(service, letter_id, fault)


@pages.post("/dead-letters/<service>/replay")
def replay_all(service: str) -> Response:
    """Send all open letters of a service back, in the order of their aggregates."""
    visit.current().tell(f"{_known(service)}.replay_dead_letter", id="all")
    return redirect(url_for("operator.letters", service=service), 303)


def _after(service: str, letter_id: str, fault: Fault | None) -> Response | tuple[str, int]:
    if fault is None:
        return redirect(url_for("operator.letter", service=service, letter_id=letter_id), 303)
    return _shown(service, letter_id, fault), 409


def _shown(service: str, letter_id: str, fault: Fault | None) -> str:
    found = visit.current().ask(f"{_known(service)}.show_dead_letter", id=letter_id)
    return render_template("operator/letter.html", service=service, letter=found, fault=fault)


def _known(service: str) -> str:
    if service not in SERVICES:
        abort(404)
    return service
