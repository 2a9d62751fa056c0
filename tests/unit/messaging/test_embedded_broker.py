"""The broker inside the process behaves as RabbitMQ does where the suite relies on it."""

import threading
import uuid

import pytest
from kombu.exceptions import ChannelError

import shared.messaging.embedded  # noqa: F401
from shared.messaging.base.amqp import ConfirmingPublisher, connection_to
from shared.messaging.embedded.broker import forget_broker
from shared.messaging.embedded.routing import key_pattern


class Bus:
    """One connection, and what it received."""

    def __init__(self, uri):
        self.connection = connection_to(uri)
        self.channel = self.connection.channel()
        self.received = []

    def queue(self, name, **arguments):
        self.channel.queue_declare(queue=name, arguments={key.replace("_", "-"): one for key, one in arguments.items()})

    def publish(self, body, exchange="", key="q", **options):
        properties = options.pop("properties", {})
        message = self.channel.prepare_message(body, properties=properties, headers=options.pop("headers", {}))
        return self.channel.basic_publish(message, exchange=exchange, routing_key=key, **options)

    def consume(self, queue, prefetch=0, tag="t"):
        self.channel.basic_qos(0, prefetch, False)
        self.channel.basic_consume(queue=queue, callback=self.received.append, consumer_tag=tag)

    def drain(self):
        """Run the callbacks of everything that is there."""
        while True:
            try:
                self.connection.drain_events(timeout=0.01)
            except TimeoutError:
                return [message.body for message in self.received]


@pytest.fixture
def uri():
    name = f"t{uuid.uuid4().hex}"
    yield f"embedded://{name}"
    forget_broker(name)


@pytest.fixture
def bus(uri):
    made = Bus(uri)
    yield made
    made.connection.release()


@pytest.mark.parametrize(("pattern", "key", "matches"), [
    ("ledger.*", "ledger.booked", True), ("ledger.*", "ledger.a.b", False), ("ledger.#", "ledger", True),
    ("ledger.#", "ledger.a.b", True), ("#", "any.thing", True), ("*.booked", "ledger.booked", True),
    ("#.booked", "booked", True), ("ledger.#.x", "ledger.x", True), ("ledger.*", "ledgerXbooked", False),
])  # fmt: skip
def test_topic_patterns_match_words(pattern, key, matches):
    assert bool(key_pattern(pattern).fullmatch("." + key)) is matches


def test_a_message_reaches_every_bound_queue_once(bus):
    bus.channel.exchange_declare(exchange="x", type="topic")
    for queue in ("q", "r"):
        bus.queue(queue)
        bus.channel.queue_bind(queue=queue, exchange="x", routing_key="a.*")
        bus.channel.queue_bind(queue=queue, exchange="x", routing_key="a.b")
    assert bus.publish("1", "x", "a.b") == 2


def test_a_mandatory_message_without_a_queue_is_refused(bus):
    with pytest.raises(ChannelError, match="NO_ROUTE"):
        bus.publish("1", key="nowhere", mandatory=True)


def test_an_unknown_exchange_is_an_error(bus):
    with pytest.raises(ChannelError, match="NOT_FOUND"):
        bus.publish("1", "nowhere", "k")


def test_prefetch_limits_each_consumer_until_it_settles(bus):
    bus.queue("q")
    bus.consume("q", prefetch=2)
    for body in "12345":
        bus.publish(body)
    assert bus.drain() == ["1", "2"]
    bus.received[0].ack()
    assert bus.drain() == ["1", "2", "3"]


def test_a_requeued_message_comes_first_and_is_marked(bus):
    bus.queue("q")
    bus.consume("q", prefetch=1)
    bus.publish("1")
    bus.publish("2")
    bus.drain()
    bus.received.pop().requeue()
    bus.drain()
    assert bus.received[0].body == "1"
    assert bus.received[0].delivery_info["redelivered"] is True


def test_closing_a_connection_gives_unsettled_messages_back_in_order(uri, bus):
    other = Bus(uri)
    bus.queue("q")
    other.consume("q")
    for body in "123":
        bus.publish(body)
    other.drain()
    other.connection.release()
    bus.consume("q")
    assert bus.drain() == ["1", "2", "3"]


def test_a_queue_with_a_time_to_live_hands_over_to_its_dead_letter_exchange(bus):
    bus.queue("q")
    bus.queue("q.retry.1", x_message_ttl=20, x_dead_letter_exchange="", x_dead_letter_routing_key="q")
    bus.consume("q")
    bus.publish("1", key="q.retry.1")
    bus.connection.drain_events(timeout=5)
    assert bus.received[0].body == "1"


def test_a_message_that_expired_is_not_delivered(bus):
    bus.queue("q")
    bus.publish("stale", properties={"expiration": "0"})
    bus.publish("fresh", properties={"expiration": "60000"})
    bus.consume("q")
    assert bus.drain() == ["fresh"]


def test_a_settlement_waits_for_every_queue(bus):
    settled = threading.Event()
    for queue in ("q", "r"):
        bus.queue(queue)
    bus.channel.exchange_declare(exchange="x", type="topic")
    for queue in ("q", "r"):
        bus.channel.queue_bind(queue=queue, exchange="x", routing_key="k")
    bus.publish("1", "x", "k", on_settled=settled.set)
    bus.consume("q", tag="one")
    bus.consume("r", tag="two")
    bus.drain()
    bus.received[0].ack()
    assert not settled.is_set()
    bus.received[1].ack()
    assert settled.is_set()


def test_a_copy_for_a_retry_queue_keeps_its_origin_unsettled(uri, bus):
    settled = threading.Event()
    bus.queue("q")
    bus.queue("later")
    bus.publish("1", on_settled=settled.set)
    bus.consume("q", tag="one")
    bus.drain()
    original = bus.received.pop()
    ConfirmingPublisher(uri, 1).publish(original.body, "", "later", dict(original.headers))
    original.ack()
    assert not settled.is_set()
    bus.consume("later", tag="two")
    bus.drain()
    bus.received.pop().ack()
    assert settled.is_set()


def test_an_auto_delete_queue_goes_with_its_last_consumer(bus):
    bus.channel.queue_declare(queue="reply", auto_delete=True)
    bus.consume("reply")
    bus.channel.basic_cancel("t")
    with pytest.raises(ChannelError):
        bus.channel.queue_declare(queue="reply", passive=True)


def test_a_message_that_expired_in_the_hands_of_a_process_that_stood_still_is_not_handed_over(bus):
    bus.queue("q")
    bus.consume("q")
    bus.publish("late", properties={"expiration": "1"})
    bus.publish("in time", properties={"expiration": "60000"})
    threading.Event().wait(0.01)
    assert bus.drain() == ["in time"]


def test_direct_reply_to_gives_each_channel_an_address_of_its_own(uri, bus):
    callers = [Bus(uri), Bus(uri)]
    bus.queue("q")
    bus.consume("q")
    for number, caller in enumerate(callers):
        caller.channel.basic_consume(
            "amq.rabbitmq.reply-to", no_ack=True, callback=caller.received.append, consumer_tag="r"
        )
        caller.publish(f"question {number}", properties={"reply_to": "amq.rabbitmq.reply-to"})
    bus.drain()
    for message in bus.received:
        bus.publish(message.body.replace("question", "answer"), key=message.properties["reply_to"])
    assert [caller.drain() for caller in callers] == [["answer 0"], ["answer 1"]]
    for caller in callers:
        caller.connection.release()
    assert bus.publish("nobody listens", key=bus.received[0].properties["reply_to"]) == 0


def test_direct_reply_to_without_a_consumer_is_refused(bus):
    bus.queue("q")
    with pytest.raises(ChannelError, match="fast reply consumer does not exist"):
        bus.publish("question", properties={"reply_to": "amq.rabbitmq.reply-to"})


def test_no_body_is_inflated_on_its_way(bus):
    bus.queue("q")
    bus.consume("q")
    bus.publish(b"not inflated", headers={"compression": "application/x-gzip"})
    assert bus.drain() == [b"not inflated"]
    assert bus.received[0].headers["compression"] == "application/x-gzip"
