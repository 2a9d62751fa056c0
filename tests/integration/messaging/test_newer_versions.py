"""A rolling update: the publisher is newer than its follower, whose update comes later, or too late."""

import pytest
from amqp import Message

from shared.contracts import broker_users
from shared.contracts.base import Stream
from tests.support.envelopes import body
from tests.support.ledger_service.contract import ACCOUNT, ACCOUNT_FROZEN, ENTRY_BOOKED, QUEUE

NEWER = {"LEDGER_CONTRACTS": "newer"}


@pytest.fixture
def publish(stack, fleet):
    """The newer ledger's events on the bus, and what its deployment declares: rights and bindings."""
    newer = Stream("ledger", "account", (*ACCOUNT.events, ACCOUNT_FROZEN))
    vhost = fleet.amqp_uri.rpartition("/")[2]

    def say(event, sequence, **changes):
        content = body(event, "a1", id=f"e{sequence}", sequence=sequence, **changes)
        with stack.broker.connection(vhost, "ledger") as connection:
            channel = connection.channel()
            channel.confirm_select()
            message = Message(content, user_id="ledger", message_id=f"e{sequence}", type=event.name, delivery_mode=2)
            channel.basic_publish_confirm(message, ACCOUNT.exchange, event.name, mandatory=True)

    fleet.up("mirror")
    fleet.eventually(lambda: fleet.stands(QUEUE))
    stack.broker.admit(vhost, broker_users.service("mirror", [newer]))
    with stack.broker.connection(vhost) as connection:
        for event in newer.events:
            connection.channel().queue_bind(QUEUE, newer.exchange, event.name)
    return say


def figures(fleet):
    return fleet.client.call("mirror.get_status")


def frozen(fleet):
    return [(subject, sequence) for _, subject, sequence in fleet.effects()]


def test_an_event_that_waits_is_handled_by_the_version_that_knows_it(fleet, publish):
    [old] = fleet.processes
    fleet.terminate(old)
    fleet.processes.remove(old)
    old = fleet.start("mirror", ZHIPING_RETRY_DELAYS="0.2,2")
    fleet.answers("mirror")
    publish(ACCOUNT_FROZEN, 1)
    publish(ENTRY_BOOKED, 2)
    fleet.eventually(lambda: "event_unknown" in fleet.logs() or waiting(fleet) == 2)
    fleet.terminate(old)
    fleet.processes.remove(old)
    fleet.start("mirror", ZHIPING_RETRY_DELAYS="0.2,2", **NEWER)
    fleet.eventually(lambda: frozen(fleet) == [("a1", 1), ("a1", 2)])
    assert figures(fleet)["dead_letters"] == 0


def waiting(fleet):
    """What lies on the second retry level."""
    with fleet.broker.connection(fleet.amqp_uri.rpartition("/")[2]) as connection:
        return connection.channel().queue_declare(f"{QUEUE}.retry.2000ms", passive=True).message_count


def test_after_the_last_level_it_rests_and_is_replayed_after_the_update(fleet, publish):
    publish(ACCOUNT_FROZEN, 1)
    publish(ENTRY_BOOKED, 2, dataversion=1)
    fleet.eventually(lambda: figures(fleet)["dead_letters"] == 2)
    letters = fleet.client.call("mirror.list_dead_letters")["items"]
    assert {letter["reason"].partition(":")[0] for letter in letters} == {"event_unknown", "gap"}
    assert {letter["attempts"] for letter in letters} == {4}
    [old] = fleet.processes
    fleet.terminate(old)
    fleet.processes.remove(old)
    fleet.start("mirror", **NEWER)
    fleet.answers("mirror")
    fleet.client.command("mirror.replay_dead_letter", id="all")
    fleet.eventually(lambda: frozen(fleet) == [("a1", 1), ("a1", 2)])
