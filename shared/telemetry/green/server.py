"""Health door of a service process: own port, own greenlet, away from the worker pool."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import Any

import eventlet
from eventlet import wsgi

from shared.telemetry.green.certificate import GreenDoorCertificate
from shared.telemetry.green.listener import LONGEST_SECONDS, LimitedListener
from shared.telemetry.health import Caution, Check, HealthApp, holds
from shared.telemetry.metrics import Metrics

READY_SECONDS = 2.0
_LIMITS = {"log_output": False, "keepalive": False, "socket_timeout": LONGEST_SECONDS}


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
        certificate: GreenDoorCertificate | None = None,
        warnings: Mapping[str, Caution] | None = None,
    ) -> None:
        """Prepare; nothing listens before `start`."""
        self.port = port
        self._host = host
        self._certificate = certificate
        self._app = HealthApp(metrics, checks, warnings, holds_in_time)
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


def holds_in_time(check: Check) -> bool:
    """Carry out a check; one that exceeds two seconds does not hold."""
    try:
        with eventlet.Timeout(READY_SECONDS):
            return holds(check)
    except eventlet.Timeout:
        return False
