"""The health door of a process with threads: own port, a thread per connection, bounded in number and in time."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler
from socketserver import TCPServer, ThreadingMixIn
from typing import Any, Self, cast

from shared.kernel.settings import Settings
from shared.telemetry.certificate import DoorCertificate
from shared.telemetry.health import Check, Exposing, HealthApp

MOST_CONNECTIONS = 64
LONGEST_SECONDS = 10.0


class _Quiet(BaseHTTPRequestHandler):
    """One request per connection; of strangers' faults nothing is told."""

    def handle(self) -> None:
        """One that fails is the end of its connection."""
        with contextlib.suppress(OSError):
            super().handle()

    def do_GET(self) -> None:
        """Answer a probe, or a scrape."""
        status, media_type, body = cast("_Server", self.server).app.answer(self.path.partition("?")[0])
        self.send_response(int(status[:3]))
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *ignored: Any) -> None:
        """No line for each probe."""


class _Server(ThreadingMixIn, TCPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], app: HealthApp, certificate: DoorCertificate | None) -> None:
        self.address_family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        self.app = app
        self._certificate = certificate
        self._room = threading.BoundedSemaphore(MOST_CONNECTIONS)
        super().__init__(address, _Quiet)

    def process_request(self, request: Any, client_address: Any) -> None:
        """One too many is closed at once; a probe comes again."""
        if self._room.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Hands are shaken in the connection's own thread."""
        try:
            request.settimeout(LONGEST_SECONDS)
            with contextlib.suppress(OSError):
                secured = self._certificate.wrap(request) if self._certificate is not None else request
                super().process_request_thread(secured, client_address)
        finally:
            self._room.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Of strangers' connections nothing is told."""


class HealthThreads:
    """Serves a `HealthApp` beside the threads that do the work; `port` is the one that was taken."""

    def __init__(
        self, host: str, port: int, metrics: Exposing, checks: Mapping[str, Check], certificate: DoorCertificate | None
    ) -> None:
        """Listen and serve at once."""
        self._server = _Server((host, port), HealthApp(metrics, checks), certificate)
        self.port = int(self._server.server_address[1])
        threading.Thread(target=self._server.serve_forever, name="health", daemon=True).start()

    @classmethod
    def opened(cls, settings: Settings, metrics: Exposing, checks: Mapping[str, Check]) -> Self | NoHealth:
        """As the settings of the process say; where they name no port nothing listens."""
        if not settings.health_port:
            return NoHealth()
        shown = DoorCertificate(settings.health_cert, settings.health_key) if settings.health_cert else None
        return cls(settings.health_host, settings.health_port, metrics, checks, shown)

    def stop(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()


class NoHealth:
    """Stands where no port is set."""

    def stop(self) -> None:
        """Nothing to stop."""
