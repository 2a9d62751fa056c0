"""Servers, processes and data for the bus measurement."""

from __future__ import annotations

import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from infra.bench import bus_embedded
from infra.bench.bus_service import ITEM, ITEM_MADE, METADATA, ItemMade, bootstrap
from infra.bench.clients import Client, client_of
from infra.devstack import DevStack
from infra.paths import ROOT
from shared.contracts.broker_users import ANYTHING, BrokerUser
from shared.kernel.caller import Caller
from shared.kernel.clock import SystemClock
from shared.kernel.settings import Settings
from shared.messaging import Application
from shared.messaging.base.amqp import connection_to
from shared.messaging.events.topology import Subscription, declare_subscription
from shared.security import TokenIssuer

CALLERS = 2
"""Processes that call; each has half of the threads, so that the caller's own speed is not what is measured."""

EVERYTHING = BrokerUser("bench", ANYTHING, ANYTHING, ANYTHING)
"""One user for our service and for nameko as it is, which declares what it likes."""


@dataclass
class Serving:
    """Our service and the bare one are up."""

    environment: dict[str, str]
    token: str
    processes: dict[str, psutil.Process]

    def processor_ms(self, method: str, calls: int) -> float:
        """Milliseconds of processor time in the serving process per call: what a busy machine does not change."""
        process = self.processes[method.partition(".")[0]]
        before = process.cpu_times()
        self.load(method, calls)
        after = process.cpu_times()
        return 1000 * (after.user - before.user + after.system - before.system) / (calls + 40)

    def load(self, method: str, calls: int, threads: int = 8) -> float:
        """Seconds for so many calls from so many threads."""
        callers = CALLERS if threads > 1 else 1
        size = [str(calls // callers), str(threads // callers)]
        return max(self.together(*(self._spawn("bus_load", method, *size) for _ in range(callers))))

    def callers(self, service: str, kind: str, *size: float) -> subprocess.Popen[str]:
        """A process of callers, for `together`; `size` is how many, for how many seconds, and how many calls come."""
        return self._spawn("load_callers", service, kind, *map(str, size))

    def together(self, *running: subprocess.Popen[str]) -> list[Any]:
        """Let go of all when all are ready; what each printed at last, as JSON."""
        for one in running:
            assert _line(one) == "ready"
        for one in running:
            assert one.stdin is not None
            one.stdin.write("go\n")
            one.stdin.flush()
        return [json.loads(_last(one)) for one in running]

    def _spawn(self, module: str, *arguments: str) -> subprocess.Popen[str]:
        return _spawn(module, self.environment, self.environment["ZHIPING_AMQP_URI"], self.token, *arguments)


@dataclass
class BenchServers:
    """One set of private servers; every measurement takes a fresh virtual host and database."""

    stack: DevStack
    folder: Path
    issuer: TokenIssuer = field(default_factory=lambda: TokenIssuer(SystemClock()))

    @property
    def token(self) -> str:
        """A clerk and operator."""
        return self.issuer.issue(Caller("p1", "bench", roles=frozenset({"clerk", "operator"})))

    def fresh(self) -> tuple[dict[str, str], Application]:
        """Environment and application over an empty broker and database, the queue declared."""
        name = uuid.uuid4().hex[:10]
        self.stack.broker.create_vhost(name)
        settings = {
            "ZHIPING_AMQP_URI": self.stack.broker.admit(name, EVERYTHING)["bench"],
            "ZHIPING_DATABASE_URL": self.stack.database.create(f"b_{name}"),
            "ZHIPING_JWKS": self.issuer.jwks,
            "ZHIPING_SWEEP_SECONDS": "0",
            "ZHIPING_LOG_LEVEL": "ERROR",
            "BENCH_TOKEN": self.token,
        }
        app = bootstrap(Settings.from_env(settings), SystemClock())
        METADATA.create_all(app.database.engine)
        with connection_to(settings["ZHIPING_AMQP_URI"]) as connection:
            declare_subscription(connection, Subscription("bench", ITEM), (1.0,))
        return {**os.environ, **settings}, app

    def relay_seconds(self, events: int) -> float:
        """Outbox full, relay starts, outbox empty; the consumer's queue takes them all."""
        environment, app = self.fresh()
        bus_embedded.publish(app, events, 50)
        app.close()
        return float(_last(_spawn("bus_process", environment, "relay")))

    def dispatch_seconds(self, events: int) -> float:
        """nameko's own dispatcher into a queue of the same kind."""
        environment, app = self.fresh()
        app.close()
        with connection_to(environment["ZHIPING_AMQP_URI"]) as connection, connection.channel() as channel:
            channel.queue_declare(queue="stock", durable=True, auto_delete=False, arguments={"x-queue-type": "quorum"})
            channel.queue_bind(queue="stock", exchange=ITEM.exchange, routing_key="#")
        return float(_last(_spawn("bus_process", environment, "dispatch", str(events))))

    def latencies(self, events: int) -> dict[str, float]:
        """Milliseconds from the end of COMMIT in this process to the start of the handler in another."""
        environment, app = self.fresh()
        committed: dict[str, int] = {}
        with _running(environment, "serve") as serving:
            client = serving.client
            for number in range(events + 20):
                with app.transaction(Caller.system("bench")) as tx:
                    made = ItemMade(item_id="i", state="submitted", weight=number)
                    event_id = tx.record(ITEM_MADE, f"item-{number}", made)
                if number >= 20:  # the first ones find connections closed
                    committed[event_id] = time.time_ns()
                time.sleep(0.005)
            _until(lambda: len(client.call("bench.handled_at")["items"]) == events + 20)
            handled = {each["event_id"]: each["at"] for each in client.call("bench.handled_at")["items"]}
        app.close()
        waits = sorted((handled[event] - at) / 1e6 for event, at in committed.items())
        return {"p50": statistics.median(waits), "p95": waits[int(0.95 * len(waits))], "max": waits[-1]}

    def events_per_second(self, events: int = bus_embedded.EVENTS) -> float:
        """From the first commit to the last committed effect, real servers."""
        environment, app = self.fresh()
        with _running(environment, "serve") as serving:
            client = serving.client
            began = time.perf_counter()
            bus_embedded.publish(app, events, bus_embedded.AGGREGATES)
            _until(
                lambda: (
                    sum(client.call("bench.get_status")["handled"].get(ITEM.queue_of("bench"), {}).values()) >= events
                )
            )
            seconds = time.perf_counter() - began
        app.close()
        return events / seconds

    def embedded(self) -> dict[str, Any]:
        """The same on the embedded bus."""
        running = _spawn("bus_embedded", dict(os.environ), str(self.folder), self.issuer.jwks, self.token)
        found: dict[str, Any] = json.loads(_last(running))
        return found

    @contextmanager
    def services(self, *part: str) -> Iterator[Serving]:
        """Our service and the bare one on one database and broker; with part `rpc` another process relays."""
        environment, app = self.fresh()
        app.close()
        relay = [_spawn("bus_process", environment, "stand_by")] if part else []
        for one in relay:
            assert _line(one) == "ready"
        with _running(environment, "serve", *part) as ours, _running(environment, "bare", ping="bare.ping") as bare:
            processes = {"bench": psutil.Process(ours.process.pid), "bare": psutil.Process(bare.process.pid)}
            yield Serving(environment, self.token, processes)
        for one in relay:
            one.kill()
            one.wait(20)


@dataclass
class Running:
    """A process that serves, and a client that reaches it."""

    client: Client
    process: subprocess.Popen[str]


@contextmanager
def _running(environment: dict[str, str], role: str, *part: str, ping: str = "bench.ping") -> Iterator[Running]:
    process = _spawn("bus_process", environment, role, *part)
    client = client_of(ping.partition(".")[0], environment["ZHIPING_AMQP_URI"], environment["BENCH_TOKEN"])
    try:
        _until(lambda: client.call(ping, timeout=2) is not None)
        yield Running(client, process)
    finally:
        client.close()
        process.send_signal(signal.SIGKILL)
        process.wait(20)


def _spawn(module: str, environment: dict[str, str], *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", f"infra.bench.{module}", *arguments]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, env=environment, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def _last(process: subprocess.Popen[str]) -> str:
    """The last line that the process printed."""
    output, _ = process.communicate(timeout=300)
    if process.returncode:
        raise RuntimeError(f"{process.args!r} failed")
    return output.strip().splitlines()[-1]


def _until(holds: Any, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            if holds():
                return
        except Exception:
            if time.monotonic() > deadline:
                raise
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.02)


@contextmanager
def private_servers() -> Iterator[BenchServers]:
    """Servers for one benchmark, gone with everything on them afterwards."""
    stack = DevStack("bench", owner=os.getpid())
    stack.start(lambda line: None)
    try:
        with tempfile.TemporaryDirectory() as folder:
            yield BenchServers(stack, Path(folder))
    finally:
        stack.stop(discard=True)
