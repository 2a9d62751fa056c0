"""The WSGI application: what portals call under /api, what people see everywhere else."""

from __future__ import annotations

from flask import Flask

from services.gateway import console, http
from services.gateway.bootstrap import Gateway


def create_app(gateway: Gateway) -> Flask:
    """The door of one wired gateway."""
    app = Flask("zhiping", static_folder=None, template_folder=None)
    app.extensions["gateway"] = gateway
    http.register(app)
    console.register(app)
    return app
