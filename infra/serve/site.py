"""A visitors' site while it runs: the embedded stack on a folder, with its door open and a clock that can be moved."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import eventlet
from eventlet import wsgi

from infra.demo.days import MORNING, moment
from infra.demo.embedded import BUS, database_in, start_embedded
from infra.serve.accounts import open_accounts
from infra.serve.kept import state_in
from infra.serve.place import RUNNING, WANTED
from services.gateway.bootstrap import Gateway, bootstrap
from services.gateway.config import DoorSettings
from services.gateway.service import create_app
from shared.kernel.clock import FileClock, parse_instant

SWEEP_SECONDS = 5.0
LOOK_SECONDS = 0.5
LONGEST_REQUEST = 60.0
GRACE_SECONDS = 5.0
A_YEAR = str(365 * 86400)


class VisitorsSite:
    """A running embedded stack with its door. What is played goes on by what visitors do, and by the clock."""

    def __init__(self, folder: Path) -> None:
        self._lock = _taken(folder)
        self.folder = folder
        keys, self.groups = state_in(folder)
        self.clock = FileClock(folder / "clock")
        self.run = start_embedded(folder, self.clock, keys, sweep_seconds=SWEEP_SECONDS, outbound="test")
        settings = DoorSettings.from_env({
            "ZHIPING_AMQP_URI": BUS,
            "ZHIPING_DATABASE_URL": database_in(folder, "gateway"),
            "ZHIPING_DOOR_KEY": keys.issuer,
            "ZHIPING_JWKS": self.run.driver.issuer.jwks,
            "ZHIPING_KEYRING": keys.keyring,
            "ZHIPING_DOOR_OPEN_DEMO": "yes",
            "ZHIPING_LOGIN_IDLE": A_YEAR,
            "ZHIPING_LOGIN_LONGEST": A_YEAR,
        })  # fmt: skip
        self.gateway: Gateway = bootstrap(settings, self.clock)
        open_accounts(self.gateway, self.groups)
        self._watching = eventlet.spawn(self._watch)

    def open(self, host: str = "127.0.0.1", port: int = 0) -> tuple[str, Callable[[], None]]:
        """Answer on this port (0: any that is free); returns the address and what closes the door."""
        listener = eventlet.listen((host, port))
        app = create_app(self.gateway)
        app.config["VISITORS"] = self.groups
        under_way = eventlet.GreenPool(256)
        longest = self.gateway.settings.server.longest_header
        limits = {"socket_timeout": LONGEST_REQUEST, "url_length_limit": longest, "log_output": False}
        thread = eventlet.spawn(wsgi.server, listener, app, custom_pool=under_way, **limits)
        url = f"http://{host}:{listener.getsockname()[1]}/"
        self._tell(url)

        def close() -> None:
            thread.kill()
            listener.close()
            with eventlet.Timeout(GRACE_SECONDS, False):
                under_way.waitall()

        return url, close

    def close(self) -> None:
        """Stop everything; the folder keeps what was done."""
        (self.folder / RUNNING).unlink(missing_ok=True)
        self._watching.kill()
        self.gateway.close()
        self.run.close()
        self._lock.close()

    def _tell(self, url: str) -> None:
        told = {"url": url, "process": os.getpid(), "clock": str(self.folder / "clock"), "groups": self.groups}
        fresh = self.folder / f"{RUNNING}.new"
        fresh.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        fresh.replace(self.folder / RUNNING)

    def _watch(self) -> None:
        wanted = self.folder / WANTED
        while True:
            eventlet.sleep(LOOK_SECONDS)
            if wanted.exists():
                self._move(parse_instant(wanted.read_text(encoding="ascii").strip()))
                wanted.unlink()

    def _move(self, until: datetime) -> None:
        """Morning by morning, so that every day's deadlines fall on their day."""
        driver, day = self.run.driver, self.clock.today()
        while day < until.date():
            day += timedelta(days=1)
            driver.note_activity()
            driver.at(min(moment(day, MORNING), until))
        if until > self.clock.now():
            driver.at(until)


def _taken(folder: Path) -> Any:
    lock = (folder / "served").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        raise SystemExit(f"this site is served already (its files are in {folder})") from None
    return lock
