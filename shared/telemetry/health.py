"""What the health door of a process answers; what serves it is of the process's kind (greenlets, threads)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

Check = Callable[[], bool]
Caution = Callable[[], int]
"""How many there are of something that somebody should look at; the service is ready all the same."""
Asking = Callable[[Check], bool]
"""Carries a check out; False when it raises, or takes longer than the process waits."""
_TEXT = "text/plain; version=0.0.4; charset=utf-8"


class Exposing(Protocol):
    """The figures of a process."""

    def exposition(self) -> bytes:
        """The text that a scrape of `/metrics` reads."""
        ...


class HealthApp:
    """WSGI: `/live` (the process turns; ignores the broker), `/ready` (all checks hold), `/metrics` (Prometheus)."""

    def __init__(
        self,
        metrics: Exposing,
        checks: Mapping[str, Check],
        warnings: Mapping[str, Caution] | None = None,
        asking: Asking | None = None,
    ) -> None:
        """Take named checks and how they are carried out."""
        self._metrics = metrics
        self._checks = checks
        self._asking = asking or holds
        self._warnings = warnings or {}

    def __call__(self, environ: Mapping[str, object], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request."""
        status, media_type, body = self.answer(str(environ.get("PATH_INFO", "")))
        start_response(status, [("Content-Type", media_type), ("Content-Length", str(len(body)))])
        return [body]

    def answer(self, path: str) -> tuple[str, str, bytes]:
        """Status, media type and body."""
        if path == "/live":
            return "200 OK", "application/json", b'{"live": true}'
        if path == "/ready":
            found = {name: self._asking(check) for name, check in self._checks.items()}
            status = "200 OK" if all(found.values()) else "503 Service Unavailable"
            warned = {name: number for name, count in self._warnings.items() if (number := count())}
            told = found | ({"warnings": warned} if warned else {})
            return status, "application/json", json.dumps(told).encode()
        if path == "/metrics":
            return "200 OK", _TEXT, self._metrics.exposition()
        return "404 Not Found", "application/json", b"{}"


def holds(check: Check) -> bool:
    """Carry out a check that ends by itself; one that raises does not hold."""
    try:
        return bool(check())
    except Exception:
        return False
