"""A whole stack by name: start, stop, environment, and what tests do to its servers."""

import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import psutil

from infra.devstack import environment, packages, processes, secrets
from infra.devstack.broker import Broker
from infra.devstack.database import DatabaseServer
from infra.devstack.objects import ObjectServer
from infra.devstack.server import Server
from infra.devstack.state import StateFile, locked
from infra.devstack.tls import Tls
from infra.door_key import DOOR_KEY, with_door
from infra.paths import VAR
from infra.setting_names import DEPLOYED, DOOR, own
from infra.site_keys import SiteKeys
from infra.site_signers import SiteSigners

STACKS = VAR / "stack"
_OWNER = "owner"
_FLEETS = "fleets"  # in the state file: process id -> identity of each `zhiping run all` on this stack
_FLEET_SECONDS = 45.0  # more than a fleet gives its services


class DevStack:
    """RabbitMQ, PostgreSQL and S3 under `var/stack/<name>`; any process that knows the name can use it.

    With `owner` (a process id) the stack belongs to that process: `reap_orphans` stops it once the process is gone.
    """

    def __init__(self, name: str = "dev", owner: int | None = None, root: Path = STACKS) -> None:
        self.name = name
        self.folder = root / name
        self.state = StateFile(self.folder)
        self.tls = Tls(self.folder, self.state)
        self.broker = Broker(self.folder, self.state, f"zhiping_{name.replace('-', '_')}")
        self.database = DatabaseServer(self.folder, self.state)
        self.objects = ObjectServer(self.folder, self.state)
        self._owner = owner

    @property
    def servers(self) -> list[Server]:
        """All processes of the stack, in the order of `status`."""
        return [self.broker.mapper, self.broker, self.database, self.objects]

    @property
    def env_file(self) -> Path:
        """The file with the variables of this stack; present while it is up."""
        return self.folder / "env"

    def start(self, say: Callable[[str], None] = print, *, tls: bool | None = None, durable: bool = True) -> None:
        """Install what is missing, start what does not run, wait until all answer, write `env` and `state.json`.

        `tls` turns TLS on or off, with a restart of what runs otherwise; None leaves it as it was. A database that is
        not `durable` does not wait for the disk: killed processes lose nothing, a power failure may.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with locked(self.folder / ".lock"):
            packages.ensure(packages.SERVERS, say)
            self.state.update(self.database.key, durable=durable)
            if tls is not None and tls != self.tls.on:
                self._stop_servers()
                self.tls.turn(tls)
            self.tls.prepare()
            nobody = {"pid": None, "created": None}
            self.state.update(_OWNER, **(processes.identity(self._owner) if self._owner else nobody))
            with ThreadPoolExecutor(3) as pool:
                list(pool.map(lambda server: self._start_one(server, say), (self.broker, self.database, self.objects)))
            self.broker.create_users()
            environment.write(self.env_file, self._variables())

    def stop(self, *, discard: bool = False) -> None:
        """Stop everything, fleets and Erlang's port mapper included; `discard` removes the data as well."""
        if not self.folder.exists():
            return
        with locked(self.folder / ".lock"):
            self._stop_fleets()
            if discard:  # nothing to save: no need to wait for orderly ends
                for server in reversed(self.servers):
                    server.kill()
            self._stop_servers()
            self.env_file.unlink(missing_ok=True)
        if discard:
            self.database.discard()
            shutil.rmtree(self.folder, ignore_errors=True)

    @contextmanager
    def attended(self) -> Iterator[None]:
        """While this process looks after services on the stack: `stop` ends it before the servers go."""
        me = processes.identity(os.getpid())
        self.state.update(_FLEETS, **{str(me["pid"]): me})
        try:
            yield
        finally:
            self.state.update(_FLEETS, **{str(me["pid"]): None})

    @property
    def fleets(self) -> list[psutil.Process]:
        """The living `zhiping run all` processes of this stack."""
        known = self.state.read(_FLEETS).values()
        return [process for process in map(processes.find, known) if process is not None]

    def environment(self, service: str) -> dict[str, str]:
        """The variables one service runs with."""
        return environment.for_service(environment.read(self.env_file), service)

    @property
    def issuer_key(self) -> str:
        """The private key of the stack's token issuer, for `TokenIssuer(clock, private_json=...)`."""
        return secrets.issuer(self.state)["private"]

    def keep_keys(self, keys: SiteKeys) -> None:
        """Give the services other keys, from their next start on."""
        secrets.keep_keys(self.state, keys)
        environment.write(self.env_file, environment.read(self.env_file) | keys.variables())

    def keep_event_keys(self, signers: SiteSigners) -> None:
        """The same for what signs events and what verifies them."""
        secrets.keep_event_keys(self.state, signers)
        environment.write(self.env_file, environment.read(self.env_file) | signers.variables())

    def orphaned(self) -> bool:
        """Whether the stack belongs to a process that is gone."""
        owner = self.state.read(_OWNER)
        return bool(owner) and processes.find(owner) is None

    def _stop_servers(self) -> None:
        with ThreadPoolExecutor(3) as pool:
            list(pool.map(lambda stop: stop(), (self.broker.stop_all, self.database.stop, self.objects.stop)))

    def _stop_fleets(self) -> None:
        for process in self.fleets:
            processes.terminate(process, _FLEET_SECONDS)

    def _variables(self) -> dict[str, str]:
        door_key = secrets.door_key(self.state)
        databases = self.database.create_split({name: name for name in DEPLOYED})
        common = {
            "ZHIPING_AMQP_URI": self.broker.uri(),
            "ZHIPING_STORAGE_URL": self.objects.url(),
            "ZHIPING_JWKS": with_door(secrets.issuer(self.state)["jwks"], door_key),
            own(DOOR_KEY, DOOR): door_key,
            "ZHIPING_CLOCK": "system",
        }
        users = self.broker.addresses() | self.objects.addresses()
        keys = secrets.service_keys(self.state) | secrets.event_keys(self.state)
        return databases | users | keys | common | self.tls.variables()

    @staticmethod
    def _start_one(server: Server, say: Callable[[str], None]) -> None:
        seconds = server.start()
        say(f"  {server.key:<10} ready on 127.0.0.1:{server.facts['port']} after {seconds:.1f} s")


def all_stacks(root: Path = STACKS) -> list[DevStack]:
    """Every stack that has a state file."""
    return [DevStack(path.parent.name, root=root) for path in sorted(root.glob("*/state.json"))]


def reap_orphans(root: Path = STACKS) -> list[str]:
    """Stop and remove the stacks of test runs that died without doing so; returns their names."""
    orphans = [stack for stack in all_stacks(root) if stack.orphaned()]
    for stack in orphans:
        stack.stop(discard=True)
    return [stack.name for stack in orphans]
