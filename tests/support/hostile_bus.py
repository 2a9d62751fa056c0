"""A real broker with the suite's users, the queues of one consumer, and people who try what they may not."""

from __future__ import annotations

import functools
import time
import uuid
from contextlib import contextmanager
from dataclasses import replace

from amqp import Connection, Message
from amqp.exceptions import AMQPError

from shared.contracts.queues import SUBSCRIPTIONS
from shared.messaging.base.amqp import connection_to
from shared.messaging.events.consume import STREAM
from shared.messaging.events.delivery import Delivery
from shared.messaging.events.handle import apply_delivery
from shared.messaging.events.settle import Settler
from shared.messaging.events.topology import Subscription, declare_subscription
from shared.persistence.events.dead_letters import list_dead_letters
from tests.support.adversary.siege import service_class
from tests.support.adversary.stories import open_world

DELAYS = (0.05,)


class HostileBus:
    """One virtual host; `attempt` says what the broker answers, `arrivals` what lies in a queue."""

    def __init__(self, broker, vhost):
        self.broker, self.vhost = broker, vhost

    def uri(self, user):
        return self.broker.uri(self.vhost, user)

    @contextmanager
    def channel(self, user):
        """A confirming channel in somebody's name."""
        where = {"host": f"127.0.0.1:{self.broker.facts['port']}", "virtual_host": self.vhost}
        secret = self.broker.password_of(user)
        with Connection(userid=user, password=secret, connect_timeout=5, read_timeout=5, **where) as connection:
            channel = connection.channel()
            channel.confirm_select()
            yield channel

    def attempt(self, user, deed):
        """The broker's code (403, 404, 406); None when it lets it happen."""
        try:
            with self.channel(user) as channel:
                deed(channel)
        except AMQPError as error:
            return error.reply_code
        return None

    def publish(self, user, body, exchange, routing_key, **properties):
        """The broker's code; None when the message was taken."""
        message = Message(body, content_type="application/json", **properties)
        return self.attempt(user, lambda channel: channel.basic_publish_confirm(message, exchange, routing_key))

    def send(self, user, body, queue):
        """Into a queue by the default exchange, in one's own name."""
        return self.publish(user, body, "", queue, user_id=user, message_id=str(uuid.uuid4()))

    def next_in(self, queue, user="zhiping"):
        """The next message, waited for a little; None when none comes."""
        with self.channel(user) as channel:
            for _ in range(40):
                if found := channel.basic_get(queue, no_ack=True):
                    return found
                time.sleep(0.05)
        return None

    def waiting(self, queue):
        """How many messages lie in a queue."""
        with self.channel("zhiping") as channel:
            return channel.queue_declare(queue, passive=True).message_count


class Consumer:
    """A service's own handlers over a world of its suite, fed from the real broker's queue."""

    def __init__(self, bus, service, folder):
        self.bus, self.service, self.world = bus, service, open_world(service, folder)
        self.app = self.world.app
        self.app.settings = replace(self.app.settings, amqp_uri=bus.uri(service), retry_delays=DELAYS)
        self.settler = Settler(self.app, self)
        with connection_to(bus.uri("zhiping")) as connection:
            for stream in SUBSCRIPTIONS[service]:
                declare_subscription(connection, Subscription(service, stream), DELAYS)

    def ack_message(self, message):
        """It was taken without acknowledgement."""

    def take(self, stream):
        """What becomes of the next message of a stream's queue."""
        queue = stream.queue_of(self.service)
        message = self.bus.next_in(queue)
        assert message is not None, f"nothing in {queue}"
        return self.judge(stream, Delivery(message, queue))

    def judge(self, stream, delivery):
        """The verdict of the service's handler, acted upon."""
        made = service_class(self.service)
        found = (getattr(made, name) for name in dir(made))
        method = next(one for one in found if getattr(one, STREAM, None) is stream)
        outcome = apply_delivery(self.app, stream, delivery, functools.partial(method.__wrapped__, made()))
        self.settler.settle(delivery, outcome)
        return outcome

    def letters(self):
        """Open dead letters."""
        with self.app.database.begin_reading() as connection:
            return list_dead_letters(connection)

    def close(self):
        self.settler._publisher.close()
        self.world.close()


def bus_of(stack, amqp_uri):
    """The virtual host of a test."""
    return HostileBus(stack.broker, amqp_uri.rpartition("/")[2])
