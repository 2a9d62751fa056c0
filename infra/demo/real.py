"""The real stack of the demonstration: each service its own process, on RabbitMQ, PostgreSQL and S3, one shared clock.

Virtual time is a small file that every process reads (`ZHIPING_CLOCK=file:...`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from infra.demo.driver import Driver
from infra.devstack import DevStack
from infra.devstack.broker import PORTAL
from infra.devstack.site import Site
from infra.fleet import Fleet
from shared.calls import RpcClient
from shared.kernel.clock import FileClock
from shared.security import TokenIssuer

RETRY_DELAYS = "0.1,0.5,2,5,15"
"""Levels of growing delay, seconds; shorter than a bureau's, because a year passes in a minute here."""
LEASE_SECONDS = "10"
"""How long the documents of a killed render worker wait for another; the demonstration waits no two minutes."""


@dataclass
class RealRun:
    """A running site with its driver; `close` stops the processes and removes the site."""

    driver: Driver
    fleet: Fleet
    site: Site

    def close(self) -> None:
        """Stop every process, drop databases and virtual host."""
        self.driver.client.close()
        self.fleet.stop()
        self.site.drop()


def open_real(
    stack: DevStack,
    name: str,
    folder: Path,
    start: datetime,
    *,
    replicas: int = 1,
    settings: Mapping[str, str] | None = None,
) -> RealRun:
    """A fresh site `name` on a running stack with `replicas` processes per service, at the virtual instant `start`;
    `settings` are further ZHIPING_* variables of every process."""
    folder.mkdir(parents=True, exist_ok=True)
    clock = FileClock(folder / "clock")
    clock.set(start)
    extra = {
        "ZHIPING_CLOCK": f"file:{folder / 'clock'}",
        "ZHIPING_SWEEP_SECONDS": "0",
        "ZHIPING_RETRY_DELAYS": RETRY_DELAYS,
        "ZHIPING_RENDER_WORKERS": "1",
        "ZHIPING_LEASE_SECONDS": LEASE_SECONDS,
        "ZHIPING_LOG_LEVEL": "WARNING",
        **(settings or {}),
    }
    site = Site.create(stack, name, extra)
    fleet = Fleet(site.environment, folder / "logs", replicas)
    fleet.start(180)
    issuer = TokenIssuer(clock, private_json=stack.issuer_key)
    client, trusted = RpcClient(site.address(PORTAL), timeout=20), site.variables.get("ZHIPING_CA_FILE", "")
    return RealRun(Driver(client, clock, issuer, ca_file=trusted), fleet, site)
