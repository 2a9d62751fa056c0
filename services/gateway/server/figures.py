"""What the door keeps of its requests: figures by operation, and one line of the log for each.

Neither holds an address of a page: paths carry numbers of people's certificates, query strings what they searched for.
"""

from __future__ import annotations

import time

from flask import Flask, Response, g, request
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from shared.telemetry import get_logger

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
NOWHERE = "none"
"""The operation of a request that no rule answers."""


class DoorFigures:
    """One registry per process; names are the contract with dashboards and alerts."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "zhiping_http_requests_total", "Requests answered", ("operation", "method", "status"),
            registry=self.registry,
        )  # fmt: skip
        self._seconds = Histogram(
            "zhiping_http_seconds", "From the request to its answer", ("operation",), buckets=_SECONDS,
            registry=self.registry,
        )  # fmt: skip
        self._under_way = Gauge("zhiping_http_under_way", "Requests being answered", registry=self.registry)

    def begun(self) -> None:
        """A request has come."""
        self._under_way.inc()

    def answered(self, operation: str, method: str, status: int, seconds: float) -> None:
        """It has its answer."""
        self._requests.labels(operation, method, str(status)).inc()
        self._seconds.labels(operation).observe(seconds)

    def ended(self) -> None:
        """Nothing of it is left."""
        self._under_way.dec()

    def exposition(self) -> bytes:
        """The text that a scrape of `/metrics` reads."""
        return generate_latest(self.registry)


def observe(app: Flask, figures: DoorFigures) -> None:
    """Count and log whatever the application answers."""

    def begin() -> None:
        g.begun_at = time.perf_counter()
        figures.begun()

    app.before_request_funcs.setdefault(None, []).insert(0, begin)  # whoever comes first may refuse, or lead elsewhere

    @app.after_request
    def answered(response: Response) -> Response:
        seconds = time.perf_counter() - g.begun_at
        operation, method = request.endpoint or NOWHERE, request.method
        figures.answered(operation, method, response.status_code, seconds)
        get_logger().info(
            "answered", operation=operation, verb=method, status=response.status_code,
            milliseconds=round(seconds * 1000),
        )  # fmt: skip
        return response

    @app.teardown_request
    def end(error: BaseException | None) -> None:
        figures.ended()
