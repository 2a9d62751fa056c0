"""The owners of the streams on a real broker: they say everything at least once, out of order, whatever befalls it."""

import json
import time

from amqp import Message
from amqp.exceptions import AMQPError

FAULTS = (AMQPError, OSError, KeyError)
"""What a broker that is away answers with; py-amqp's channels break off with a KeyError, too."""
PATIENCE = 120
NEAR = 8
"""How far an event may get away from its place."""


class Publishers:
    """Each with the broker's user of its own; what was not confirmed is said again."""

    def __init__(self, broker, vhost):
        self._broker, self._vhost, self._channels = broker, vhost, {}
        self.told = 0

    def tell(self, event):
        """Until the broker has confirmed it."""
        deadline = time.monotonic() + PATIENCE
        while not self._taken(event):
            assert time.monotonic() < deadline, "the broker takes nothing"
            time.sleep(0.2)
        self.told += 1

    def close(self):
        for source in list(self._channels):
            self._drop(source)

    def _taken(self, event):
        source = event["source"]
        properties = {"message_id": event["id"], "type": event["type"], "delivery_mode": 2, "user_id": source}
        message = Message(json.dumps(event), content_type="application/json", content_encoding="utf-8", **properties)
        try:
            self._channel(source).basic_publish_confirm(message, f"{source}.events", event["type"])
        except FAULTS:
            self._drop(source)
            return False
        return True

    def _channel(self, source):
        if source not in self._channels:
            connection = self._broker.connection(self._vhost, source)
            connection.connect()
            self._channels[source] = connection.channel()
        return self._channels[source]

    def _drop(self, source):
        channel = self._channels.pop(source, None)
        try:
            if channel is not None:
                channel.connection.collect()
        except FAULTS:
            pass


def disordered(rng, events, earlier):
    """The events, each near its place, some twice, with some of those that were told before."""
    placed = [(number + rng.uniform(0, NEAR), event) for number, event in enumerate(events)]
    placed += [(place + rng.uniform(0, 3 * NEAR), event) for place, event in placed if rng.random() < 0.1]
    again = rng.sample(earlier, min(len(earlier), len(events) // 30))
    placed += [(rng.uniform(0, len(events)), event) for event in again]
    return [event for _, event in sorted(placed, key=lambda one: one[0])]
