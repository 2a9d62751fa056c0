"""`python -m infra.bench.door_load <options as JSON>`: callers in threads, each with a connection of its own.

`url` and `headers` for HTTP; `uri` and `token` for the bus. Each calls again when it has its answer. Says `ready` after
one call each, waits for a line, prints waits, errors and the processor time of this program as one line of JSON.
"""

from __future__ import annotations

import http.client
import json
import sys
import threading
import time
import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from shared.calls import RpcClient

Call = Callable[[], None]


class Refused(Exception):
    """Another answer than a good one."""


def over_http(options: dict[str, Any]) -> Call:
    """One request of a connection that stays open; a `{new}` in the body is another each time."""
    where = urlsplit(options["url"])
    connection = http.client.HTTPConnection(str(where.hostname), where.port, timeout=60)
    target, verb, body = options["target"], options["verb"], options.get("body", "")

    def call() -> None:
        headers, new = dict(options["headers"]), uuid.uuid4().hex
        if verb != "GET":
            headers |= {"Idempotency-Key": new, "Content-Type": "application/json"}
        connection.request(verb, target, body.replace("{new}", new).encode() or None, headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status >= 300:
            raise Refused(answer.status)

    return call


def over_the_bus(options: dict[str, Any], client: RpcClient) -> Call:
    """The same call by the pool that the door uses."""
    method, params = options["method"], json.dumps(options["params"])

    def call() -> None:
        new = uuid.uuid4().hex
        client.call(method, **json.loads(params.replace("{new}", new)))

    return call


def main(options: dict[str, Any]) -> None:
    """Warm up, say so, go, tell."""
    most = options.get("threads", options["connections"])
    room = threading.BoundedSemaphore(most)
    client = RpcClient(options["uri"], options["token"], most=most) if "uri" in options else None
    made = [over_the_bus(options, client) if client else over_http(options) for _ in range(options["connections"])]
    for call in made[:most]:
        call()
    print("ready", flush=True)
    sys.stdin.readline()
    waits: list[float] = []
    errors: list[str] = []
    end = time.perf_counter() + options["seconds"]

    def work(call: Call) -> None:
        while (began := time.perf_counter()) < end:
            try:
                with room:
                    call()
            except Exception as error:
                errors.append(repr(error))
            else:
                waits.append(1000 * (time.perf_counter() - began))

    before = time.process_time()
    running = [threading.Thread(target=work, args=(call,)) for call in made]
    for one in running:
        one.start()
    for one in running:
        one.join()
    spent = time.process_time() - before
    found = {"waits": waits, "errors": len(errors), "said": errors[:3], "seconds": options["seconds"]}
    print(json.dumps(found | {"calls": len(waits) + len(errors), "processor": spent}), flush=True)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
