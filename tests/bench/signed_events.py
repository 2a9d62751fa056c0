"""What a signature costs: processor time per handled event, off and enforced in turns, and per signed event.

`python -m tests.bench.signed_events [ROUNDS]`: a follower's own handler over a SQLite file, without a broker, so that
shares come out too large, if anything. Figures stand in docs/decisions/messaging.md.
"""

import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

from shared.contracts.envelope import decode
from shared.kernel.clock import SystemClock
from shared.kernel.settings import Settings
from shared.messaging.base.signatures import NONE, Signatures
from shared.messaging.events.delivery import Delivery
from shared.messaging.events.handle import DeliveryOutcome, apply_delivery
from shared.security.event_signatures import EventKeys, EventSigner
from tests.support.envelopes import Message, body
from tests.support.ledger_service import mirror, tables
from tests.support.ledger_service.contract import ACCOUNT, ENTRY_BOOKED, QUEUE

EVENTS = 300
FILLING = {"0.6 kB": "ok", "1.4 kB": "x" * 800}
SIGNER = EventSigner.generate("ledger-1")
ENFORCED = Signatures(keys=EventKeys.from_json(json.dumps({"ledger": {"ledger-1": SIGNER.public}})), enforced=True)


def written(account, filling):
    """Events of one account as they lie on the bus, and the processor's milliseconds for signing each."""
    data = {"account_id": account, "amount": 1, "behaviour": filling}
    plain = [decode(body(ENTRY_BOOKED, account, data, sequence=number + 1)) for number in range(EVENTS)]
    begun = time.process_time()
    signed = [event.signed_by(SIGNER) for event in plain]
    return [event.encode() for event in signed], 1000 * (time.process_time() - begun) / EVENTS


def handled(app, bodies):
    """The processor's milliseconds per event."""
    begun = time.process_time()
    for content in bodies:
        outcome = apply_delivery(
            app, ACCOUNT, Delivery(Message(content), QUEUE), lambda tx, event: tx.ports.effects.add(event, tx.now)
        )
        assert outcome.verdict is DeliveryOutcome.HANDLED
    return 1000 * (time.process_time() - begun) / len(bodies)


def in_turns(app, name, filling, rounds):
    """Each pair after one to warm up."""
    pairs, signing = [], []
    for number in range(rounds + 1):
        pair = []
        for mode in (NONE, ENFORCED):
            app.signatures = mode
            bodies, cost = written(f"{name[0]}-{number}-{mode.enforced}", filling)
            pair.append(handled(app, bodies))
            signing.append(cost)
        pairs.append(pair)
    return pairs[1:], signing[1:], len(bodies[0])


def main():
    """Medians."""
    rounds = int(sys.argv[1]) if sys.argv[1:] else 8
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder)}/mirror.db?synchronous=OFF"
        tables.create(url)
        app = mirror.bootstrap(Settings(database_url=url, amqp_uri="embedded://bench"), SystemClock())
        for name, filling in FILLING.items():
            pairs, signing, size = in_turns(app, name, filling, rounds)
            off, enforced = (statistics.median(column) for column in zip(*pairs, strict=True))
            more = statistics.median(b - a for a, b in pairs)
            print(
                f"{name} ({size} bytes): off {off:.3f} ms, enforced {enforced:.3f} ms, {more:+.3f} ms a pair "
                f"({more / off:+.1%}); signing {statistics.median(signing):.3f} ms"
            )
        app.close()


if __name__ == "__main__":
    main()
