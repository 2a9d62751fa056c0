"""`python -m infra.bench.bus_load <uri> <token> <method> <calls> <threads>`: calls from threads; prints the seconds."""

from __future__ import annotations

import sys
import threading
import time
import warnings
from typing import Any

warnings.simplefilter("ignore")

from infra.bench.clients import client_of  # noqa: E402
from shared.kernel.ids import new_id  # noqa: E402


def request_for(method: str) -> dict[str, Any]:
    """Parameters of one call."""
    if method == "bench.make_item":
        return {"idempotency_key": new_id(), "title": "title of an item", "level": "senior", "weight": 1}
    return {"id": new_id(), "title": "title of an item"} if method == "bare.make_item" else {}


def main(uri: str, token: str, method: str, calls: int, threads: int) -> None:
    """Share the calls over the threads; says `ready`, waits for a line, then goes."""
    client = client_of(method.partition(".")[0], uri, token)

    def work(number: int) -> None:
        for _ in range(number):
            client.call(method, **request_for(method))

    warm = [threading.Thread(target=work, args=(5,)) for _ in range(threads)]
    for one in warm:
        one.start()
    for one in warm:
        one.join()
    print("ready", flush=True)
    sys.stdin.readline()
    began = time.perf_counter()
    running = [threading.Thread(target=work, args=(calls // threads,)) for _ in range(threads)]
    for one in running:
        one.start()
    for one in running:
        one.join()
    print(time.perf_counter() - began, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5]))
