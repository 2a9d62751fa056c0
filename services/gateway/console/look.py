"""Large type and high contrast, remembered by the browser without a script."""

from __future__ import annotations

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from services.gateway.domain.sign_in import safe_next

COOKIE = "zhiping_look"
CHOICES = {"large": "大字", "contrast": "高对比度"}
YEAR = 365 * 86400

pages = Blueprint("look", __name__)


def chosen() -> list[str]:
    """What this browser has switched on; also the classes of the page."""
    wanted = request.cookies.get(COOKIE, "").split("-")
    return [name for name in CHOICES if name in wanted]


@pages.post("/look")
def switch() -> AnyResponse:
    """Turn one of them over and go back to the page that was open."""
    turned, on = request.form.get("turn", ""), chosen()
    now = [name for name in CHOICES if (name in on) != (name == turned)]
    answer = redirect(safe_next(request.form.get("back", "")), code=303)
    answer.set_cookie(COOKIE, "-".join(now), max_age=YEAR, samesite="Lax", secure=request.is_secure, httponly=True)
    return answer
