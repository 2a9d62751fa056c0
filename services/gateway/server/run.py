"""`zhiping run gateway`: from settings to the orderly end."""

from __future__ import annotations

import signal
from collections.abc import Callable, Mapping

from services.gateway.adapters.room import Room
from services.gateway.bootstrap import Gateway, bootstrap
from services.gateway.config import DoorSettings
from services.gateway.server.figures import DoorFigures, observe
from services.gateway.server.listening import DoorServer
from services.gateway.server.silence import give_up_on_silence
from services.gateway.service import create_app
from shared.calls.connections import open_connection
from shared.kernel.clock import clock_from
from shared.kernel.garbage import end_loading
from shared.telemetry import configure_logs, get_logger, start_tracing, stop_tracing
from shared.telemetry.threaded import HealthThreads

READY_SECONDS = 2.0


def run_gateway(environ: Mapping[str, str] | None = None) -> None:
    """Answer until SIGTERM or SIGINT; settings come from `environ`, else from the process's environment."""
    settings = DoorSettings.from_env(environ)
    common = settings.common
    configure_logs("gateway", common.log_level)
    start_tracing("gateway", common.environ)
    _title()
    give_up_on_silence()
    gateway = bootstrap(settings, clock_from(common.clock), Room(settings.server.threads))
    app, figures = create_app(gateway), DoorFigures()
    observe(app, figures)
    server = DoorServer(app, settings.host, settings.port, settings.server)
    health = HealthThreads.opened(common, figures, _checks(gateway))
    _on_signals(server.ask_to_stop)
    end_loading()
    get_logger().info("started", port=server.port)
    server.run()
    get_logger().info("stopping")
    health.stop()
    gateway.close()
    stop_tracing()


def _checks(gateway: Gateway) -> dict[str, Callable[[], bool]]:
    return {"bus": lambda: _bus_answers(gateway), "database": lambda: _database_answers(gateway)}


def _bus_answers(gateway: Gateway) -> bool:
    """Whether the broker lets the door in, on a connection of its own: no call waits for this one."""
    connection = open_connection(gateway.settings.common.amqp_uri, READY_SECONDS)
    connection.collect()
    return True


def _database_answers(gateway: Gateway) -> bool:
    with gateway.database.begin_reading() as connection:
        connection.exec_driver_sql("SELECT 1")
    return True


def _on_signals(stop: Callable[[], None]) -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop())


def _title() -> None:
    try:
        import setproctitle
    except ImportError:
        return
    setproctitle.setproctitle("zhiping gateway")
