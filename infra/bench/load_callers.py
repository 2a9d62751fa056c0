"""`python -m infra.bench.load_callers <uri> <token> <service> <kind> <callers> <seconds> [<calls a second>]`.

Callers of one process, each with a connection of its own; kind: commands, queries or mixed (one command to four
queries). Without a rate each calls again when it has its answer; with one, calls come by chance at that rate whether
the last ones were answered or not, and the wait counts from the moment at which a call came. Says `ready`, waits for a
line, prints one line of JSON.
"""

from __future__ import annotations

import warnings

warnings.simplefilter("ignore")

import eventlet  # noqa: E402

eventlet.monkey_patch()

import json  # noqa: E402
import random  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
from typing import Any  # noqa: E402

from eventlet.queue import LightQueue  # noqa: E402

from infra.bench.bus_load import request_for  # noqa: E402
from infra.bench.clients import Client, client_of  # noqa: E402

METHODS = {
    "commands": ("make_item",),
    "queries": ("list_items",),
    "mixed": ("make_item", "list_items", "list_items", "list_items", "list_items"),
}


class Callers:
    """`waits` are milliseconds of the calls that were answered."""

    def __init__(self, client: Client, service: str, kind: str) -> None:
        self._client = client
        self._methods = [f"{service}.{method}" for method in METHODS[kind]]
        self._chance = random.Random(1)
        self.waits: list[float] = []
        self.errors = 0

    def call(self, came_at: float | None = None) -> None:
        """One call."""
        method = self._chance.choice(self._methods)
        began = came_at or time.perf_counter()
        try:
            self._client.call(method, **request_for(method))
        except Exception:
            self.errors += 1
        else:
            self.waits.append(1000 * (time.perf_counter() - began))

    def closed(self, callers: int, seconds: float) -> None:
        """Each calls again and again."""
        end = time.perf_counter() + seconds

        def work() -> None:
            while time.perf_counter() < end:
                self.call()

        for running in [eventlet.spawn(work) for _ in range(callers)]:
            running.wait()

    def open(self, callers: int, seconds: float, rate: float) -> None:
        """Calls come by chance; whoever is free takes the one that has waited longest."""
        came: Any = LightQueue()

        def work() -> None:
            while (at := came.get()) is not None:
                self.call(at)

        running = [eventlet.spawn(work) for _ in range(callers)]
        at = time.perf_counter()
        end = at + seconds
        while (at := at + self._chance.expovariate(rate)) < end:
            eventlet.sleep(max(0.0, at - time.perf_counter()))
            came.put(at)
        for _ in running:
            came.put(None)
        for one in running:
            one.wait()


def main(uri: str, token: str, service: str, kind: str, callers: str, seconds: str, rate: str = "") -> None:
    """Warm up, say so, go, tell."""
    client = client_of(service, uri, token)
    warm = Callers(client, service, kind)
    for one in [eventlet.spawn(warm.call) for _ in range(int(callers))]:
        one.wait()
    calling = Callers(client, service, kind)
    print("ready", flush=True)
    sys.stdin.readline()
    if rate:
        calling.open(int(callers), float(seconds), float(rate))
    else:
        calling.closed(int(callers), float(seconds))
    print(json.dumps({"waits": calling.waits, "errors": calling.errors, "seconds": float(seconds)}), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
