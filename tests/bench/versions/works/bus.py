"""The way of a call over the embedded bus, both ends in this process: the benchmark's service of `infra.bench`."""

from __future__ import annotations

import functools
from pathlib import Path

from infra.bench import bus_service
from shared.kernel.caller import Caller
from shared.kernel.clock import SystemClock
from shared.kernel.ids import new_id
from shared.messaging.runtime.runner import run_embedded
from tests.bench.versions.doors import Step
from tests.support.upgrade.names import RpcClient, Settings, TokenIssuer

CALLS = 50
BENCH = Caller("bench", "基准", None, frozenset({"clerk"}))


@functools.cache
def client(folder: Path) -> RpcClient:
    """Of a service that runs until the process ends."""
    clock = SystemClock()
    issuer = TokenIssuer(clock)
    settings = Settings(database_url=f"sqlite:///{folder}/bench.db", jwks=issuer.jwks, sweep_seconds=0)
    app = bus_service.bootstrap(settings, clock)
    bus_service.METADATA.create_all(app.database.engine)
    run_embedded([bus_service.BenchService], lambda name: settings, clock)
    return RpcClient("embedded://main", issuer.issue(BENCH))


def ping(folder: Path) -> list[Step]:
    """The shortest query."""
    return [functools.partial(client(folder).call, "bench.ping")] * CALLS


def making(folder: Path) -> list[Step]:
    """A small command; its event is relayed and handled meanwhile."""
    made = client(folder)
    item = {"title": "title of an item", "level": "senior", "weight": 1}
    return [functools.partial(made.call, "bench.make_item", idempotency_key=new_id(), **item) for _ in range(CALLS)]


WORKS = {"ping": ping, "make_item, relayed and handled": making}
