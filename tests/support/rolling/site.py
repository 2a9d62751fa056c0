"""A site as the released version made it, and the steps by which an operator brings it to the present one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from infra.devstack import DevStack, environment
from infra.devstack.broker import USER
from infra.setting_names import KEYRING, TRAIL
from shared.contracts.base import Stream
from shared.contracts.queues import SERVICES, SUBSCRIPTIONS
from shared.contracts.trail import TRAILS
from shared.kernel.settings import Settings
from shared.messaging.events.topology import Subscription, declare_topology
from shared.messaging.ops.add_consumer import join
from shared.persistence import Database
from shared.persistence.schema.hidden_numbers import hide_id_numbers
from shared.persistence.schema.migrations import migrate
from shared.security.trail_keys import TrailKeys
from tests.support.upgrade.kept import ring_of_0_2

DEPLOY = """
import json, sys
from shared.contracts.queues import SUBSCRIPTIONS
from shared.messaging.events.topology import declare_topology
from shared.persistence.schema.migrations import migrate
told = json.loads(sys.argv[1])
for service, url in told["databases"].items():
    migrate(service, url)
declare_topology(told["bus"], tuple(told["delays"]))
print(json.dumps({name: [stream.queue_of(name) for stream in streams] for name, streams in SUBSCRIPTIONS.items()}))
"""
"""Runs in the released tree: its migrations, its queues; says which queues it follows."""


@dataclass
class UpdatedSite:
    """`variables` of both versions; `known` are the subscriptions that the released version has, too."""

    stack: DevStack
    name: str
    extra: Mapping[str, str]
    variables: dict[str, str]
    known: dict[str, tuple[Stream, ...]]

    @classmethod
    def create(cls, stack: DevStack, name: str, tree: Path, extra: Mapping[str, str]) -> UpdatedSite:
        """A virtual host with the shared broker user only, databases and queues by the released version."""
        databases = stack.database.create_split({one: f"{name}_{one}" for one in SERVICES})
        stack.broker.api("PUT", f"/api/vhosts/{name}", {})
        stack.broker.api("PUT", f"/api/permissions/{name}/{USER}", {"configure": ".*", "write": ".*", "read": ".*"})
        bucket = name.replace("_", "-")
        own = {environment.BUS: stack.broker.uri(name), environment.STORE: stack.objects.create_bucket(bucket)}
        users = stack.broker.addresses(name) | stack.objects.admit(bucket)
        variables = _with_one_ring(environment.read(stack.env_file)) | databases | own | users
        site = cls(stack, name, extra, variables, {})
        site.known = site._deployed_by(tree)
        return site

    def as_released(self, service: str) -> dict[str, str]:
        """What a process of the released version runs with: the administrators of broker and store, the owner of the
        tables."""
        shared = {name: self.variables[name] for name in (environment.BUS, environment.STORE)}
        shared |= {environment.DATABASE: self.owner_url(service)}
        return environment.for_service(self.variables, service) | dict(self.extra) | shared

    def as_present(self, service: str) -> dict[str, str]:
        """What a process of the present version runs with while others may still be the released one."""
        return self.at_last(service) | {"ZHIPING_BUS_OWNERS": "announced"}

    def at_last(self, service: str) -> dict[str, str]:
        """What it runs with once the update is through."""
        return environment.for_service(self.variables, service) | dict(self.extra)

    def owner_url(self, service: str) -> str:
        """The database of a service for the owner of its tables."""
        return self.variables[environment.owner_of(service)]

    def prepare(self) -> None:
        """What an operator does before the first process is updated, while all the old ones run."""
        for service in SERVICES:
            migrate(service, self.owner_url(service), user=service)
        for service, streams in SUBSCRIPTIONS.items():
            for stream in streams:
                if stream not in self.known[service] and stream not in TRAILS.values():
                    self._join(Subscription(service, stream))
        self.stack.broker.create_vhost(self.name)
        declare_topology(self.variables[environment.BUS], self._delays)

    def unheard(self) -> int:
        """Events that lie in queues which the released version does not read."""
        names = {
            stream.queue_of(service)
            for service, streams in SUBSCRIPTIONS.items()
            for stream in streams
            if stream not in self.known[service]
        }
        found = self.stack.broker.api("GET", f"/api/queues/{self.name}")
        return sum(queue.get("messages", 0) for queue in found if queue["name"] in names)

    def hide_numbers(self) -> None:
        """`zhiping db hide-numbers all`, once no process of the released version is left."""
        for service in SERVICES:
            database = Database(self.owner_url(service), pool_size=1)
            with database.begin() as connection:
                hide_id_numbers(connection)
            database.close()

    def drop(self) -> None:
        """Remove databases and virtual host (the services must be stopped)."""
        for service in SERVICES:
            self.stack.database.drop(f"{self.name}_{service}")
        self.stack.broker.delete_vhost(self.name)

    @property
    def _delays(self) -> tuple[float, ...]:
        return Settings.from_env(self.extra).retry_delays

    def _join(self, subscription: Subscription) -> None:
        source = Database(self.owner_url(subscription.stream.source), pool_size=1)
        consumer = Database(self.owner_url(subscription.consumer), pool_size=1)
        try:
            join(subscription, source, consumer, self.variables[environment.BUS], self._delays)
        finally:
            source.close()
            consumer.close()

    def _deployed_by(self, tree: Path) -> dict[str, tuple[Stream, ...]]:
        told = {
            "databases": {service: self.owner_url(service) for service in SERVICES},
            "bus": self.variables[environment.BUS],
            "delays": self._delays,
        }
        command = [sys.executable, "-W", "ignore", "-c", DEPLOY, json.dumps(told)]
        environ = os.environ | {"PYTHONPATH": str(tree)}
        done = subprocess.run(command, cwd=tree, env=environ, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"the released version does not deploy:\n{done.stderr[-4000:]}")
        queues = json.loads(done.stdout.splitlines()[-1])
        return {
            name: tuple(stream for stream in streams if stream.queue_of(name) in queues.get(name, ()))
            for name, streams in SUBSCRIPTIONS.items()
        }


def _with_one_ring(variables: dict[str, str]) -> dict[str, str]:
    """The same keys for all services, as the released version wants them and this one takes them until it has run."""
    others = {name: value for name, value in variables.items() if not name.startswith((f"{KEYRING}_", f"{TRAIL}_"))}
    return others | {KEYRING: ring_of_0_2(), TRAIL: TrailKeys.generate().to_json()}
