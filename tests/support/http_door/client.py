"""Every method over HTTP by the table of operations, with the interface of the bus's own client.

So what plays over the bus plays over HTTP: paths, query strings, headers and bodies are made from the request's fields.
"""

import http.client
import json
from urllib.parse import quote, urlencode

from services.gateway.http.operations import FILTER, KEY, VERSION, operation_of
from shared.kernel.errors import ZhipingError
from shared.kernel.ids import new_id


class HttpClient:
    """Calls `service.method` at a door; `calls` counts what was asked, over all clients of one door."""

    def __init__(self, port, token=None, calls=None):
        self.port, self.token = port, token
        self.calls = {} if calls is None else calls

    def with_token(self, token):
        """Speaking for somebody else."""
        return HttpClient(self.port, token, self.calls)

    def call(self, method, *, timeout=120, dry_run=False, **params):
        """The result, or the typed error that the problem tells of."""
        operation = operation_of(method)
        self.calls[method] = self.calls.get(method, 0) + 1
        target, headers, body = written(operation, params)
        if dry_run:
            headers["Prefer"] = "dry-run"
        status, _, answer = self.send(operation.verb, target, headers, body, timeout)
        if status >= 400:
            raise ZhipingError.from_wire(answer | {"message": answer["detail"]})
        return answer

    def command(self, method, *, idempotency_key=None, **params):
        """`call` with a key, fresh unless given."""
        return self.call(method, idempotency_key=idempotency_key or new_id(), **params)

    def send(self, verb, target, headers=None, body=None, timeout=60):
        """(status, headers, JSON) of any request at all."""
        told = dict(headers or {})
        if self.token is not None:
            told.setdefault("Authorization", f"Bearer {self.token}")
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(verb, target, body, told)
            response = connection.getresponse()
            raw = response.read()
            return response.status, response.headers, json.loads(raw) if raw else None
        finally:
            connection.close()

    def close(self):
        """Nothing is kept open."""


def written(operation, params):
    """(target, headers, body) of a call: each field where HTTP has its place."""
    left, headers = dict(params), {}
    places = {name: quote(str(left.pop(name)), safe="") for name in operation.in_path}
    target = f"/api/v1{operation.path.format(**places)}"
    if KEY in left:
        headers["Idempotency-Key"] = left.pop(KEY)
    if VERSION in left:
        headers["If-Match"] = f'"{left.pop(VERSION)}"'
    if operation.changes:
        body = json.dumps(left, ensure_ascii=False).encode() if left else None
        return target, headers | ({"Content-Type": "application/json"} if body else {}), body
    query = urlencode(list(_pairs(left)), doseq=False)
    return f"{target}?{query}" if query else target, headers, None


def _pairs(params):
    for name, value in params.items():
        if name == FILTER:
            yield from (
                (f"{FILTER}.{member}", text) for member, inner in (value or {}).items() for text in _texts(inner)
            )
        else:
            yield from ((name, text) for text in _texts(value))


def _texts(value):
    if value is None:
        return []
    if isinstance(value, list | tuple):
        return [text for one in value for text in _texts(one)]
    return [str(value).lower() if isinstance(value, bool) else str(value)]
