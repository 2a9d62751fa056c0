"""Puts the console into the application: pages, templates, files, headers, what a fault looks like."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Flask, Response, render_template, request
from jinja2 import FileSystemLoader, StrictUndefined
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from services.gateway.console import cookies, navigation, visit, words
from services.gateway.console.forms import Fault
from services.gateway.console.pages import BLUEPRINTS
from shared.kernel.errors import Kind, ZhipingError

HERE = Path(__file__).parent
STATUS = {
    Kind.INVALID: 422, Kind.FORBIDDEN: 403, Kind.NOT_FOUND: 404, Kind.CONFLICT: 409, Kind.REFUSED: 422,
    Kind.UNAVAILABLE: 503,
}  # fmt: skip
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


def register(app: Flask) -> None:
    """Add every page."""
    app.jinja_env.loader = FileSystemLoader(HERE / "templates")
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    words.register(app)
    app.jinja_env.globals.update(visit=visit.current, navigation=navigation)
    app.before_request(_begin)
    app.register_error_handler(ZhipingError, _refused)
    app.after_request(_headers)
    app.after_request(cookies.put_waiting)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    app.register_blueprint(Blueprint("files", __name__, static_folder=HERE / "static", static_url_path="/static"))
    app.register_error_handler(HTTPException, _http_fault)


def _begin() -> AnyResponse | None:
    """Files and the interface for portals have no visit."""
    return visit.begin() if request.blueprint in {one.name for one in BLUEPRINTS} else None


def _refused(error: ZhipingError) -> tuple[str, int]:
    """A page of its own for what no form shows."""
    return render_template("fault.html", fault=Fault.of(error)), STATUS[error.kind]


def _http_fault(error: HTTPException) -> Response | HTTPException:
    """Flask's own faults stay what they are."""
    return error


def _headers(response: Response) -> Response:
    if request.path.startswith("/api/"):
        return response
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers.setdefault("Cache-Control", "no-store")
    return response
