"""Both services as processes of their own on real servers, and the client that talks to them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import uuid
from pathlib import Path
from typing import Any

import psutil
from amqp.exceptions import NotFound
from sqlalchemy import create_engine, text

from infra.broker_definitions import vhost_of
from shared.calls import RpcClient
from shared.contracts import broker_users
from shared.kernel.caller import Caller
from shared.kernel.clock import SystemClock
from shared.kernel.errors import Kind, ZhipingError
from shared.messaging.ops.drain import wait_until_settled
from shared.messaging.outbox.lease import LOCK_KEY
from shared.security import TokenIssuer
from tests.support.ledger_service import tables
from tests.support.ledger_service.contract import ACCOUNT, SUBSCRIPTIONS

ROOT = Path(__file__).parents[3]
MODULE = "tests.support.ledger_service.run"


class Fleet:
    """Starts, signals and watches service processes; `folder` takes their logs."""

    def __init__(self, broker: Any, amqp_uri: str, urls: dict[str, str], folder: Path, **settings: str) -> None:
        self.amqp_uri = amqp_uri
        self.broker = broker
        self.addresses = let_in(broker, amqp_uri)
        self.urls = urls
        self.folder = folder
        self.issuer = TokenIssuer(SystemClock())
        self.mended = folder / "mended"
        self.runs = folder / "runs"
        self.settings = {
            "ZHIPING_RETRY_DELAYS": "0.2,0.4,0.8",
            "ZHIPING_HEARTBEAT": "4",
            "ZHIPING_CONFIRM_TIMEOUT": "3",
            "ZHIPING_SWEEP_SECONDS": "0",
            **settings,
        }
        self.processes: list[subprocess.Popen] = []
        self.started = 0
        for url in urls.values():
            tables.create(url)
        self.client = RpcClient(amqp_uri, self.token("clerk", "operator"), timeout=15)

    def speak_at(self, clock) -> None:
        """Sign in anew, by another clock: tokens have their times, too."""
        self.issuer = TokenIssuer(clock, private_json=self.issuer.private_json)
        self.client = self.client.with_token(self.token("clerk", "operator"))

    def token(self, *roles: str) -> str:
        return self.issuer.issue(Caller("p1", "Tester", roles=frozenset(roles)))

    def environment(self, service: str, **extra: str) -> dict[str, str]:
        own = {
            "ZHIPING_AMQP_URI": self.addresses[service],
            "ZHIPING_DATABASE_URL": self.urls[service],
            "ZHIPING_JWKS": self.issuer.jwks,
            "MIRROR_MENDED": str(self.mended),
            "MIRROR_RUNS": str(self.runs),
            "PYTHONPATH": str(ROOT),
            "PYTHONWARNINGS": "ignore",
        }
        return os.environ | own | self.settings | extra

    def start(self, service: str, *part: str, **extra: str) -> subprocess.Popen:
        self.started += 1
        with (self.folder / f"{self.started}-{service}.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", MODULE, service, *part],
                env=self.environment(service, **extra), cwd=ROOT, stdout=log, stderr=log,
            )  # fmt: skip
        self.processes.append(process)
        return process

    def up(self, *services: str) -> list[subprocess.Popen]:
        """Start services and wait until each answers."""
        started = [self.start(service) for service in services]
        for service in services:
            self.answers(service)
        return started

    def stands(self, queue: str) -> bool:
        """Whether the broker has the queue."""
        with self.broker.connection(vhost_of(self.amqp_uri)) as connection:
            try:
                connection.channel().queue_declare(queue, passive=True)
            except NotFound:
                return False
        return True

    def answers(self, service: str, seconds: float = 60) -> dict:
        """Wait until the service answers get_status."""
        deadline = time.monotonic() + seconds
        while True:
            try:
                return self.client.call(f"{service}.get_status", timeout=3)
            except Exception:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)

    def book(self, accounts: int, entries: int, behaviour: str = "ok", **call) -> int:
        names = [f"a{number}" for number in range(accounts)]
        request = {"accounts": names, "entries": entries, "behaviour": behaviour}
        return self.client.command("ledger.book_many", **request, **call)["booked"]

    def book_patiently(self, accounts: int, entries: int, behaviour: str = "ok", seconds: float = 60) -> int:
        """`book`, asked again with the same key while nobody answers, as every caller should."""
        key, deadline = uuid.uuid4().hex, time.monotonic() + seconds
        while True:
            try:
                return self.book(accounts, entries, behaviour, idempotency_key=key, timeout=2)
            except ZhipingError as error:
                if error.kind is not Kind.UNAVAILABLE or time.monotonic() > deadline:
                    raise

    def settled(self, seconds: float = 60) -> dict:
        return wait_until_settled(self.client, ["ledger", "mirror"], seconds, subscriptions=SUBSCRIPTIONS)

    def rows(self, service: str, sql: str) -> list[tuple]:
        """Ask a database directly, whatever the processes do."""
        engine = create_engine(self.urls[service])
        with engine.connect() as connection:
            found = [tuple(row) for row in connection.execute(text(sql))]
        engine.dispose()
        return found

    def effects(self) -> list[tuple]:
        return self.rows("mirror", "SELECT event_id, subject, sequence FROM effects ORDER BY position")

    def handler_runs(self) -> list[str]:
        """Event ids in the order in which the follower's handler was started."""
        return self.runs.read_text().split() if self.runs.exists() else []

    def eventually(self, holds, seconds: float = 60) -> None:
        """Wait until `holds()` is true."""
        deadline = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < deadline, self.logs()
            time.sleep(0.05)

    def in_hand(self) -> set[str]:
        """Events whose handler has begun and whose effect is not committed (or never will be)."""
        return set(self.handler_runs()) - {event_id for event_id, _, _ in self.effects()}

    def unsent(self, service: str = "ledger") -> int:
        """Rows in a service's outbox."""
        return self.rows(service, "SELECT count(*) FROM outbox")[0][0]

    def freeze_when(self, process: subprocess.Popen, busy, seconds: float = 60):
        """SIGSTOP the process at a moment when `busy()` holds, however fast the machine is; returns what `busy()` saw.

        The process stays stopped: what the test does next happens while that work is under way.
        """
        deadline = time.monotonic() + seconds
        while True:
            process.send_signal(signal.SIGSTOP)
            if found := busy():
                print(f"stopped process {process.pid} with work under way: {found}")
                return found
            process.send_signal(signal.SIGCONT)
            assert time.monotonic() < deadline, "no work was ever under way\n" + self.logs()
            time.sleep(0.003)

    def kill_when(self, process: subprocess.Popen, busy):
        """kill -9 at a moment when `busy()` holds; returns what `busy()` saw."""
        found = self.freeze_when(process, busy)
        process.kill()
        process.wait(10)
        self.processes.remove(process)
        return found

    def revive(self) -> list[str]:
        """Start again what has ended, as a supervisor would; returns the services that were started."""
        ended = [process for process in self.processes if process.poll() is not None]
        for process in ended:
            self.processes.remove(process)
            self.start(process.args[3])
        return [process.args[3] for process in ended]

    def relays(self, service: str) -> subprocess.Popen | None:
        """The process whose relay has the turn, None while nobody has it."""
        ports = self.rows(
            service,
            "SELECT client_port FROM pg_stat_activity JOIN pg_locks USING (pid) WHERE locktype = 'advisory' AND granted"
            f" AND objid = {LOCK_KEY} AND datname = current_database()",
        )
        for process in self.processes:
            connections = psutil.Process(process.pid).net_connections("tcp") if process.poll() is None else []
            if {one.laddr.port for one in connections} & {port for (port,) in ports}:
                return process
        return None

    def alive(self) -> list[bool]:
        """Of every process that nobody has killed."""
        return [process.poll() is None for process in self.processes]

    def terminate(self, process: subprocess.Popen, seconds: float = 30) -> int:
        process.send_signal(signal.SIGTERM)
        return process.wait(seconds)

    def close(self) -> None:
        self.client.close()
        for process in self.processes:
            if process.poll() is None:
                process.kill()  # ends a stopped one, too
            process.wait(10)

    def logs(self) -> str:
        return "\n".join(f"== {path.name}\n{path.read_text()[-3000:]}" for path in sorted(self.folder.glob("*.log")))


def let_in(broker: Any, amqp_uri: str) -> dict[str, str]:
    """Users of the two services, and of a witness, on a virtual host where the ledger's exchange stands; their URIs."""
    vhost = vhost_of(amqp_uri)
    with broker.connection(vhost) as connection:
        connection.channel().exchange_declare(ACCOUNT.exchange, "topic", durable=True, auto_delete=False)
    followers = [broker_users.service(name, [ACCOUNT]) for name in ("mirror", "witness")]
    return broker.admit(vhost, broker_users.service("ledger", []), *followers)


def assert_each_once_in_order(effects: list[tuple], published: int) -> None:
    """n effects for n events, none twice, and per aggregate in the order of the sequence."""
    assert len(effects) == published
    assert len({event_id for event_id, _, _ in effects}) == published
    last: dict[str, int] = {}
    for _, subject, sequence in effects:
        assert sequence == last.get(subject, 0) + 1
        last[subject] = sequence
