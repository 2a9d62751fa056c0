"""Queues at deployment: declared before any producer, as the contracts list them, safe to repeat."""

import pytest
from amqp.exceptions import NotFound

from shared.contracts.queues import SERVICES, queue_names
from shared.messaging.events.topology import declare_topology, retry_queue

DELAYS = (0.5, 5.0)


@pytest.fixture
def queues(stack, amqp_uri):
    """name -> what the broker says of each queue."""
    declare_topology(amqp_uri, DELAYS)
    vhost = amqp_uri.rpartition("/")[2]
    return {queue["name"]: queue for queue in stack.broker.api("GET", f"/api/queues/{vhost}")}


def test_every_subscription_has_its_queue_and_a_retry_queue_per_delay(queues):
    expected = {name for service in SERVICES for name in queue_names(service)}
    levels = {retry_queue(name, level) for name in expected for level in (1, 2)}
    assert set(queues) == expected | levels


def test_event_queues_are_quorum_queues_and_retries_come_back_by_themselves(queues):
    for name, queue in queues.items():
        arguments = queue["arguments"]
        assert arguments["x-queue-type"] == "quorum"
        assert arguments["x-overflow"] == "reject-publish"
        origin, retry, level = name.partition(".retry.")
        if retry:
            assert arguments["x-dead-letter-routing-key"] == origin
            assert arguments["x-dead-letter-strategy"] == "at-least-once"
            assert arguments["x-message-ttl"] == DELAYS[int(level) - 1] * 1000


def test_declaring_again_with_other_delays_changes_nothing_and_does_not_fail(queues, amqp_uri):
    assert sorted(declare_topology(amqp_uri, DELAYS)) == sorted(name for name in queues if ".retry." not in name)
    declare_topology(amqp_uri, (1.0, 7.0))


def test_rpc_queues_are_not_part_of_it(stack, amqp_uri, queues):
    with stack.broker.connection(amqp_uri.rpartition("/")[2]) as connection, pytest.raises(NotFound):
        connection.channel().queue_declare("rpc-audit", passive=True)
