"""`@command` and `@query`: methods of a service class on nameko's RPC, with the pipeline around them."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, get_type_hints

from marshmallow import Schema
from nameko.extensions import register_entrypoint

from shared.kernel.errors import ZhipingError, invalid
from shared.messaging.rpc.endpoint import Endpoint
from shared.messaging.rpc.entrypoint import Failed, QueryEntrypoint, RpcEntrypoint
from shared.messaging.rpc.pipeline import run_rpc
from shared.wire.answer import AnswerContract
from shared.wire.schemas import request_schema_of

ENDPOINT = "zhiping_endpoint"
"""Attribute under which a service method keeps its Endpoint; conformance tests and documents read it."""

Method = Callable[..., Any]


def command(
    *, roles: tuple[str, ...] = (), anonymous: bool = False, remembered: bool = True, trial: bool = True
) -> Callable[[Method], Method]:
    """A method `(self, tx, request) -> record` in one transaction; the request inherits `shared.wire.requests.Command`.

    The records that the method's annotations name are its contract: an answer that does not fit rolls everything back.
    `anonymous` and `remembered`: see Endpoint; leave them alone unless a command must leave no trace of its caller.
    `trial` false: it cannot be tried, see Endpoint.
    """

    def decorate(method: Method) -> Method:
        takes, answer = _contract_of(method)
        if "idempotency_key" not in takes.fields:
            raise TypeError(f"{method.__name__}: a command takes an idempotency_key")
        endpoint = Endpoint(
            method.__name__, "command", takes, method, answer, frozenset(roles), anonymous, remembered, trial=trial
        )
        return expose(endpoint)

    return decorate


def query(*, roles: tuple[str, ...] = (), records: bool = False) -> Callable[[Method], Method]:
    """A method `(self, tx, request) -> record` in a read-only transaction.

    `records`: it shows numbers or files of people and keeps to whom (`Tx.opened`), in a transaction that writes that.
    """

    def decorate(method: Method) -> Method:
        takes, answer = _contract_of(method)
        endpoint = Endpoint(method.__name__, "query", takes, method, answer, frozenset(roles), records=records)
        return expose(endpoint)

    return decorate


def _contract_of(method: Method) -> tuple[Schema, AnswerContract]:
    hints = get_type_hints(method, include_extras=True)
    return request_schema_of(hints.get("request"))(), AnswerContract(method.__name__, hints.get("return"))


def expose(endpoint: Endpoint) -> Method:
    """Turn an endpoint into the method that nameko calls; errors are returned, so that nothing logs their texts."""

    @functools.wraps(endpoint.method)
    def call(self: Any, /, *args: Any, **params: Any) -> Any:
        try:
            if args:
                raise invalid("arguments_by_name", path="")
            return run_rpc(self.app.application, self.app.context, endpoint, self, params)
        except ZhipingError as error:
            return Failed(error)

    setattr(call, ENDPOINT, endpoint)
    register_entrypoint(call, QueryEntrypoint() if endpoint.kind == "query" else RpcEntrypoint())
    return call


def endpoints(service_class: type) -> dict[str, Endpoint]:
    """All RPC methods of a service class by name."""
    found = {name: getattr(getattr(service_class, name), ENDPOINT, None) for name in dir(service_class)}
    return {name: endpoint for name, endpoint in found.items() if endpoint is not None}
