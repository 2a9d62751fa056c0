"""Puts the interface for portals into the application: one route per line of the table, errors as problems."""

from __future__ import annotations

from functools import partial

from flask import Blueprint, Flask, Response, current_app, g, request
from werkzeug.exceptions import HTTPException

from services.gateway.bootstrap import Gateway
from services.gateway.http import correlation, cors, problems
from services.gateway.http.calendars import calendars
from services.gateway.http.handling import Desk, is_trial, tell_age
from services.gateway.http.openapi import document
from services.gateway.http.operations import ROOT, Operation, operations
from services.gateway.http.waiting import WaitingRoom
from shared.kernel.errors import ZhipingError, unavailable
from shared.telemetry import get_logger


def register(app: Flask) -> None:
    """Add everything under /api, and the calendars that programs subscribe to."""
    gateway: Gateway = app.extensions["gateway"]
    desk = Desk(gateway, WaitingRoom(gateway.settings.server.threads))
    api = Blueprint("api", __name__, url_prefix=ROOT)
    for operation in operations():
        name = operation.method.full_name.replace(".", "_")
        api.add_url_rule(
            operation.rule, name, partial(_answer, desk, operation), methods=[operation.verb],
            provide_automatic_options=False, merge_slashes=False,
        )  # fmt: skip
    api.add_url_rule("/openapi.json", "openapi", _openapi)
    api.register_error_handler(Exception, _fault)
    app.register_blueprint(api)
    app.register_blueprint(calendars)
    app.before_request(_begin)
    app.after_request(_end)


def _answer(desk: Desk, operation: Operation, **places: str) -> Response:
    """One call; what it is refused for becomes a problem."""
    try:
        response = desk.answer(operation, request, places, g.correlation)
        if operation.changes and is_trial(operation, request):
            response.headers["Zhiping-Dry-Run"] = "true"
            response.headers["Preference-Applied"] = "dry-run"
    except ZhipingError as error:
        response = _problem(error)
    tell_age(operation, response)
    return response


def _openapi() -> Response:
    response = Response(document.text(), content_type="application/json; charset=utf-8")
    response.headers["Cache-Control"] = "public, max-age=300"
    return response


def _begin() -> Response | None:
    """Before anything under /api: name the request; answer browsers that ask whether they may."""
    if not _is_ours():
        return None
    g.correlation = correlation.correlation_of(request.headers.get(correlation.HEADER))
    if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
        return cors.preflight(request.headers, _gateway().settings.cors_origins)
    return None


def _end(response: Response) -> Response:
    """After anything under /api: no page of the framework's own, and what every answer carries."""
    if not _is_ours():
        return response
    if response.status_code >= 400 and response.mimetype != problems.MEDIA_TYPE:
        allowed = response.headers.get("Allow")
        response = _problem(problems.of_status(response.status_code))
        if allowed:
            response.headers["Allow"] = allowed
    response.headers[correlation.HEADER] = g.correlation
    response.headers["X-Content-Type-Options"] = "nosniff"
    cors.allow(response, request.headers, _gateway().settings.cors_origins)
    return response


def _fault(error: Exception) -> Response | HTTPException:
    """What nobody foresaw; its text may name people and stays out of answer and log."""
    if isinstance(error, HTTPException):
        return error
    get_logger().error("http_failed", error=type(error).__name__, correlation=g.correlation)
    return _problem(unavailable("internal_error", correlation=g.correlation))


def _problem(error: ZhipingError) -> Response:
    return problems.problem(error, g.correlation, _gateway().clock.now())


def _is_ours() -> bool:
    return request.path == "/api" or request.path.startswith("/api/")


def _gateway() -> Gateway:
    gateway: Gateway = current_app.extensions["gateway"]
    return gateway
