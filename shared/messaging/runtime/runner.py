"""Running services: one process per service on the real stack, all in one process on the embedded one.

The process must be green before this is imported: `zhiping run` and the demo call `eventlet.monkey_patch()` first.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

import eventlet

from shared.kernel.clock import Clock, clock_from
from shared.kernel.garbage import end_loading
from shared.kernel.settings import Settings
from shared.messaging.base.application import Application
from shared.messaging.outbox.relay import Relay
from shared.messaging.runtime.call_route import CallRoute
from shared.messaging.runtime.containers import Part, PartContainer
from shared.messaging.runtime.last_queue import LastQueueWatch
from shared.messaging.runtime.service import Service
from shared.messaging.runtime.wiring import APPLICATIONS, Wiring
from shared.telemetry import configure_logs, get_logger, start_tracing, stop_tracing
from shared.telemetry.green import GreenDoorCertificate, HealthServer

Half = Literal["rpc", "events"]
"""What a process may be told to run alone."""
HALVES: dict[Half, tuple[Part, ...]] = {"rpc": ("commands", "queries"), "events": ("events",)}
PARTS: tuple[Part, ...] = ("commands", "queries", "events")
FLUSH_SECONDS = 5.0
"""How long the end of a process waits for a collector of traces that does not answer."""
EXIT_FAULT = 70
"""Exit status when a container died; the supervisor starts the process again."""


class RunningService:
    """One service with its containers and relay, in this process."""

    def __init__(
        self, service_class: type[Service], settings: Settings, clock: Clock, parts: Sequence[Part] = PARTS
    ) -> None:
        self.application: Application = _wiring(service_class).bootstrap(settings, clock)
        config = {
            "AMQP_URI": settings.amqp_uri,
            "HEARTBEAT": settings.heartbeat,
            "max_workers": settings.max_workers,
            APPLICATIONS: {self.application.name: self.application},
        }
        containers = [PartContainer(service_class, config, part) for part in parts]
        self.containers = [container for container in containers if not container.idle]
        self.relay = Relay(self.application)
        self.watch = None if settings.embedded else LastQueueWatch(self.application)
        calls = [container for container in self.containers if container.part == "commands"]
        takes_calls = calls and not settings.embedded
        self.route = CallRoute(self.application.name, calls[0].queries, settings) if takes_calls else None

    def start(self) -> None:
        """Relay first, so that queues are declared before anything is published."""
        self.relay.start()
        for container in self.containers:
            container.start()
        if self.route is not None:
            self.route.start()
        if self.watch is not None:
            self.watch.start()

    def stop(self) -> None:
        """Let running handlers finish, publish what they recorded, give everything back."""
        if self.route is not None:
            self.route.stop()
        if self.watch is not None:
            self.watch.stop()
        stopping = [eventlet.spawn(container.stop) for container in self.containers]
        for one in stopping:
            one.wait()
        self.relay.stop()
        self.application.close()

    def wait(self) -> None:
        """Until a container has ended; raises what ended it."""
        waiting = [eventlet.spawn(container.wait) for container in self.containers]
        done = eventlet.queue.LightQueue()
        for one in waiting:
            one.link(done.put)
        first = done.get()
        first.wait()

    def consuming(self) -> bool:
        """Whether every container has its connection to the bus; the readiness check."""
        consumers = [one for container in self.containers for one in container.subextensions if hasattr(one, "serving")]
        return all(one.serving for one in consumers)

    def reachable(self) -> bool:
        """Whether calls find their way into the service's queue; a readiness check."""
        return self.route is None or self.route.holds

    def database_answers(self) -> bool:
        """Whether the database takes a question; a readiness check."""
        with self.application.database.begin_reading() as connection:
            connection.exec_driver_sql("SELECT 1")
        return True


def _wiring(service_class: type) -> Wiring:
    found = [value for value in vars(service_class).values() if isinstance(value, Wiring)]
    if len(found) != 1:
        raise TypeError(f"{service_class.__name__} must have exactly one Wiring(bootstrap)")
    return found[0]


def run_service(
    service_class: type[Service], only: Half | None = None, environ: Mapping[str, str] | None = None
) -> None:
    """Run one service until SIGTERM or SIGINT; settings come from `environ`, else from the process's environment.

    Ends the process on a fault.
    """
    settings = Settings.from_env(environ)
    name = service_class.name
    configure_logs(name, settings.log_level)
    start_tracing(name, settings.environ)
    _title(f"zhiping {name}{' ' + only if only else ''}")
    running = RunningService(service_class, settings, clock_from(settings.clock), HALVES[only] if only else PARTS)
    health = _health_door(running, settings)
    stop_requested = on_signals()
    running.start()
    end_loading()
    get_logger().info("started", parts=[container.part for container in running.containers])
    died = eventlet.spawn(running.wait)
    died.link(lambda greenlet: None if stop_requested.ready() else stop_requested.send("died"))
    reason = stop_requested.wait()
    get_logger().info("stopping", reason=reason)
    running.stop()
    if health is not None:
        health.stop()
    with eventlet.Timeout(FLUSH_SECONDS, False):
        stop_tracing()
    if reason == "died":
        sys.exit(EXIT_FAULT)


def _health_door(running: RunningService, settings: Settings) -> HealthServer | None:
    """The open door; None where no port is set."""
    if not settings.health_port:
        return None
    checks: dict[str, Callable[[], bool]] = {
        "bus": running.consuming,
        "calls": running.reachable,
        "database": running.database_answers,
    }
    shown = GreenDoorCertificate(settings.health_cert, settings.health_key) if settings.health_cert else None
    warnings = {"undelivered": lambda: running.application.last_queue.depth}
    door = HealthServer(
        settings.health_port, running.application.metrics, checks, settings.health_host, shown, warnings
    )
    door.start()
    return door


def on_signals() -> Any:
    """An event of eventlet that SIGTERM and SIGINT send."""
    requested = eventlet.event.Event()

    def handle(number: int, frame: Any) -> None:
        eventlet.spawn_after(0, lambda: None if requested.ready() else requested.send(signal.Signals(number).name))

    signal.signal(signal.SIGTERM, handle)
    signal.signal(signal.SIGINT, handle)
    return requested


def _title(text: str) -> None:
    try:
        import setproctitle
    except ImportError:
        return
    setproctitle.setproctitle(text)


class EmbeddedStack:
    """Several services in this process on one embedded bus; the demo and a small office's whole system."""

    def __init__(self, services: Sequence[RunningService]) -> None:
        self.services = {running.application.name: running for running in services}

    def stop(self) -> None:
        """Stop every service."""
        stopping = [eventlet.spawn(running.stop) for running in self.services.values()]
        for one in stopping:
            one.wait()
        with eventlet.Timeout(FLUSH_SECONDS, False):
            stop_tracing()


def run_embedded(
    service_classes: Sequence[type[Service]], settings_for: Callable[[str], Settings], clock: Clock
) -> EmbeddedStack:
    """Start services on the embedded bus; `settings_for(name)` gives each its own database url."""
    services = [RunningService(one, settings_for(one.name), clock) for one in service_classes]
    start_tracing("embedded", services[0].application.settings.environ if services else {})
    for running in services:
        running.start()
    return EmbeddedStack(services)
