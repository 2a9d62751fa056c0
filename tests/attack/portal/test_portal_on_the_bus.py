"""A portal's broker user tries more than to call."""

import pytest

from shared.contracts import declaration
from shared.messaging.events.topology import declare_topology, retry_queue
from shared.policy import shipped_pack
from tests.support.envelopes import body
from tests.support.hostile_bus import bus_of

PORTAL = "portal"
CALLS = "nameko-rpc"
QUEUE = declaration.NOTICE.queue_of("audit")
EVENT = declaration.NOTICE_PUBLISHED


@pytest.fixture(scope="module")
def bus(stack):
    """A broker as it stands after deployment; the attacks leave it as it was."""
    vhost = "portal-attacks"
    declare_topology(stack.broker.create_vhost(vhost), (0.5,))
    made = bus_of(stack, f"/{vhost}")
    with made.channel("zhiping") as channel:
        channel.exchange_declare(CALLS, "topic", durable=True, auto_delete=False)
        for name in ("rpc-audit", "rpc.reply-of-another"):
            channel.queue_declare(name, durable=True, auto_delete=False)
        channel.queue_bind("rpc-audit", CALLS, "audit.get_case")
        channel.queue_bind("rpc.reply-of-another", CALLS, "0c0ffee0-0000-4000-8000-000000000000")
    yield made
    stack.broker.delete_vhost(vhost)


FORGED = body(EVENT, "alxa-2025", EVENT.sample | {"version": 2, "pack": shipped_pack("alxa-2025").raw}, sequence=2)


@pytest.mark.parametrize(("exchange", "key"), [
    ("declaration.events", EVENT.name), ("", QUEUE), ("", retry_queue(QUEUE, 0.5)), ("audit.retry", QUEUE),
    ("audit.undelivered", ""), ("amq.topic", EVENT.name), ("amq.fanout", ""),
])  # fmt: skip
@pytest.mark.parametrize("claimed", [{}, {"user_id": PORTAL}, {"user_id": "declaration"}], ids=["-", "own", "owner"])
def test_the_second_version_of_a_notice_reaches_no_queue(bus, exchange, key, claimed):
    assert bus.publish(PORTAL, FORGED, exchange, key, **claimed) in (403, 406)
    assert bus.waiting(QUEUE) == 0


@pytest.mark.parametrize("key", [
    "0c0ffee0-0000-4000-8000-000000000000", "audit.__probe__", "declaration-notice", "#", "rpc.reply-of-another",
])  # fmt: skip
def test_it_writes_to_the_exchange_of_calls_what_is_a_method_and_nothing_else(bus, key):
    assert bus.publish(PORTAL, "{}", CALLS, key) == 403
    assert bus.waiting("rpc.reply-of-another") == 0


def test_it_calls(bus):
    before = bus.waiting("rpc-audit")
    assert bus.publish(PORTAL, "{}", CALLS, "audit.get_case") is None
    assert bus.waiting("rpc-audit") == before + 1


DEEDS = {
    "declare a queue": lambda channel: channel.queue_declare("mine"),
    "declare the exchange of calls": lambda channel: channel.exchange_declare(CALLS, "topic", durable=True),
    "take it away": lambda channel: channel.exchange_delete(CALLS),
    "read foreign calls": lambda channel: channel.queue_bind("rpc-audit", CALLS, "#"),
    "take a service's queue of calls": lambda channel: channel.basic_get("rpc-audit"),
    "take another's answers": lambda channel: channel.basic_get("rpc.reply-of-another"),
    "read events": lambda channel: channel.basic_get(QUEUE),
    "bind to events": lambda channel: channel.queue_bind(QUEUE, "audit.events", "#"),
    "empty a queue": lambda channel: channel.queue_purge(QUEUE),
    "take away a queue": lambda channel: channel.queue_delete(QUEUE),
    "take away a binding": lambda channel: channel.queue_unbind(QUEUE, "declaration.events", EVENT.name),
    "chain exchanges": lambda channel: channel.exchange_bind("amq.fanout", "declaration.events", "#"),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_it_declares_binds_reads_and_removes_nothing(bus, deed):
    assert bus.attempt(PORTAL, DEEDS[deed]) == 403
