"""The applicant's pages."""

from __future__ import annotations

from flask import Blueprint, render_template

from services.gateway.console import visit
from services.gateway.console.navigation import offer

pages = Blueprint("applicant", __name__, url_prefix="/mine")
offer("applicant.declarations", "我的申报", "applicant")


@pages.get("/declarations")
def declarations() -> str:
    """Everything that he has begun or filed."""
    held = visit.current().every("declaration.list_declarations", filter={})
    return render_template("applicant/declarations.html", declarations=list(held))
