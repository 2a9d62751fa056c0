"""Several services as processes of their own: for `zhiping run all`, and for tests that kill them."""

import os
import signal
import ssl
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from infra.devstack import processes
from infra.devstack.ports import free_port
from infra.paths import ROOT
from infra.setting_names import DOOR
from shared.contracts.queues import SERVICES

RESTART_DELAYS = (0.2, 1.0, 5.0, 15.0)
LIVED_WELL = 60.0
DOOR_PORT = 8080
"""Where the first door of a fleet answers, if the port is free."""


@dataclass
class FleetMember:
    """One process of one service; `starts` counts how often it was started."""

    service: str
    number: int
    log: Path
    health_port: int = field(default_factory=free_port)
    door_port: int = 0
    """Where the door answers, if this is one."""
    identity: dict[str, Any] = field(default_factory=dict)
    starts: int = 0
    started_at: float = 0.0
    trusted: ssl.SSLContext | None = None
    """Whom to believe at its door, where that speaks TLS."""

    @property
    def label(self) -> str:
        """Service and replica, as in `audit-1`."""
        return f"{self.service}-{self.number}"

    @property
    def process(self) -> psutil.Process | None:
        """The living process, if any."""
        return processes.find(self.identity)

    def answers(self, path: str = "/ready") -> bool:
        """Whether the health door says yes."""
        url = f"{'https' if self.trusted else 'http'}://127.0.0.1:{self.health_port}{path}"
        try:
            with urllib.request.urlopen(url, timeout=5, context=self.trusted) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False


class Fleet:
    """`replicas` processes per service; `environment_of(service)` gives the ZHIPING_* variables of one, `tree` is where
    the code lies."""

    def __init__(
        self,
        environment_of: Callable[[str], Mapping[str, str]],
        logs: Path,
        replicas: int = 1,
        services: tuple[str, ...] = SERVICES,
        tree: Path = ROOT,
    ) -> None:
        logs.mkdir(parents=True, exist_ok=True)
        self._environment_of = environment_of
        self._tree = tree
        self.members = [
            FleetMember(service, number, logs / f"{service}-{number}.log")
            for service in services
            for number in range(1, replicas + 1)
        ]
        for member in self.of(DOOR):
            member.door_port = free_port(DOOR_PORT if member.number == 1 else 0)

    def start(self, seconds: float = 60) -> None:
        """Start every process and wait until each is ready (bus and database answer)."""
        for member in self.members:
            self.start_member(member)
        self.wait_ready(seconds)

    def start_member(self, member: FleetMember) -> None:
        """Start one process, which does not outlive us; returns before it is ready."""
        own = {
            "ZHIPING_HEALTH_PORT": str(member.health_port), "PYTHONPATH": str(self._tree), "PYTHONUNBUFFERED": "1",
            "EVENTLET_NO_GREENDNS": "yes",  # everything is on this machine: no names are asked for
        }  # fmt: skip
        if member.service == DOOR:
            own["ZHIPING_DOOR_PORT"] = str(member.door_port)
        environment = dict(os.environ) | dict(self._environment_of(member.service)) | own
        if environment.get("ZHIPING_HEALTH_CERT"):
            member.trusted = ssl.create_default_context(cafile=environment.get("ZHIPING_CA_FILE") or None)
        command = [sys.executable, "-m", "infra.cli", "run", member.service]
        member.identity = processes.spawn(command, member.log, environment, bound=True)
        member.starts += 1
        member.started_at = time.monotonic()

    def wait_ready(self, seconds: float = 60) -> None:
        """Wait until all are ready; TimeoutError or RuntimeError (with the end of its log) for one that is not."""
        for member in self.members:
            processes.eventually(
                lambda one=member: self._ready(one), seconds, f"{member.label} ready (see {member.log})"
            )

    def of(self, service: str) -> list[FleetMember]:
        """The processes of one service."""
        return [member for member in self.members if member.service == service]

    def kill(self, member: FleetMember) -> None:
        """kill -9, with whatever it has below it."""
        if (process := member.process) is not None:
            processes.kill(process)

    def stop_member(self, member: FleetMember, grace: float = 30) -> None:
        """SIGTERM and wait for the orderly end; SIGKILL after `grace` seconds."""
        if (process := member.process) is not None:
            processes.terminate(process, grace)

    def stop(self, grace: float = 30) -> None:
        """Stop all, orderly and at the same time."""
        living = [member.process for member in self.members if member.process]
        processes.signal_all([process for process in living if process], signal.SIGTERM)
        for member in self.members:
            self.stop_member(member, grace)

    def revive(self) -> list[str]:
        """Start again what has died; returns the labels. For a test's loop, or `supervise`."""
        dead = [member for member in self.members if member.process is None]
        for member in dead:
            self.start_member(member)
        return [member.label for member in dead]

    def supervise(self, say: Callable[[str], None]) -> None:
        """Run in the foreground: restart what dies, with growing delays, until SIGINT or SIGTERM; then stop all."""
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            self.start()
            say(f"{len(self.members)} processes are ready; Ctrl-C stops them")
            for member in self.of(DOOR):
                say(f"http://127.0.0.1:{member.door_port}/")
            while True:
                time.sleep(0.5)
                for member in self.members:
                    self._restart_when_due(member, say)
        except KeyboardInterrupt:
            say("stopping ...")
        finally:
            self.stop()

    def _restart_when_due(self, member: FleetMember, say: Callable[[str], None]) -> None:
        if member.process is not None:
            if time.monotonic() - member.started_at > LIVED_WELL:
                member.starts = 1
            return
        delay = RESTART_DELAYS[min(member.starts - 1, len(RESTART_DELAYS) - 1)]
        if time.monotonic() - member.started_at > delay:
            say(f"{member.label} ended; starting it again (log: {member.log})")
            self.start_member(member)

    def _ready(self, member: FleetMember) -> bool:
        if member.process is None:
            raise RuntimeError(
                f"{member.label} ended while starting:\n{member.log.read_text(errors='replace')[-3000:]}"
            )
        return member.answers()
