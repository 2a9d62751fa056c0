"""The figures that every service keeps, in Prometheus form; names are the contract with dashboards and alerts."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)


class Metrics:
    """One registry per service instance, so that several services of one process do not mix.

    `outcome` of a call is `ok` or an error kind; of an event `handled`, `duplicate`, `retried`, `dead`,
    `refused` (its sender does not own the stream) or `undelivered` (the broker gave it up).
    """

    def __init__(self, service: str) -> None:
        """Make the registry with all figures at zero."""
        self.service = service
        self.registry = CollectorRegistry()
        self._calls = Counter(
            "zhiping_rpc_calls_total", "RPC calls", ("service", "method", "outcome"), registry=self.registry
        )
        self._call_seconds = Histogram(
            "zhiping_rpc_seconds", "RPC duration", ("service", "method"), buckets=_SECONDS, registry=self.registry
        )
        self._events = Counter(
            "zhiping_events_total", "Events consumed", ("service", "queue", "outcome"), registry=self.registry
        )
        self._event_seconds = Histogram(
            "zhiping_event_seconds", "Handler duration", ("service", "queue"), buckets=_SECONDS, registry=self.registry
        )
        self._published = Counter("zhiping_published_total", "Events relayed", ("service",), registry=self.registry)
        self._pending = Gauge("zhiping_outbox_pending", "Events in the outbox", ("service",), registry=self.registry)
        self._undelivered = Gauge(
            "zhiping_undelivered", "Messages that the broker has given up, no dead letters yet", ("service",),
            registry=self.registry,
        )  # fmt: skip
        self._alerts = Counter(
            "zhiping_relay_alerts_total", "Returned or failed batches", ("service", "reason"), registry=self.registry
        )

        self._alarms = Counter(
            "zhiping_bus_alarms_total", "Events that nobody may have sent so", ("service", "reason"),
            registry=self.registry,
        )  # fmt: skip

    def call(self, method: str, outcome: str, seconds: float) -> None:
        """Count one RPC call."""
        self._calls.labels(self.service, method, outcome).inc()
        self._call_seconds.labels(self.service, method).observe(seconds)

    def event(self, queue: str, outcome: str, seconds: float = 0.0) -> None:
        """Count one delivery of an event."""
        self._events.labels(self.service, queue, outcome).inc()
        self._event_seconds.labels(self.service, queue).observe(seconds)

    def published(self, count: int) -> None:
        """Count events that the broker confirmed."""
        self._published.labels(self.service).inc(count)

    def outbox_pending(self, count: int) -> None:
        """Note how many events wait in the outbox."""
        self._pending.labels(self.service).set(count)

    def undelivered(self, count: int) -> None:
        """Note how many messages lie in the service's last queue."""
        self._undelivered.labels(self.service).set(count)

    def relay_alert(self, reason: str) -> None:
        """Count a batch that the broker returned or refused."""
        self._alerts.labels(self.service, reason).inc()

    def bus_alarm(self, reason: str) -> None:
        """Count an event that its stream's owner did not publish, or that came at a number already taken."""
        self._alarms.labels(self.service, reason).inc()

    def exposition(self) -> bytes:
        """The text that a scrape of `/metrics` reads."""
        return generate_latest(self.registry)
