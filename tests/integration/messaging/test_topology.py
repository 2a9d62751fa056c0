"""Queues at deployment: declared before any producer, as the contracts list them, safe to repeat."""

import pytest
from amqp.exceptions import NotFound

from infra.devstack.processes import eventually
from shared.contracts.queues import SERVICES, queue_names, retry_exchange, undelivered
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
    levels = {retry_queue(name, delay) for name in expected for delay in DELAYS}
    assert set(queues) == expected | levels | {undelivered(service) for service in SERVICES}


def test_event_queues_are_quorum_queues_and_retries_come_back_by_themselves(queues):
    for name, queue in queues.items():
        arguments = queue["arguments"]
        assert arguments["x-queue-type"] == "quorum"
        assert arguments["x-overflow"] == "reject-publish"
        origin, retry, delay = name.partition(".retry.")
        if retry:
            assert arguments["x-dead-letter-exchange"] == retry_exchange(origin.partition(".")[0])
            assert arguments["x-dead-letter-routing-key"] == origin
            assert arguments["x-dead-letter-strategy"] == "at-least-once"
            assert f"{arguments['x-message-ttl']}ms" == delay


def test_what_comes_back_too_often_has_somewhere_to_go(stack, queues, amqp_uri):
    target = {name: undelivered(service) for service in SERVICES for name in queue_names(service)}
    policies = told(stack, amqp_uri, "effective_policy_definition", target)
    assert {name: policy["dead-letter-exchange"] for name, policy in policies.items()} == target
    assert {policy["dead-letter-strategy"] for policy in policies.values()} == {"at-least-once"}


def told(stack, amqp_uri, member, names):
    """name -> that member of each queue, once the broker's statistics have caught up with all of them."""
    found = {}

    def complete():
        queues = stack.broker.api("GET", f"/api/queues/{amqp_uri.rpartition('/')[2]}")
        found.update({queue["name"]: queue[member] for queue in queues if queue["name"] in names and member in queue})
        return found.keys() == set(names)

    eventually(complete, 30, f"{member} of every event queue", every=0.2)
    return found


def test_other_delays_have_other_queues(stack, queues, amqp_uri):
    expected = [name for service in SERVICES for name in queue_names(service)]
    assert declare_topology(amqp_uri, (1.0, 7.0)) == expected
    found = {queue["name"] for queue in stack.broker.api("GET", f"/api/queues/{amqp_uri.rpartition('/')[2]}")}
    assert found - set(queues) == {retry_queue(name, delay) for name in expected for delay in (1.0, 7.0)}


def test_rpc_queues_are_not_part_of_it(stack, amqp_uri, queues):
    with stack.broker.connection(amqp_uri.rpartition("/")[2]) as connection, pytest.raises(NotFound):
        connection.channel().queue_declare("rpc-audit", passive=True)
