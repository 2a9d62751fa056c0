"""Between nameko and the application: the dependency that gives entrypoints their wired service."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nameko.extensions import DependencyProvider

from shared.kernel.clock import Clock, clock_from
from shared.kernel.settings import Settings
from shared.messaging.base.application import Application
from shared.messaging.rpc.context import CallContext

APPLICATIONS = "zhiping_applications"
"""Key of nameko's config under which the runner keeps {service name: Application}, shared by all containers."""


class Bound:
    """What `self.app` is inside a worker: the application and the context of this call."""

    __slots__ = ("application", "context")

    def __init__(self, application: Application, context: CallContext) -> None:
        self.application = application
        self.context = context


class Wiring(DependencyProvider):
    """`app = Wiring(bootstrap)` on a service class; `bootstrap(settings, clock)` runs once per process."""

    def __init__(self, bootstrap: Callable[[Settings, Clock], Application]) -> None:
        self.bootstrap = bootstrap

    def setup(self) -> None:
        """Take the application that the runner made, or make one from the environment."""
        known = self.container.config.setdefault(APPLICATIONS, {})
        name = self.container.service_name
        if name not in known:
            settings = Settings.from_env()
            known[name] = self.bootstrap(settings, clock_from(settings.clock))
        self.application: Application = known[name]

    def get_dependency(self, worker_ctx: Any) -> Bound:
        """Bind the application to this call's context."""
        return Bound(self.application, CallContext.from_data(worker_ctx.data))
