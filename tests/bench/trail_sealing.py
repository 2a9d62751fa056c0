"""The trail sealed by the relay against a chain continued inside every commit: decisions per second, ten writers.

`python -m tests.bench.trail_sealing URL...`. Figures stand in docs/decisions.
"""

import eventlet

eventlet.monkey_patch()

# ruff: noqa: E402 - patching comes first
import sys
import time

from shared.kernel.caller import Caller
from shared.kernel.clock import SystemClock
from shared.persistence import Database, migrate, transaction
from shared.persistence.trail.chain import seal_trail, sealed_entries, verify_trail

DECISIONS, WRITERS = 2000, 10
CLOCK, CALLER = SystemClock(), Caller.system("bench")


def decide(database, *, seal):
    """One decision, committed; sealed in the same transaction or left to the relay."""
    with transaction(database, lambda connection: connection, CLOCK, CALLER) as tx:
        tx.trail("approve_stage", "case", tx.new_id(), clause="3.2", opinion="同意", data={"stage": 1})
        if seal:
            tx.flush()
            tx._entries.clear()
            seal_trail(tx.connection, 1)


def rate(database, *, seal):
    """Decisions per second."""
    pool, begun = eventlet.GreenPool(WRITERS), time.perf_counter()
    for _ in range(DECISIONS):
        pool.spawn_n(decide, database, seal=seal)
    pool.waitall()
    return DECISIONS / (time.perf_counter() - begun)


def relay(database):
    """Entries sealed per second, in batches of 500."""
    begun, number = time.perf_counter(), 0
    while True:
        with database.begin() as connection:
            sealed = seal_trail(connection, 500)
        number += sealed
        if not sealed:
            return number / (time.perf_counter() - begun)


def main():
    """All databases given."""
    for url in sys.argv[1:]:
        migrate("tests.support.example", url)
        database = Database(url, pool_size=WRITERS)
        relay(database)
        in_commit, by_relay, sealing = rate(database, seal=True), rate(database, seal=False), relay(database)
        begun = time.perf_counter()
        with database.begin_reading() as connection:
            report = verify_trail(sealed_entries(connection))
        checked = report.entries / (time.perf_counter() - begun)
        print(
            f"{database.url.get_backend_name():<11} in the commit {in_commit:6.0f}/s  "
            f"by the relay {by_relay:6.0f}/s  sealing {sealing:6.0f}/s  verifying {checked:6.0f}/s  {report.holds}"
        )


if __name__ == "__main__":
    main()
