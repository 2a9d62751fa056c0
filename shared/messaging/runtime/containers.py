"""nameko containers that run a part of a service: event handlers cannot starve its calls, nor queries its commands."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, Literal

from nameko.containers import ServiceContainer
from nameko.extensions import iter_extensions

from shared.calls.wire import Headers
from shared.messaging.base.fault_log import log_fault
from shared.messaging.events.consume import EventEntrypoint
from shared.messaging.rpc.entrypoint import QueryEntrypoint, RpcEntrypoint
from shared.messaging.rpc.query_share import QueryShare
from shared.messaging.runtime.periodic import SweepTimer

Part = Literal["commands", "queries", "events"]
_ENTRYPOINTS: dict[Part, tuple[type, ...]] = {
    "commands": (RpcEntrypoint,),
    "queries": (QueryEntrypoint,),
    "events": (EventEntrypoint, SweepTimer),
}
SHARE = "zhiping_query_share"
"""Key of nameko's config under which the containers of a service keep the share of its queries."""


class PartContainer(ServiceContainer):
    """A container with the entrypoints of one part only: own worker pool, own connection."""

    def __init__(self, service_cls: type, config: Headers, part: Part) -> None:
        super().__init__(service_cls, config)
        self.part = part
        self.share: QueryShare = config.setdefault(SHARE, QueryShare(self.max_workers))
        self.queries = frozenset(one.method_name for one in self.entrypoints if isinstance(one, QueryEntrypoint))
        for entrypoint in [one for one in self.entrypoints if not self._belongs(one)]:
            self.entrypoints.remove(entrypoint)
        self.subextensions.clear()
        for extension in (*self.entrypoints, *self.dependencies):
            self.subextensions.update(iter_extensions(extension))

    def _belongs(self, entrypoint: Any) -> bool:
        if self.part == "commands" and isinstance(entrypoint, QueryEntrypoint):
            return False
        return isinstance(entrypoint, _ENTRYPOINTS[self.part])

    @property
    def idle(self) -> bool:
        """Whether nothing in the service belongs to this part."""
        return not self.entrypoints

    def _run_worker(self, worker_ctx: Any, handle_result: Callable[..., Any] | None) -> None:
        """nameko's own, without the call ids and timing records that it makes up for a debug log: a tenth of a call."""
        self._inject_dependencies(worker_ctx)
        self._worker_setup(worker_ctx)
        method = getattr(worker_ctx.service, worker_ctx.entrypoint.method_name)
        result = exc_info = None
        try:
            with self.share.turn_of(self.part):
                result = method(*worker_ctx.args, **worker_ctx.kwargs)
        except Exception as error:
            log_fault("worker_failed", error, method=worker_ctx.entrypoint.method_name)
            exc_info = sys.exc_info()
        if handle_result is not None:
            result, exc_info = handle_result(worker_ctx, result, exc_info)
        self._worker_result(worker_ctx, result, exc_info)
        self._worker_teardown(worker_ctx)

    def __repr__(self) -> str:
        return f"<{self.service_name} {self.part}>"
