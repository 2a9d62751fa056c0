"""nameko containers that run a part of a service, so that event handlers cannot starve its RPC."""

from __future__ import annotations

from typing import Any, Literal

from nameko.containers import ServiceContainer
from nameko.extensions import iter_extensions

from shared.messaging.consume import EventEntrypoint
from shared.messaging.rpc_entrypoint import RpcEntrypoint
from shared.messaging.sweep import SweepTimer

Part = Literal["rpc", "events"]
_ENTRYPOINTS: dict[Part, tuple[type, ...]] = {"rpc": (RpcEntrypoint,), "events": (EventEntrypoint, SweepTimer)}


class PartContainer(ServiceContainer):
    """A container with the entrypoints of one part only: own worker pool, own connection."""

    def __init__(self, service_cls: type, config: dict[str, Any], part: Part) -> None:
        super().__init__(service_cls, config)
        self.part = part
        for entrypoint in [one for one in self.entrypoints if not isinstance(one, _ENTRYPOINTS[part])]:
            self.entrypoints.remove(entrypoint)
        self.subextensions.clear()
        for extension in (*self.entrypoints, *self.dependencies):
            self.subextensions.update(iter_extensions(extension))

    @property
    def idle(self) -> bool:
        """Whether nothing in the service belongs to this part."""
        return not self.entrypoints

    def __repr__(self) -> str:
        return f"<{self.service_name} {self.part}>"
