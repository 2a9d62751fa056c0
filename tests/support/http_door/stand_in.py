"""The door without services behind it: what arrives is kept, what was put there is answered."""

import time
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from types import SimpleNamespace

from flask import Flask

from services.gateway import http
from services.gateway.adapters.throttle import Allowance
from services.gateway.config import ServerTerms
from shared.kernel.clock import ZONE, VirtualClock

NOW = datetime(2026, 5, 11, 9, tzinfo=ZONE)


@dataclass
class StandIn:
    """In the place of the services: `calls` are what came, in order; `answers` give a result or raise an error."""

    answers: dict = field(default_factory=dict)
    calls: list = field(default_factory=list)
    token: str | None = None
    portal: str | None = None

    def with_token(self, token, portal=None):
        """Speaking for somebody else, to the same memory."""
        return StandIn(self.answers, self.calls, token, portal)

    def call(self, method, *, correlation=None, dry_run=False, **params):
        """Remember, then answer."""
        told = {"token": self.token, "correlation": correlation, "dry_run": dry_run}
        self.calls.append((method, params, told))
        answer = self.answers.get(method, {})
        if isinstance(answer, Exception):
            raise answer
        return answer


def door(**settings):
    """(Flask's test client, the stand-in): a fresh memory; the routes are laid once for the usual settings."""
    client, backend = _opened(**settings) if settings else _usual()
    backend.answers.clear()
    backend.calls.clear()
    return client.application.test_client(), backend


@cache
def _usual():
    return _opened()


def _opened(**settings):
    told = {"cors_origins": frozenset(), "proxies": 0, "public_rate": 0, "demo": False}
    told |= {"server": ServerTerms()} | settings
    app = Flask("door")
    gateway = SimpleNamespace(
        settings=SimpleNamespace(**told), backend=StandIn(), clock=VirtualClock(NOW),
        allowance=Allowance(told["public_rate"], time.monotonic),
    )  # fmt: skip
    app.extensions["gateway"] = gateway
    http.register(app)
    return app.test_client(), gateway.backend
