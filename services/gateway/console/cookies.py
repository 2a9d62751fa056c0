"""The cookies of the console: signed, unreadable for scripts, kept to this site, and to TLS where there is TLS."""

from __future__ import annotations

from datetime import timedelta

from flask import Response as FlaskResponse
from flask import current_app, g, request
from werkzeug.wrappers import Response

from services.gateway.bootstrap import Gateway

LOGIN, STEP, FORM, DEVICE = "login", "step", "form", "device"
"""A login; a sign-in under way; a form before there is a login; the mark of a browser that has signed in before."""
LASTS = {STEP: timedelta(minutes=10), DEVICE: timedelta(days=180)}
"""Others end with the browser."""


def read(purpose: str) -> str | None:
    """The value, if this door has given it out."""
    return _gateway().cookies.read(purpose, request.cookies.get(name_of(purpose)))


def put(answer: Response, purpose: str, value: str) -> None:
    """Give it to the browser."""
    answer.set_cookie(
        name_of(purpose),
        _gateway().cookies.sign(purpose, value),
        max_age=LASTS.get(purpose),
        path="/",
        secure=is_secure(),
        httponly=True,
        samesite="Lax",
    )


def drop(answer: Response, *purposes: str) -> None:
    """Take them back."""
    for purpose in purposes:
        answer.delete_cookie(name_of(purpose), path="/", secure=is_secure(), httponly=True, samesite="Lax")


def name_of(purpose: str) -> str:
    """With the prefix that browsers give to no other host and no plain connection."""
    return f"{'__Host-' if is_secure() else ''}zhiping_{purpose}"


def is_secure() -> bool:
    """Whether the browser has come by TLS."""
    return _gateway().settings.secure or request.is_secure


def put_later(purpose: str, value: str) -> None:
    """Give it to the browser with whatever this request answers."""
    g.setdefault("cookies_to_put", {})[purpose] = value


def put_waiting(answer: FlaskResponse) -> FlaskResponse:
    """After each request."""
    for purpose, value in g.pop("cookies_to_put", {}).items():
        put(answer, purpose, value)
    return answer


def _gateway() -> Gateway:
    gateway: Gateway = current_app.extensions["gateway"]
    return gateway
