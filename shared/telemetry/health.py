"""Health door of a service process: own port, own greenlet, away from the worker pool."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import eventlet
from eventlet import wsgi

from shared.telemetry.door_certificate import DoorCertificate
from shared.telemetry.limited_listener import LONGEST_SECONDS, LimitedListener
from shared.telemetry.metrics import Metrics

Check = Callable[[], bool]
Caution = Callable[[], int]
"""How many there are of something that somebody should look at; the service is ready all the same."""
READY_SECONDS = 2.0
_TEXT = "text/plain; version=0.0.4; charset=utf-8"
_LIMITS: dict[str, Any] = {"log_output": False, "keepalive": False, "socket_timeout": LONGEST_SECONDS}


class HealthApp:
    """WSGI: `/live` (the process turns; ignores the broker), `/ready` (all checks hold), `/metrics` (Prometheus)."""

    def __init__(
        self, metrics: Metrics, checks: Mapping[str, Check], warnings: Mapping[str, Caution] | None = None
    ) -> None:
        """Take named checks; one that raises or exceeds two seconds counts as failed."""
        self._metrics = metrics
        self._checks = checks
        self._warnings = warnings or {}

    def __call__(self, environ: Mapping[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request."""
        status, media_type, body = self._answer(str(environ.get("PATH_INFO", "")))
        start_response(status, [("Content-Type", media_type), ("Content-Length", str(len(body)))])
        return [body]

    def _answer(self, path: str) -> tuple[str, str, bytes]:
        if path == "/live":
            return "200 OK", "application/json", b'{"live": true}'
        if path == "/ready":
            found = {name: _holds(check) for name, check in self._checks.items()}
            status = "200 OK" if all(found.values()) else "503 Service Unavailable"
            warned = {name: number for name, count in self._warnings.items() if (number := count())}
            told = found | ({"warnings": warned} if warned else {})
            return status, "application/json", json.dumps(told).encode()
        if path == "/metrics":
            return "200 OK", _TEXT, self._metrics.exposition()
        return "404 Not Found", "application/json", b"{}"


class _QuietProtocol(wsgi.HttpProtocol):  # type: ignore[misc]
    """A handshake or request that fails is the end of its connection: no stranger writes tracebacks into our log."""

    def handle(self) -> None:
        """Answer one request, if one arrives."""
        with contextlib.suppress(OSError):
            super().handle()


class HealthServer:
    """Serves a `HealthApp`; port 0 takes a free one, found in `port` after `start`.

    Only this machine reaches it unless `host` says otherwise; one request per connection; https with a certificate.
    """

    def __init__(
        self,
        port: int,
        metrics: Metrics,
        checks: Mapping[str, Check],
        host: str = "127.0.0.1",
        certificate: DoorCertificate | None = None,
        warnings: Mapping[str, Caution] | None = None,
    ) -> None:
        """Prepare; nothing listens before `start`."""
        self.port = port
        self._host = host
        self._certificate = certificate
        self._app = HealthApp(metrics, checks, warnings)
        self._listener: Any = None
        self._thread: Any = None

    def start(self) -> None:
        """Listen and serve in a greenlet of its own."""
        tls = {"wrap": self._certificate.wrap} if self._certificate is not None else {}
        self._listener = LimitedListener(self._host, self.port, **tls)
        self.port = int(self._listener.getsockname()[1])
        self._thread = eventlet.spawn(wsgi.server, self._listener, self._app, protocol=_QuietProtocol, **_LIMITS)

    def stop(self) -> None:
        """Stop serving; safe to call twice."""
        if self._thread is not None:
            self._thread.kill()
            self._listener.close()
            self._thread = None


def _holds(check: Check) -> bool:
    try:
        with eventlet.Timeout(READY_SECONDS):
            return bool(check())
    except (Exception, eventlet.Timeout):
        return False
