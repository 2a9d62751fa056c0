"""`python -m infra.bench.bus_embedded <folder> <jwks> <token>`: the same service on the embedded bus and SQLite.

Prints JSON: serial calls per second, events per second from first commit to last effect.
"""

import warnings

warnings.simplefilter("ignore")

import eventlet  # noqa: E402

eventlet.monkey_patch()

import json  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402

from infra.bench import bus_service  # noqa: E402
from shared.calls import RpcClient  # noqa: E402
from shared.kernel.caller import Caller  # noqa: E402
from shared.kernel.clock import SystemClock  # noqa: E402
from shared.kernel.settings import Settings  # noqa: E402
from shared.messaging.runtime.runner import run_embedded  # noqa: E402

CALLS, EVENTS, AGGREGATES = 2000, 2000, 50


def main(folder: str, jwks: str, token: str) -> None:
    """Run both measurements in this process."""
    url = f"sqlite:///{folder}/bench.db"
    settings = Settings(database_url=url, jwks=jwks, sweep_seconds=0)
    app = bus_service.bootstrap(settings, SystemClock())
    bus_service.METADATA.create_all(app.database.engine)
    stack = run_embedded([bus_service.BenchService], lambda name: settings, SystemClock())
    client = RpcClient("embedded://main", token)
    client.call("bench.ping")
    began = time.perf_counter()
    for _ in range(CALLS):
        client.call("bench.ping")
    calls = CALLS / (time.perf_counter() - began)
    began = time.perf_counter()
    publish(stack.services["bench"].application, EVENTS, AGGREGATES)
    while len(bus_service.BenchService.handled) < EVENTS:
        eventlet.sleep(0.005)
    print(json.dumps({"rpc_per_second": calls, "events_per_second": EVENTS / (time.perf_counter() - began)}))
    stack.stop()


def publish(app: object, events: int, aggregates: int, per_transaction: int = 100) -> None:
    """Record events in transactions of a hundred."""
    for start in range(0, events, per_transaction):
        with app.transaction(Caller.system("bench")) as tx:  # type: ignore[attr-defined]
            for number in range(start, start + per_transaction):
                made = bus_service.ItemMade(item_id="i", state="submitted", weight=number)
                tx.record(bus_service.ITEM_MADE, f"item-{number % aggregates}", made)
        eventlet.sleep(0)


if __name__ == "__main__":
    main(*sys.argv[1:4])
