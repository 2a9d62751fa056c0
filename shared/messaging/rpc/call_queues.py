"""The two queues of a service's calls.

`rpc-<service>` takes every call, as it does for processes of 0.2.0. `rpc-<service>-queries` takes the calls of queries
once more, by their names: there they wait among themselves, so that a flood of them does not stand before a command.
A process that serves both carries a query out from its own queue and drops the copy in the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kombu import Queue, binding
from nameko.rpc import RPC_QUEUE_TEMPLATE, get_rpc_exchange

from shared.contracts.broker_users import QUERIES

LIFETIME_MS = 600_000
"""How long a query may wait whose caller does not say how long he does: nobody reads the queue after a way back to
0.2.0, which serves all calls from the other one."""


def calls_queue(service: str) -> Any:
    """Every call of the service."""
    make: Any = Queue
    name = RPC_QUEUE_TEMPLATE.format(service)
    return make(name, get_rpc_exchange({}), routing_key=f"{service}.*", durable=True)


def queries_queue(service: str, queries: Iterable[str]) -> Any:
    """Copies of the calls of these methods."""
    make: Any = Queue
    bound: Any = binding
    exchange = get_rpc_exchange({})
    return make(
        f"{RPC_QUEUE_TEMPLATE.format(service)}{QUERIES}",
        bindings=[bound(exchange, routing_key=f"{service}.{method}") for method in sorted(queries)],
        queue_arguments={"x-message-ttl": LIFETIME_MS},
        durable=True,
    )
