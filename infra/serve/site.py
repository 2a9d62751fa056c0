"""Plays the year up to a moment and opens the door on what there is then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path

import eventlet
from eventlet import wsgi
from rich.console import Console

from infra.demo.days import moment
from infra.demo.embedded import BUS, EmbeddedRun, open_embedded
from infra.demo.schedule import Schedule
from infra.demo.world import World, build_world
from infra.serve.people import open_accounts
from services.gateway.bootstrap import Gateway, bootstrap
from services.gateway.config import DoorSettings
from services.gateway.service import create_app
from shared.persistence.schema.migrations import migrate
from shared.policy import Pack

MORNING_START = time(8, 0)


def play_until(pack: Pack, applicants: int, seed: int, at: datetime, folder: Path, console: Console) -> VisitorsSite:
    """The site as it is at `at`; what an earlier one left under `folder` is removed."""
    world = build_world(pack, seed, applicants)
    start = moment(world.pack.notice.issued_on, MORNING_START)
    run = open_embedded(folder, start)
    days: set[object] = set()

    def tell(day: object, phase: str) -> None:
        if day not in days:
            days.add(day)
            console.print(f"{day} {phase}")

    Schedule(run.driver, world).write().play(run.driver, tell, until=at)
    run.driver.settle()
    return VisitorsSite(run, world, folder)


class VisitorsSite:
    """A running embedded stack with its door."""

    def __init__(self, run: EmbeddedRun, world: World, folder: Path) -> None:
        self.run = run
        url = f"sqlite:///{folder / 'db' / 'gateway'}.db?synchronous=NORMAL"
        migrate("gateway", url)
        settings = DoorSettings.from_env({
            "ZHIPING_AMQP_URI": BUS,
            "ZHIPING_DATABASE_URL": url,
            "ZHIPING_DOOR_KEY": run.driver.issuer.private_json,
            "ZHIPING_DOOR_OPEN_DEMO": "yes",
            "ZHIPING_LOGIN_IDLE": str(365 * 86400),
            "ZHIPING_LOGIN_LONGEST": str(365 * 86400),
        })  # fmt: skip
        self.gateway: Gateway = bootstrap(settings, run.driver.clock)
        open_accounts(self.gateway, world)

    def open(self, host: str = "127.0.0.1", port: int = 0) -> tuple[int, Callable[[], None]]:
        """Answer on this port (0: any that is free); returns it and what closes the door."""
        listener = eventlet.listen((host, port))
        thread = eventlet.spawn(wsgi.server, listener, create_app(self.gateway), log_output=False)

        def close() -> None:
            thread.kill()
            listener.close()

        return int(listener.getsockname()[1]), close

    def close(self) -> None:
        """Stop everything."""
        self.gateway.close()
        self.run.close()
