"""What a signature costs a follower: its processor time per handled event, off and enforced in turns, on real servers.

`python -m tests.bench.signed_events [ROUNDS]`: a process on RabbitMQ and PostgreSQL of its own takes and handles events
that are signed in either case; the smallest handler there is, one row, so that shares come out too large, if anything.
Figures stand in docs/decisions/messaging.md.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

import psutil

from infra.devstack import DevStack
from shared.contracts.envelope import decode
from shared.security.event_signatures import EventSigner
from tests.support.envelopes import body
from tests.support.ledger_service.contract import ENTRY_BOOKED
from tests.support.ledger_service.lone_fleet import lone_fleet
from tests.support.ledger_service.signing import Signing

ACCOUNTS, ENTRIES = 50, 20
EVENTS = ACCOUNTS * ENTRIES
MODES = ("off", "enforced")


def milliseconds(process):
    """Of the processor, spent so far."""
    spent = psutil.Process(process.pid).cpu_times()
    return 1000 * (spent.user + spent.system)


class Followers:
    """A ledger that signs, and one follower after another."""

    def __init__(self, fleet):
        self.fleet, self.signing, self.booked = fleet, Signing(), 0
        fleet.start("ledger", **self.signing.of("ledger"))
        fleet.answers("ledger")

    def cost(self, mode):
        """The processor's milliseconds per event of a fresh follower, warm."""
        process = self.fleet.start("mirror", **(self.signing.of("mirror") if mode == "enforced" else {}))
        self.fleet.answers("mirror")
        self._handle()
        begun = milliseconds(process)
        self._handle()
        spent = milliseconds(process) - begun
        self.fleet.terminate(process)
        self.fleet.processes.remove(process)
        return spent / EVENTS

    def _handle(self):
        """Book, and wait until all of it has taken effect, without asking the follower."""
        self.booked += self.fleet.book_patiently(ACCOUNTS, ENTRIES)
        self.fleet.eventually(lambda: self._effects() == self.booked, 120)

    def _effects(self):
        time.sleep(0.2)
        return self.fleet.rows("mirror", "SELECT count(*) FROM effects")[0][0]


def signing_costs():
    """The processor's milliseconds for signing one event."""
    signer = EventSigner.generate("ledger-1")
    data = {"account_id": "a", "amount": 1, "behaviour": "ok"}
    events = [decode(body(ENTRY_BOOKED, "a", data, sequence=number + 1)) for number in range(EVENTS)]
    begun = time.process_time()
    for event in events:
        event.signed_by(signer)
    return 1000 * (time.process_time() - begun) / EVENTS


def main():
    """Medians of the rounds; who comes first changes."""
    rounds = int(sys.argv[1]) if sys.argv[1:] else 6
    stack = DevStack(f"signatures-{os.getpid()}", owner=os.getpid())
    stack.start(lambda line: None, durable=False)
    try:
        with tempfile.TemporaryDirectory() as folder, lone_fleet(stack, Path(folder)) as fleet:
            followers = Followers(fleet)
            pairs = []
            for number in range(rounds):
                order = MODES if number % 2 else MODES[::-1]
                pairs.append({mode: followers.cost(mode) for mode in order})
            off, enforced = (statistics.median(pair[mode] for pair in pairs) for mode in MODES)
            share = statistics.median(pair["enforced"] / pair["off"] for pair in pairs) - 1
            print(f"off {off:.3f} ms, enforced {enforced:.3f} ms ({share:+.1%}); signing {signing_costs():.3f} ms")
    finally:
        stack.stop(discard=True)


if __name__ == "__main__":
    main()
