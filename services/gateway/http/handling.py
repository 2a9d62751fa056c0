"""One call over HTTP: from the request to the method of a service, and from what it gives to the answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import partial
from typing import Any, TypedDict
from urllib.parse import quote, urlencode

from flask import Request, Response
from werkzeug.http import http_date

from services.gateway.bootstrap import Gateway
from services.gateway.domain.feed_reading import FEED
from services.gateway.http import bearer, conditions, json_body, query_string, waiting
from services.gateway.http.operations import ROOT, TRIAL, Operation
from services.gateway.http.visitors import address_of
from shared.kernel.clock import ZONE
from shared.kernel.errors import invalid
from shared.wire.types import JsonObject

ADDRESS = "client_address"
"""The field by which a service counts what strangers send."""
_JSON = "application/json; charset=utf-8"


@dataclass(frozen=True)
class Desk:
    """What every request of the interface is handled with."""

    gateway: Gateway
    waiting_room: waiting.WaitingRoom

    def answer(self, operation: Operation, request: Request, places: dict[str, str], correlation: str) -> Response:
        """Call the method; raises ZhipingError for what the caller is told as a problem."""
        authorization = request.headers.get("Authorization")
        if authorization is None:
            self.gateway.allowance.take(self._address(request))
        person = request.headers.get(bearer.PERSON)
        client = bearer.client_for(self.gateway, authorization, operation.method, person)
        trial = is_trial(operation, request)
        params = parameters(operation, request, places)
        if ADDRESS in operation.fields and authorization is None:
            params[ADDRESS] = self._address(request)
        call = partial(client.call, operation.method.full_name, correlation=correlation, dry_run=trial, **params)
        result, waited = self._result(operation, request, call)
        if client.portal and operation.method.full_name == FEED:
            self.gateway.feed_notes.note(
                client.portal, result["cursor"] if params.get("newest") else params.get("after")
            )
        response = _answered(operation, request, result, alone=authorization is not None)
        if waited:
            response.headers["Preference-Applied"] = "wait"
        return response

    def _result(self, operation: Operation, request: Request, call: Callable[[], Any]) -> tuple[Any, bool]:
        """What the method gives; where the caller would wait for something to be told, then (and whether it was so)."""
        name, seconds = operation.method.full_name, waiting.seconds_asked(request.headers)
        if name not in waiting.WAITED_FOR or not seconds or request.args.get("newest") == "true":
            return call(), False
        return self.waiting_room.until_told(name, call, seconds)

    def _address(self, request: Request) -> str:
        return address_of(request, self.gateway.settings.proxies)


class _Listed(TypedDict):
    """What is read of a page."""

    next_cursor: str | None
    total: int | None


def is_trial(operation: Operation, request: Request) -> bool:
    """Whether nothing is to be changed; invalid `dry_run_not_possible` where that cannot be had."""
    query = request.args.to_dict(flat=False)
    asked = conditions.is_trial(request.headers) or query_string.flag(query, TRIAL)
    if asked and not operation.method.trial:
        raise invalid("dry_run_not_possible")
    return asked


def parameters(operation: Operation, request: Request, places: dict[str, str]) -> JsonObject:
    """Every field of the method's request that the caller gave, wherever HTTP has its place."""
    found = query_string.in_path(operation, places) | conditions.from_headers(operation, request.headers)
    query = request.args.to_dict(flat=False)
    if not operation.changes:
        return found | query_string.arguments(operation, query)
    for name in query:
        if name != TRIAL:
            raise invalid("unknown_field", path=name[:100], field=name[:100])
    return found | json_body.read(operation, request)


def _answered(operation: Operation, request: Request, result: Any, *, alone: bool) -> Response:
    """`alone`: for the caller's eyes; otherwise anybody may keep it, who asks first whether it still holds."""
    body = json.dumps(result, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    response = Response(body, 200, content_type=_JSON)
    response.headers["Cache-Control"] = "no-store" if alone or operation.changes else "no-cache"
    response.headers.add("Vary", "Authorization")
    if operation.method.listed:
        _lead_on(operation, request, response, result)
    if not operation.changes:
        response = _unless_known(operation, request, response, result, body)
    return response


def _unless_known(operation: Operation, request: Request, response: Response, result: Any, body: bytes) -> Response:
    tag = conditions.tag_of(operation, result, body)
    if conditions.is_known(tag, request.headers.get("If-None-Match")):
        headers = {name: value for name, value in response.headers.items() if not name.startswith("Content-")}
        response = Response(status=304, headers=headers)
        response.headers.pop("Content-Type", None)
    response.headers["ETag"] = tag
    return response


def _lead_on(operation: Operation, request: Request, response: Response, result: _Listed) -> None:
    """Where the list goes on, and how long it is, where the caller asked for that."""
    if result["next_cursor"] is not None:
        asked = [(name, value) for name, value in request.args.items(multi=True) if name != "cursor"]
        query = urlencode([*asked, ("cursor", result["next_cursor"])])
        response.headers.add("Link", f'<{quote(request.path)}?{query}>; rel="next"')
    if result["total"] is not None:
        response.headers["X-Total-Count"] = str(result["total"])


def tell_age(operation: Operation, response: Response) -> None:
    """Deprecation (RFC 9745), Sunset (RFC 8594) and where both are explained."""
    if operation.deprecated_on is not None:
        since = datetime.combine(operation.deprecated_on, time(), ZONE)
        response.headers["Deprecation"] = f"@{int(since.timestamp())}"
        response.headers.add("Link", f'<{ROOT}/openapi.json>; rel="deprecation"; type="application/json"')
    if operation.sunset_on is not None:
        end = datetime.combine(operation.sunset_on, time(), ZONE).astimezone(UTC)
        response.headers["Sunset"] = http_date(end)
