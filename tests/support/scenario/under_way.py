"""What a service has in hand at this moment, seen from outside: so that an accident hits while work is under way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from sqlalchemy import text

from shared.calls import RpcClient
from shared.contracts.queues import SERVICES, SUBSCRIPTIONS
from shared.kernel.errors import ZhipingError
from shared.persistence import Database

_SENT = "SELECT type, published FROM event_tally"
_HANDLED = "SELECT type, count(*) FROM inbox WHERE handler = :handler GROUP BY type"
_UNPRINTED = "SELECT count(*) FROM documents WHERE state <> 'stored'"


class WatchedClient(RpcClient):
    """Knows the calls that are under way; everybody who speaks through it shares `calls` (service -> number)."""

    def __init__(self, client: RpcClient, calls: Counter[str]) -> None:
        self.__dict__.update(client.__dict__)
        self.calls = calls

    def with_token(self, token: str | None) -> WatchedClient:
        """The same for somebody else."""
        return WatchedClient(super().with_token(token), self.calls)

    def call(self, method: str, **params: Any) -> Any:
        """Counted while it lasts."""
        service = method.partition(".")[0]
        self.calls[service] += 1
        try:
            return super().call(method, **params)
        finally:
            self.calls[service] -= 1


class UnderWay:
    """Asks the databases of a site directly, whatever the processes do; `of` and `anywhere` are empty at rest."""

    def __init__(self, urls: Mapping[str, str], calls: Counter[str]) -> None:
        self._urls = urls
        self._calls = calls
        self._databases: dict[str, Database] = {}

    def of(self, service: str) -> dict[str, int]:
        """Calls to the service, events it has not sent yet, events it has not handled, documents not stored."""
        found = {
            "calls": self._calls[service],
            "unsent": self._number(service, "SELECT count(*) FROM outbox"),
            "unhandled": self._unhandled(service),
        }
        if service == "docgen":
            found["unprinted"] = self._number(service, _UNPRINTED)
        return {name: number for name, number in found.items() if number > 0}

    def anywhere(self) -> dict[str, dict[str, int]]:
        """The same of every service that has something in hand."""
        return {name: found for name in SERVICES if (found := self.of(name))}

    def unprinted(self) -> int:
        """Documents that are ordered and not stored yet."""
        return self._number("docgen", _UNPRINTED)

    def close(self) -> None:
        """Give the connections back."""
        for database in self._databases.values():
            database.close()

    def _unhandled(self, service: str) -> int:
        behind = 0
        for stream in SUBSCRIPTIONS.get(service, ()):
            handled = dict(self._rows(service, _HANDLED, handler=stream.queue_of(service)))
            sent = dict(self._rows(stream.source, _SENT))
            behind += sum(max(0, sent.get(one.name, 0) - handled.get(one.name, 0)) for one in stream.events)
        return behind

    def _number(self, service: str, statement: str) -> int:
        return int(self._rows(service, statement)[0][0])

    def _rows(self, service: str, statement: str, **values: Any) -> list[Any]:
        if service not in self._databases:
            self._databases[service] = Database(self._urls[service], pool_size=1)
        try:
            return self._ask(service, statement, values)
        except ZhipingError:  # the pool still held a connection to the server that was killed
            return self._ask(service, statement, values)

    def _ask(self, service: str, statement: str, values: dict[str, Any]) -> list[Any]:
        with self._databases[service].begin_reading() as connection:
            return [tuple(row) for row in connection.execute(text(statement), values)]
