"""`@sweep()`: work that falls due by itself, done on a timer and on request (RPC run_due)."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import eventlet
from nameko.extensions import Entrypoint, register_entrypoint

from shared.kernel.errors import ZhipingError
from shared.messaging.base.fault_log import log_fault
from shared.messaging.rpc.endpoint import Endpoint
from shared.messaging.rpc.methods import expose
from shared.messaging.rpc.pipeline import sweep as run_sweep
from shared.wire.answer import AnswerContract
from shared.wire.requests import Query
from shared.wire.schemas import request_schema_of
from shared.wire.types import Done, record

Method = Callable[..., Any]


@record
class RunDue(Query):
    """Takes nothing; a key is accepted so that it can be called like any command."""

    idempotency_key: str | None = None


def sweep() -> Callable[[Method], Method]:
    """A method `(self, tx) -> int` that does a little of what is due at tx.now and says how much (0 = nothing left)."""

    def decorate(method: Method) -> Method:
        answer = AnswerContract(method.__name__, Done)
        endpoint = Endpoint(
            method.__name__, "sweep", request_schema_of(RunDue)(), method, answer, frozenset({"operator"})
        )
        exposed = expose(endpoint)
        register_entrypoint(exposed, SweepTimer())
        return exposed

    return decorate


class SweepTimer(Entrypoint):
    """Calls the sweep every ZHIPING_SWEEP_SECONDS; 0 switches it off."""

    def start(self) -> None:
        """Begin to tick."""
        self._app = self.container.config["zhiping_applications"][self.container.service_name]
        self._stopped = eventlet.event.Event()
        if self._app.settings.sweep_seconds > 0:
            self.container.spawn_managed_thread(self._run, identifier="sweep")

    def stop(self) -> None:
        """End after the transaction in hand."""
        if not self._stopped.ready():
            self._stopped.send()

    def _run(self) -> None:
        while not self._stopped.ready():
            with eventlet.Timeout(self._app.settings.sweep_seconds, False):
                self._stopped.wait()
                return
            self._tick()

    def _tick(self) -> None:
        endpoint: Endpoint = getattr(self.container.service_cls, self.method_name).zhiping_endpoint
        work = functools.partial(endpoint.method, self.container.service_cls())
        try:
            run_sweep(self._app, work, patient=False)
        except ZhipingError as error:
            if error.slug != "stale_version":  # somebody was faster: the next tick looks again
                log_fault("sweep_failed", error, service=self._app.name)
        except Exception as error:
            log_fault("sweep_failed", error, service=self._app.name)
