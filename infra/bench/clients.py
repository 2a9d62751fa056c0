"""Who calls in a measurement: our client for our service, nameko's own for stock nameko, which has no direct reply."""

from __future__ import annotations

import queue
from typing import Any, Protocol

from nameko.standalone.rpc import ClusterRpcProxy

from shared.calls import RpcClient


class Client(Protocol):
    """Calls `service.method`; may be used by many threads or greenlets at once."""

    def call(self, method: str, *, timeout: float | None = None, **params: Any) -> Any:
        """The result."""
        ...

    def close(self) -> None:
        """Give the connections back."""
        ...


def client_of(service: str, uri: str, token: str) -> Client:
    """The client for one of the two."""
    return StockClient(uri) if service == "bare" else RpcClient(uri, token)


class StockClient:
    """nameko's proxies, one for each call in progress."""

    def __init__(self, uri: str) -> None:
        self._uri = uri
        self._idle: queue.SimpleQueue[tuple[Any, Any]] = queue.SimpleQueue()

    def call(self, method: str, *, timeout: float | None = None, **params: Any) -> Any:
        """The result; nameko's exceptions."""
        service, _, name = method.partition(".")
        try:
            proxy, cluster = self._idle.get_nowait()
        except queue.Empty:
            proxy = ClusterRpcProxy({"AMQP_URI": self._uri}, timeout=timeout or 20.0)
            cluster = proxy.start()
        answer = getattr(cluster[service], name)(**params)
        self._idle.put((proxy, cluster))
        return answer

    def close(self) -> None:
        """Stop the proxies."""
        while not self._idle.empty():
            proxy, _ = self._idle.get_nowait()
            proxy.stop()
