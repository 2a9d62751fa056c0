"""`python -m infra.bench.bus_process <role> ...`: the processes of the bus measurement, each green from the start.

Roles: serve (our service), bare (stock nameko), relay (empty the outbox, print seconds), dispatch (nameko's own
dispatcher, print seconds).
"""

import warnings

warnings.simplefilter("ignore")

import eventlet  # noqa: E402

eventlet.monkey_patch()

import sys  # noqa: E402
import time  # noqa: E402
from collections.abc import Callable  # noqa: E402

from infra.bench import bus_service  # noqa: E402
from shared.kernel.clock import SystemClock  # noqa: E402
from shared.kernel.settings import Settings  # noqa: E402
from shared.messaging.outbox.lease import turn_for  # noqa: E402
from shared.messaging.outbox.relay import Relay  # noqa: E402
from shared.messaging.runtime.runner import run_service  # noqa: E402
from shared.persistence import Database  # noqa: E402


def serve(part: str = "") -> None:
    """Our service, or one part of it."""
    run_service(bus_service.BenchService, part or None)  # type: ignore[arg-type]


def bare() -> None:
    """The same work in stock nameko with the same number of workers."""
    from nameko.runners import ServiceRunner

    settings = Settings.from_env()
    runner = ServiceRunner({"AMQP_URI": settings.amqp_uri, "max_workers": settings.max_workers})
    runner.add_service(bus_service.bare_service(Database(settings.database_url, pool_size=settings.max_workers)))
    runner.start()
    runner.wait()


def stand_by() -> None:
    """Only the relay, as a process that serves the events part would have it."""
    app = bus_service.bootstrap(Settings.from_env(), SystemClock())
    print("ready", flush=True)
    Relay(app).run()


def relay() -> None:
    """Relay what is in the outbox; prints the seconds from the first batch to the empty table."""
    from shared.persistence.events.outbox import pending_events

    app = bus_service.bootstrap(Settings.from_env(), SystemClock())
    turn = turn_for(app.database)
    assert turn.acquire()
    running = Relay(app, turn=turn)
    with app.database.begin_reading() as connection:
        assert pending_events(connection) > 0
    began = time.perf_counter()
    while running.step():
        pass
    print(time.perf_counter() - began, flush=True)


def dispatch(events: str) -> None:
    """nameko's own dispatcher: serial, confirmed; prints the seconds."""
    from nameko.standalone.events import event_dispatcher

    send = event_dispatcher({"AMQP_URI": Settings.from_env().amqp_uri})
    payload = {"item_id": "i", "state": "submitted", "weight": 1}
    send("bench", "warm", payload)
    began = time.perf_counter()
    for _ in range(int(events)):
        send("bench", "item_made", payload)
    print(time.perf_counter() - began, flush=True)


ROLES: dict[str, Callable[..., None]] = {
    "serve": serve,
    "bare": bare,
    "stand_by": stand_by,
    "relay": relay,
    "dispatch": dispatch,
}

if __name__ == "__main__":
    ROLES[sys.argv[1]](*sys.argv[2:])
