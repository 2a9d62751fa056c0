"""The pages of the console, from the application's own map of addresses."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from services.gateway.console.register import PAGES

REASONS = Path(__file__).with_name("not_pictured.csv")
WAITING = Path(__file__).with_name("waiting.csv")
TELLING = ("section", "part", "service", "method", "level_group")
"""Parts of an address that make it another page; the others only say whose it is."""


@dataclass(frozen=True, order=True)
class Place:
    """One page: the endpoint and what tells it from its sisters (a section of a form, a command, somebody's story)."""

    endpoint: str
    variant: str = ""

    @property
    def name(self) -> str:
        """As file names and the list have it."""
        return "-".join(part for part in (self.endpoint, self.variant) if part).replace(".", "-").replace("_", "-")


@cache
def _rules() -> Flask:
    app = Flask("tour", static_folder=None)
    for blueprint in PAGES:
        app.register_blueprint(blueprint)
    return app


def endpoints() -> set[str]:
    """Every endpoint that answers to GET."""
    return {rule.endpoint for rule in _rules().url_map.iter_rules() if "GET" in (rule.methods or ())}


@cache
def waiting() -> dict[str, str]:
    """Endpoints whose picture has still to be taken, with the reason; the walk goes there all the same."""
    with WAITING.open(encoding="utf-8", newline="") as file:
        return {row["endpoint"]: row["reason"] for row in csv.DictReader(file)}


@cache
def not_pictured() -> dict[str, str]:
    """Endpoints that no picture shows, with the reason."""
    with REASONS.open(encoding="utf-8", newline="") as file:
        return {row["endpoint"]: row["reason"] for row in csv.DictReader(file)}


def place_of(address: str) -> Place | None:
    """The page at this address; None for what is no page or cannot be pictured."""
    try:
        endpoint, told = _rules().url_map.bind("tour").match(urlsplit(address).path, method="GET")
    except (HTTPException, RequestRedirect):
        return None
    if endpoint in not_pictured():
        return None
    return Place(endpoint, "-".join(str(told[part]) for part in TELLING if part in told))
