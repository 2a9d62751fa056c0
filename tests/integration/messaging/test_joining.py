"""A consumer that is added to a running system follows every aggregate from a definite event on, and misses nothing."""

import threading

import pytest

from shared.kernel.caller import Caller
from shared.kernel.clock import SystemClock
from shared.messaging.base.amqp import connection_to
from shared.messaging.events.topology import Subscription, declare_subscription, retry_queue
from shared.messaging.ops.add_consumer import QueueExists, join
from shared.persistence import Database, transaction
from tests.support.ledger_service.contract import ACCOUNT, ENTRY_BOOKED
from tests.support.some import some

DELAYS = (0.2, 0.4, 0.8)
CALLER = Caller.system("ledger")
MIRROR = Subscription("mirror", ACCOUNT)


@pytest.fixture
def databases(fleet):
    made = {name: Database(url) for name, url in fleet.urls.items()}
    yield made
    for database in made.values():
        database.close()


@pytest.fixture
def running(fleet):
    """The ledger with a follower of its own; the mirror is not heard of yet."""
    with connection_to(fleet.amqp_uri) as connection:
        declare_subscription(connection, Subscription("witness", ACCOUNT), DELAYS)
    fleet.up("ledger")
    fleet.book(30, 4)
    fleet.eventually(lambda: fleet.unsent() == 0)
    return fleet


def heads(fleet):
    return dict(fleet.rows("ledger", "SELECT subject, sequence FROM stream_heads"))


def test_it_joins_under_load_at_a_definite_event_of_each_aggregate(running, databases):
    stop, booked = threading.Event(), []

    def load():
        while not stop.is_set():
            booked.append(running.book(30, 2))

    before = heads(running)
    loading = threading.Thread(target=load)
    loading.start()
    running.eventually(lambda: len(booked) > 2)
    joined = join(MIRROR, databases["ledger"], databases["mirror"], running.amqp_uri, DELAYS)
    seen = len(booked)
    running.eventually(lambda: len(booked) > seen + 2)
    stop.set()
    loading.join()

    bases = dict(
        running.rows("mirror", "SELECT subject, sequence FROM cursors WHERE handler = 'mirror.ledger_account'")
    )
    running.up("mirror")
    running.settled(60)
    after = heads(running)
    assert joined.subjects == 30
    assert all(before[subject] < bases[subject] < after[subject] for subject in some(before))
    assert joined.before == sum(bases.values())
    followed = {subject: list(range(bases[subject] + 1, after[subject] + 1)) for subject in after}
    found = {}
    for _, subject, sequence in running.effects():
        found.setdefault(subject, []).append(sequence)
    assert found == followed
    assert all(running.alive())


def test_what_waits_in_the_outbox_while_it_joins_is_not_left_out(running, databases):
    ledger = running.processes[0]
    running.terminate(ledger)
    with transaction(databases["ledger"], lambda connection: None, SystemClock(), CALLER, publisher="ledger") as tx:
        tx.record(ENTRY_BOOKED, "a0", ENTRY_BOOKED.read(ENTRY_BOOKED.sample | {"account_id": "a0"}))
        tx.record(ENTRY_BOOKED, "new", ENTRY_BOOKED.read(ENTRY_BOOKED.sample | {"account_id": "new"}))
    join(MIRROR, databases["ledger"], databases["mirror"], running.amqp_uri, DELAYS)
    running.processes.remove(ledger)
    running.up("ledger", "mirror")
    running.settled(60)
    assert sorted((subject, sequence) for _, subject, sequence in running.effects()) == [("a0", 5), ("new", 1)]


def test_a_queue_that_stands_already_is_left_alone(running, databases):
    join(MIRROR, databases["ledger"], databases["mirror"], running.amqp_uri, DELAYS)
    running.book(30, 1)
    with pytest.raises(QueueExists):
        join(MIRROR, databases["ledger"], databases["mirror"], running.amqp_uri, DELAYS)
    running.up("mirror")
    running.settled(60)
    assert len(running.effects()) == 30


def test_without_joining_its_first_events_become_dead_letters_that_say_what_is_missing(running):
    with connection_to(running.amqp_uri) as connection:
        declare_subscription(connection, MIRROR, DELAYS)
    running.book(1, 1)
    running.up("mirror")
    running.eventually(lambda: running.client.call("mirror.get_status")["dead_letters"] == 1)
    [letter] = running.client.call("mirror.list_dead_letters")["items"]
    assert letter["reason"] == "gap: an event before number 5 is missing"


def test_the_retry_queues_of_the_new_queue_stand_too(running, databases, stack):
    join(MIRROR, databases["ledger"], databases["mirror"], running.amqp_uri, DELAYS)
    names = {queue["name"] for queue in stack.broker.api("GET", f"/api/queues/{running.amqp_uri.rpartition('/')[2]}")}
    assert {retry_queue(MIRROR.queue, delay) for delay in DELAYS} <= names
