"""What a signature costs: processor time of a follower per handled event, and of a publisher per signed one, in turns.

`python -m tests.bench.signed_events [ROUNDS]`, on servers of its own. The publisher always signs; the follower believes
without looking in one round and looks in the next. Figures stand in docs/decisions/messaging.md.
"""

import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

import psutil

from infra.devstack import DevStack
from shared.kernel.canonical import canonical_json
from shared.security.event_signatures import EventKeys, EventSigner
from tests.support.ledger_service.lone_fleet import lone_fleet

ACCOUNTS, ENTRIES, TIMES = 20, 100, 2000
FILLING = {"0.6 kB": "ok", "1.4 kB": "评" * 260}
SIGNERS = {name: EventSigner.generate(f"{name}-1") for name in ("ledger", "mirror")}
PUBLIC = json.dumps({name: {signer.key_id: signer.public} for name, signer in SIGNERS.items()})


def told(service, mode):
    """What a process is given."""
    key = SIGNERS[service].to_json()
    return {
        "ZHIPING_EVENT_SIGNATURES": mode, "ZHIPING_EVENT_SIGNING_KEY": key, "ZHIPING_EVENT_KEYS": PUBLIC,
    }  # fmt: skip


def processor(process):
    """Seconds that it has used."""
    used = psutil.Process(process.pid).cpu_times()
    return used.user + used.system


def number(fleet):
    """Effects that are committed, asked of the database: who asks the follower gives it work."""
    return fleet.rows("mirror", "SELECT count(*) FROM effects")[0][0]


def handled(fleet, mode, filling):
    """Milliseconds of the follower's processor per event."""
    mirror = fleet.start("mirror", **told("mirror", mode))
    fleet.answers("mirror")
    done = number(fleet) + fleet.book(ACCOUNTS, 5, filling)
    fleet.eventually(lambda: number(fleet) == done, 120)
    before = processor(mirror)
    booked = sum(fleet.book(ACCOUNTS, ENTRIES // 4, filling) for _ in range(4))
    fleet.eventually(lambda: number(fleet) == done + booked, 240)
    used = processor(mirror) - before
    fleet.terminate(mirror)
    fleet.processes.remove(mirror)
    return 1000 * used / booked


def alone(size):
    """Milliseconds of signing and of verifying a body of so many bytes, without anything around."""
    content = canonical_json({"data": "x" * size})
    signer, keys = SIGNERS["ledger"], EventKeys.from_json(PUBLIC)
    begun = time.process_time()
    for _ in range(TIMES):
        signature = signer(content)
    signing = time.process_time() - begun
    begun = time.process_time()
    for _ in range(TIMES):
        assert keys.fault("ledger", signature, content) is None
    return [1000 * each / TIMES for each in (signing, time.process_time() - begun)]


def main():
    """Rounds in turns; medians and each pair."""
    rounds = int(sys.argv[1]) if sys.argv[1:] else 4
    stack = DevStack(f"bench-{os.getpid()}", owner=os.getpid())
    stack.start(lambda line: None, durable=False)
    try:
        with tempfile.TemporaryDirectory() as folder, lone_fleet(stack, Path(folder)) as fleet:
            fleet.start("ledger", **told("ledger", "announced"))
            fleet.answers("ledger")
            for name, filling in FILLING.items():
                pairs = [[handled(fleet, mode, filling) for mode in ("off", "enforced")] for _ in range(rounds)]
                off, enforced = (statistics.median(column) for column in zip(*pairs, strict=True))
                each = ", ".join(f"{a:.3f}/{b:.3f}" for a, b in pairs)
                print(f"{name}: off {off:.3f} ms, enforced {enforced:.3f} ms, {enforced / off - 1:+.1%} ({each})")
    finally:
        stack.stop(discard=True)
    signing, verifying = alone(600)
    print(f"alone: sign {signing:.3f} ms, verify {verifying:.3f} ms")


if __name__ == "__main__":
    main()
