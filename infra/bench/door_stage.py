"""Servers, processes and data for the door's measurement: private, and gone afterwards."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from infra.devstack import DevStack
from infra.devstack.broker import PORTAL
from infra.devstack.site import Site
from infra.fleet import Fleet
from infra.paths import ROOT
from infra.serve.accounts import open_accounts
from infra.setting_names import DOOR
from services.gateway.bootstrap import bootstrap
from services.gateway.config import DoorSettings, ServerTerms
from services.gateway.console.cookies import LOGIN
from services.gateway.usecases import logins
from shared.calls import RpcClient
from shared.kernel.caller import Caller
from shared.kernel.clock import SystemClock
from shared.kernel.ids import new_id
from shared.security import TokenIssuer

BEHIND = "audit"
"""The service that answers."""
REGION = "150000"
LISTED = 50
PUBLISHER = Caller("bench", "通知发布人", None, frozenset({"publisher"}), REGION)
UNIT = {
    "name": "单位{new}", "kind": "hr_bureau", "tier": "county", "region": "150421", "sector": "general",
    "nature": "government", "parent_id": None, "seal_reference": "SEAL",
    "contact": {"telephone": "0471-8220000", "address": "办公楼", "email": None},
}  # fmt: skip
Measured = tuple[dict[str, Any], dict[str, float]]
"""What a load told, and the seconds of processor time by process."""


@dataclass
class DoorStage:
    """A fleet of one service and the door, and Flask alone beside them."""

    stack: DevStack
    site: Site
    fleet: Fleet
    token: str
    alone: subprocess.Popen[str]
    cookie: str = ""
    entry: str = ""
    alone_port: int = 0
    _calls: dict[str, dict[str, Any]] = field(default_factory=dict)

    def fill(self) -> None:
        """Something to list; the port of Flask alone; a login for the page."""
        client = RpcClient(self.site.address(PORTAL), self.token)
        for _ in range(LISTED):
            answer = client.command("audit.register_organisation", **_new(UNIT))
        client.close()
        self.entry = answer["organisation_id"]
        assert self.alone.stdout is not None
        self.alone_port = int(self.alone.stdout.readline())
        self.cookie = self._cookie()
        asked = {"filter": {}, "limit": LISTED}
        body = json.dumps(UNIT, ensure_ascii=False)
        listed = {"verb": "GET", "method": "audit.list_organisations", "params": asked}
        read = {"method": "audit.get_organisation", "params": {"organisation_id": self.entry}}
        written = {"method": "audit.register_organisation", "params": UNIT | {"idempotency_key": "{new}"}}
        self._calls = {
            "list": listed | {"target": f"/api/v1/organisations?limit={LISTED}"},
            "read": read | {"verb": "GET", "target": f"/api/v1/organisations/{self.entry}"},
            "write": written | {"verb": "POST", "target": "/api/v1/organisations", "body": body},
            "page": listed | {"target": "/publish/organisations"},
        }

    def through_the_door(self, kind: str, connections: int, seconds: float) -> Measured:
        """By HTTP."""
        door = self.fleet.of(DOOR)[0]
        headers = {"Cookie": self.cookie} if kind == "page" else {"Authorization": f"Bearer {self.token}"}
        options = {"url": f"http://127.0.0.1:{door.door_port}", "headers": headers}
        return self._measured(options | self._calls[kind], connections, seconds, door.process)

    def directly(self, kind: str, connections: int, seconds: float) -> Measured:
        """By the same pool of calls, from as many threads at once as the door has."""
        options = {"uri": self.site.address(PORTAL), "token": self.token, "threads": ServerTerms.threads}
        return self._measured(options | self._calls[kind], connections, seconds, None)

    def flask_alone(self, connections: int, seconds: float) -> Measured:
        """A constant from the same server."""
        options = {"url": f"http://127.0.0.1:{self.alone_port}", "headers": {}, "verb": "GET", "target": "/"}
        return self._measured(options, connections, seconds, psutil.Process(self.alone.pid))

    def _measured(
        self, options: dict[str, Any], connections: int, seconds: float, caller: psutil.Process | None
    ) -> Measured:
        told = json.dumps(options | {"connections": connections, "seconds": seconds})
        load = _spawn("infra.bench.door_load", told)
        assert load.stdout is not None
        assert load.stdin is not None
        assert load.stdout.readline().strip() == "ready", "the load could not make its first call"
        before = self._spent(caller)
        load.stdin.write("go\n")
        load.stdin.flush()
        found = json.loads(load.stdout.readline())
        after = self._spent(caller)
        load.wait(30)
        spent = {name: after[name] - before[name] for name in after}
        return found, spent | ({} if caller else {"caller": found["processor"]})

    def _spent(self, caller: psutil.Process | None) -> dict[str, float]:
        """Seconds so far of each process that answers, those below it included."""
        servers = {"service": self.fleet.of(BEHIND)[0].process, "broker": self.stack.broker.process,
                   "database": self.stack.database.process}  # fmt: skip
        return {name: _seconds(one) for name, one in (servers | ({"caller": caller} if caller else {})).items() if one}

    def _cookie(self) -> str:
        settings = DoorSettings.from_env(self.site.environment(DOOR))
        gateway = bootstrap(settings, SystemClock())
        person = {"person_id": PUBLISHER.person_id, "name": PUBLISHER.name, "acts": [("publisher", None, None, REGION)]}
        open_accounts(gateway, [{"people": [person]}])
        with gateway.transaction() as tx:
            secret, _ = logins.open_login(tx, str(person["account_id"]), "bench")
        signed = gateway.cookies.sign(LOGIN, secret)
        gateway.close()
        return f"zhiping_{LOGIN}={signed}"


def _new(values: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(json.dumps(values).replace("{new}", new_id()))
    return made


def _seconds(process: psutil.Process) -> float:
    """Of a process and all below it; what has ended below it counts as well."""
    total = 0.0
    for one in [process, *process.children(recursive=True)]:
        try:
            times = one.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system + times.children_user + times.children_system
    return total


def _spawn(module: str, *arguments: str) -> subprocess.Popen[str]:
    command, pipe = [sys.executable, "-W", "ignore", "-m", module, *arguments], subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)


@contextmanager
def at_the_door() -> Iterator[DoorStage]:
    """Everything up and filled."""
    stack = DevStack("bench", owner=os.getpid())
    stack.start(lambda line: None)
    try:
        with tempfile.TemporaryDirectory() as folder:
            site = Site.create(stack, "bench_door", {"ZHIPING_SWEEP_SECONDS": "0"})
            fleet = Fleet(site.environment, Path(folder), services=(BEHIND, DOOR))
            alone = _spawn("infra.bench.door_alone")
            try:
                fleet.start(240)
                issuer = TokenIssuer(SystemClock(), private_json=stack.issuer_key)
                stage = DoorStage(stack, site, fleet, issuer.issue(PUBLISHER), alone)
                stage.fill()
                yield stage
            finally:
                alone.kill()
                alone.wait(20)
                fleet.stop()
    finally:
        stack.stop(discard=True)
