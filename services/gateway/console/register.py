"""Puts the console into the application: pages, templates, files, headers, what a fault looks like."""

from __future__ import annotations

from pathlib import Path

from flask import Flask, Response, current_app, g, request
from jinja2 import FileSystemLoader, StrictUndefined
from werkzeug.wrappers import Response as AnyResponse

from services.gateway.console import (
    comparison,
    cookies,
    corrections,
    faults,
    files,
    look,
    navigation,
    subjects,
    values,
    visit,
    words,
)
from services.gateway.console.pages import BLUEPRINTS
from services.gateway.console.standing import standing
from shared.kernel.errors import ZhipingError
from shared.kernel.network import NOWHERE

HERE = Path(__file__).parent
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src {reached}; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
PAGES = (*BLUEPRINTS, look.pages)
PAGE_NAMES = frozenset(blueprint.name for blueprint in PAGES)
DONE = "zhiping_done"
"""Tells the page's script which form arrived, so that it forgets what it kept of it."""


def register(app: Flask) -> None:
    """Add every page."""
    register_templates(app)
    for blueprint in PAGES:
        app.register_blueprint(blueprint)
    app.register_blueprint(files.files)
    app.before_request(_begin)
    app.after_request(_headers)
    app.after_request(cookies.put_waiting)
    app.register_error_handler(ZhipingError, faults.of_service)
    faults.register(app)


def register_templates(app: Flask, *folders: Path) -> None:
    """The templates with their filters and what they may call; `folders` hold further ones, of pages that are written
    to files, say."""
    app.jinja_env.loader = FileSystemLoader([HERE / "templates", *folders])
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    words.register(app)
    values.register(app)
    comparison.register(app)
    corrections.register(app)
    subjects.register(app)
    app.jinja_env.globals.update(visit=visit.current, navigation=navigation, look=look, standing=standing)


def _begin() -> AnyResponse | None:
    """Pages have a visit; files and the interface for portals have none. Several applications may stand in one process,
    so nothing is hung onto the blueprints themselves."""
    if request.blueprint not in PAGE_NAMES:
        return None
    answer = visit.begin()
    here = visit.current()
    if here.signed_in is None:
        here.gateway.allowance.take(here.where.address or NOWHERE)
    return answer


def _headers(response: Response) -> Response:
    if request.path.startswith("/api/"):
        return response
    if g.get("away") and response.status_code != 303:
        faults.say_away(response)
    store = current_app.extensions["gateway"].settings.uploads_to
    response.headers["Content-Security-Policy"] = POLICY.format(reached=f"'self' {store}".strip())
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers.setdefault("Referrer-Policy", "same-origin")
    response.headers.setdefault("Cache-Control", "no-store")
    sent = response.status_code == 303 and request.method == "POST"
    key = request.form.get("idempotency_key") if sent else None
    if key:
        response.set_cookie(DONE, key[:100], max_age=300, samesite="Lax", secure=request.is_secure)
    return response
