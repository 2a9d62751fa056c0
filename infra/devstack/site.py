"""A fresh, migrated site on a stack: own databases, virtual host and bucket; scenarios do not see each other."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from infra.devstack import DevStack, environment
from infra.setting_names import DEPLOYED
from shared.contracts.queues import SERVICES


@dataclass
class Site:
    """Everything the services and the door need under one name; `extra` goes into the environment of each process."""

    stack: DevStack
    name: str
    extra: Mapping[str, str] = field(default_factory=dict)
    variables: dict[str, str] = field(default_factory=dict)

    @classmethod
    def create(cls, stack: DevStack, name: str, extra: Mapping[str, str] | None = None) -> "Site":
        """Create it and deploy: the tables of every service, then all exchanges and queues."""
        from infra.devstack.migrated import MigratedDatabases

        site = cls(stack, name, extra or {})
        databases = MigratedDatabases(stack.database).create_split({one: f"{name}_{one}" for one in DEPLOYED})
        common = environment.read(stack.env_file)
        bucket = name.replace("_", "-")
        own = {environment.BUS: stack.broker.create_vhost(name), environment.STORE: stack.objects.create_bucket(bucket)}
        site.variables = common | databases | own | stack.broker.addresses(name) | stack.objects.admit(bucket)
        site._deploy()
        return site

    def environment(self, service: str) -> dict[str, str]:
        """The variables of one service of this site."""
        return environment.for_service(self.variables, service) | dict(self.extra)

    @property
    def amqp_uri(self) -> str:
        """Its broker as the administrator sees it."""
        return self.variables[environment.BUS]

    def address(self, user: str) -> str:
        """Its broker for one user: a service, `operator` or `portal`."""
        return self.variables[environment.address_of(user)]

    def drop(self) -> None:
        """Remove databases and virtual host (the services must be stopped)."""
        for service in DEPLOYED:
            self.stack.database.drop(f"{self.name}_{service}")
        self.stack.broker.delete_vhost(self.name)

    def _deploy(self) -> None:
        from shared.kernel.settings import Settings
        from shared.messaging.events.topology import declare_topology

        settings = Settings.from_env(self.environment(SERVICES[0]))
        declare_topology(self.amqp_uri, settings.retry_delays)
