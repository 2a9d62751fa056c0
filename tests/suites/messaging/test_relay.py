"""The relay against a sender that does as it is told."""

import itertools

import pytest

from shared.kernel.caller import Caller
from shared.messaging.outbox.relay import Relay
from shared.persistence.events.status import status_counts
from shared.wire.plain import plain
from tests.support.ledger_service.contract import ACCOUNT_CLOSED, ENTRY_BOOKED


class Sender:
    """Confirms everything, except what it is told to return or to fail on."""

    def __init__(self):
        self.sent = []
        self.returned = set()
        self.broken = False

    def send(self, rows, settled):
        if self.broken:
            raise OSError("the broker does not answer")
        self.sent += [row.event_id for row in rows]
        for row in rows:
            if row.type not in self.returned:
                settled(row.position)
        return [row for row in rows if row.type in self.returned]

    def close(self):
        pass


def work_off(relay):
    while relay.step():
        pass


@pytest.fixture
def app(wire):
    made = wire("ledger")
    object.__setattr__(made.settings, "amqp_uri", "amqp://unused")
    return made


@pytest.fixture
def sender():
    return Sender()


@pytest.fixture
def relay(app, sender):
    return Relay(app, sender)


def record(app, events=1, event=ENTRY_BOOKED):
    fact = event.read(event.sample)
    with app.transaction(Caller.system("ledger")) as tx:
        tx.trail("booked", "account", "a1")
        return [tx.record(event, "a1", fact) for _ in range(events)]


def counts(app):
    with app.database.begin_reading() as connection:
        return plain(status_counts(connection))


def test_confirmed_rows_leave_the_outbox_are_counted_and_the_trail_is_sealed(app, relay, sender):
    ids = record(app, 3)
    work_off(relay)
    assert sender.sent == ids
    found = counts(app)
    assert (found["pending"], found["unsealed"]) == (0, 0)
    assert found["published"] == {"ledger.entry_booked": 3}


def test_events_leave_in_the_order_of_their_commits_in_batches(app, relay, sender):
    ids = record(app, 700)
    assert relay.step() is True
    assert len(sender.sent) == 500
    work_off(relay)
    assert sender.sent == ids


def test_when_the_broker_does_not_answer_nothing_is_lost(app, relay, sender):
    ids = record(app, 2)
    sender.broken = True
    with pytest.raises(OSError, match="does not answer"):
        relay.step()
    relay._forget()
    assert counts(app)["pending"] == 2
    sender.broken = False
    work_off(relay)
    assert sender.sent == ids
    assert counts(app)["pending"] == 0


def test_what_no_queue_takes_stays_raises_an_alert_and_holds_nobody_up(app, relay, sender):
    record(app, 2)
    closed = record(app, 1, ACCOUNT_CLOSED)
    sender.returned = {"ledger.entry_booked"}
    work_off(relay)
    found = counts(app)
    assert found["pending"] == 2
    assert found["published"] == {"ledger.entry_booked": 2, "ledger.account_closed": 1}
    assert relay.unroutable == ["ledger.entry_booked"]
    assert b'zhiping_relay_alerts_total{reason="unroutable",service="ledger"} 1.0' in app.metrics.exposition()
    more = record(app, 1, ACCOUNT_CLOSED)
    work_off(relay)
    assert sender.sent[-2:] == [*closed, *more]


def test_an_unroutable_row_is_tried_again_with_growing_pauses_until_a_queue_takes_it(app, relay, sender, monkeypatch):
    now = [100.0]
    monkeypatch.setattr("shared.messaging.outbox.relay.time.monotonic", lambda: now[0])
    record(app)
    sender.returned = {"ledger.entry_booked"}
    tries = []
    for _ in range(100):
        before = len(sender.sent)
        relay.step()
        tries += [now[0]] * (len(sender.sent) - before)
        now[0] += 0.5
    pauses = [later - earlier for earlier, later in itertools.pairwise(tries)]
    assert pauses == sorted(pauses)
    assert pauses[0] >= 1
    assert pauses[-1] > 8
    sender.returned = set()
    now[0] += 40
    work_off(relay)
    assert counts(app)["pending"] == 0
    assert relay.unroutable == []


def test_on_the_embedded_bus_a_row_stays_until_every_consumer_has_settled(wire):
    app = wire("ledger")

    class Slow(Sender):
        def send(self, rows, settled):
            self.sent += [row.event_id for row in rows]
            self.settle = [lambda position=row.position: settled(position) for row in rows]
            return []

    sender = Slow()
    relay = Relay(app, sender)
    ids = record(app, 2)
    relay.step()
    relay.step()
    assert sender.sent == ids
    assert counts(app)["pending"] == 2
    sender.settle[1]()
    relay.step()
    assert counts(app)["pending"] == 1
    sender.settle[0]()
    relay.step()
    assert counts(app)["pending"] == 0
