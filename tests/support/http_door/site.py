"""The embedded stack with its door open: what a portal finds, on a port of this machine.

Imported by programs that are green from their first line.
"""

from dataclasses import dataclass
from datetime import time
from typing import Any

import eventlet
from eventlet import wsgi

from infra.demo.days import moment
from infra.demo.embedded import BUS, EmbeddedRun, open_embedded
from services.gateway.bootstrap import bootstrap
from services.gateway.config import DoorSettings
from services.gateway.service import create_app
from shared.persistence.schema.migrations import migrate


@dataclass
class Site:
    """A running stack; `close` stops everything."""

    run: EmbeddedRun
    gateway: Any
    thread: Any
    listener: Any
    port: int

    def close(self):
        """Door first."""
        self.thread.kill()
        self.listener.close()
        self.gateway.close()
        self.run.close()


def open_site(folder, world, **environ):
    """The stack on the morning on which the world's notice was issued; nothing is in it."""
    run = open_embedded(folder, moment(world.pack.notice.issued_on, time(8, 0)), render_workers=1)
    url = f"sqlite:///{folder / 'db' / 'gateway'}.db?synchronous=NORMAL"
    migrate("gateway", url)
    settings = DoorSettings.from_env({
        "ZHIPING_AMQP_URI": BUS, "ZHIPING_DATABASE_URL": url, "ZHIPING_DOOR_KEY": run.driver.issuer.private_json,
        "ZHIPING_JWKS": run.driver.issuer.jwks,
        "ZHIPING_KEYRING": run.keys.keyring, "ZHIPING_DOOR_PUBLIC_RATE": "0", "ZHIPING_RPC_TIMEOUT": "60", **environ,
    })  # fmt: skip
    gateway = bootstrap(settings, run.driver.clock)
    listener = eventlet.listen(("127.0.0.1", 0))
    limits = {"url_length_limit": settings.server.longest_header, "log_output": False}
    thread = eventlet.spawn(wsgi.server, listener, create_app(gateway), **limits)
    return Site(run, gateway, thread, listener, int(listener.getsockname()[1]))
