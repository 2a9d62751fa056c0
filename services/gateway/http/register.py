"""Puts the interface for portals into the application."""

from __future__ import annotations

from flask import Blueprint, Flask


def register(app: Flask) -> None:
    """Add everything under /api."""
    app.register_blueprint(Blueprint("api", __name__, url_prefix="/api"))
