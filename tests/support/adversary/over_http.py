"""The door in front of one service: `run` is `run_rpc` by way of a request over HTTP."""

from __future__ import annotations

from typing import Any

from services.gateway.http.operations import operation_of
from shared.kernel.errors import ZhipingError
from shared.messaging.rpc.pipeline import run_rpc
from tests.support.http_door.client import written
from tests.support.http_door.stand_in import door


class OverHttp:
    """Takes the place of the connections behind the door as well: what arrives is carried out by the service."""

    portal: str | None = None

    def __init__(self, service: str) -> None:
        self._service = service
        self._client, _ = door(public_rate=0)
        self._client.application.extensions["gateway"].backend = self
        self._asked: tuple[Any, ...] = ()
        self._token: str | None = None

    def run(self, app: Any, context: Any, endpoint: Any, service: Any, params: dict[str, Any]) -> Any:
        """What comes back, read as a portal reads it: the answer, or the typed error of the problem."""
        self._asked = app, context, endpoint, service
        operation = operation_of(f"{self._service}.{endpoint.name}")
        target, headers, body = written(operation, params)
        told = headers | {"Authorization": f"Bearer {context.token}"}
        response = self._client.open(target, method=operation.verb, headers=told, data=body)
        answer = response.get_json()
        if response.status_code >= 400:
            raise ZhipingError.from_wire(answer | {"message": answer["detail"]})
        return answer

    def with_token(self, token: str | None) -> OverHttp:
        """Speaking for whoever sent the header."""
        self._token = token
        return self

    def call(self, method: str, *, correlation: str, dry_run: bool, **params: Any) -> Any:
        """What the door makes of the request, as the bus brings it to the service."""
        app, context, endpoint, service = self._asked
        assert (method, dry_run) == (f"{self._service}.{endpoint.name}", False)
        brought = type(context)(self._token, correlation, context.call, None)
        return run_rpc(app, brought, endpoint, service, params)
