"""What everybody may see without signing in."""

from __future__ import annotations

from flask import Blueprint, render_template

from services.gateway.console import visit
from services.gateway.console.navigation import offer

pages = Blueprint("public", __name__)
offer("public.notices", "通知与申报计划")


@pages.get("/notices")
def notices() -> str:
    """The notices in force."""
    page = visit.current().ask("declaration.list_notices", filter={})
    return render_template("public/notices.html", notices=page["items"])
