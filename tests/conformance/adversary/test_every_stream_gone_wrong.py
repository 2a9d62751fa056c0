"""Events that do not fit, brought to every consumer of every stream: a dead letter at once, the next one is handled."""

import functools
import re
from itertools import islice

import pytest

from shared.contracts.queues import SUBSCRIPTIONS
from shared.messaging.events.consume import STREAM
from shared.messaging.events.delivery import Delivery
from shared.messaging.events.handle import DeliveryOutcome, apply_delivery
from shared.messaging.events.settle import Settler
from shared.persistence.events.dead_letters import list_dead_letters
from shared.persistence.events.status import status_counts
from shared.policy import shipped_pack
from tests.support.adversary.events import broken_bodies, broken_data, envelope
from tests.support.adversary.siege import service_class
from tests.support.adversary.stories import open_world

WAITS = re.compile(r"^not_yet: |^\w+ \(unavailable\)")
"""What a handler says that lacks the facts of another stream."""
NEWER = re.compile(r"^event_(version_)?unknown: ")
"""What a version that follows may know: it waits."""
FOLLOWED = {
    stream.queue_of(service): (service, stream) for service, streams in SUBSCRIPTIONS.items() for stream in streams
}


class Message:
    """A delivery as kombu shows it; wrong in its properties too."""

    def __init__(self, body):
        self.body = body
        self.headers = {"x-zhiping-history": "[[[" * 1000, "x-zhiping-attempt": "many"}
        self.properties = {"message_id": "m" * 500, "type": "\x00", "content_type": "image/png"}


class Settled:
    """Counts what is acknowledged, and forbids to send anything round again."""

    def __init__(self):
        self.acked = 0

    def ack_message(self, message):
        self.acked += 1


@pytest.fixture(scope="module")
def worlds(tmp_path_factory):
    """One world per service for all its streams, begun as its suite begins it."""
    opened = {}

    def of(service):
        if service not in opened:
            opened[service] = open_world(service, tmp_path_factory.mktemp(service))
        return opened[service]

    yield of
    for world in opened.values():
        world.close()


class Inbox:
    """One subscription: a body goes through everything a delivery goes through but the wire."""

    def __init__(self, world, service, stream):
        self.app, self.stream, self.queue = world.app, stream, stream.queue_of(service)
        made = service_class(service)
        found = (getattr(made, name) for name in dir(made))
        method = next(one for one in found if getattr(one, STREAM, None) is stream)
        self.handler = functools.partial(method.__wrapped__, made())
        self.consumer = Settled()
        self.settler = Settler(self.app, self.consumer)

    def bring(self, body):
        """The verdict, drawn like any other."""
        delivery = Delivery(Message(body), self.queue)
        outcome = apply_delivery(self.app, self.stream, delivery, self.handler)
        if outcome.verdict is DeliveryOutcome.DEAD:
            self.settler.settle(delivery, outcome)
        return outcome

    def count(self):
        """How many open letters there are, of whatever queue."""
        with self.app.database.begin_reading() as connection:
            return status_counts(connection).dead_letters

    def letters(self):
        """All open letters."""
        with self.app.database.begin_reading() as connection:
            return list_dead_letters(connection, limit=100_000)


@pytest.mark.parametrize("queue", FOLLOWED)
def test_what_does_not_fit_rests_at_once_with_its_reason_and_the_next_event_is_handled(worlds, queue):
    service, stream = FOLLOWED[queue]
    inbox = Inbox(worlds(service), service, stream)
    before = inbox.count()
    bad = [*broken_bodies(stream), *islice(broken_data(stream), 0, None, 3)]
    outcomes = [(what, inbox.bring(body)) for what, body in bad]
    lived = [(what, one.error) for what, one in outcomes if one.verdict is not DeliveryOutcome.DEAD]
    assert [what for what, error in lived if not NEWER.match(error)] == []
    assert {error.partition(":")[0] for _, error in lived} == {"event_unknown", "event_version_unknown"}
    letters = inbox.letters()
    assert inbox.count() - before == inbox.consumer.acked == len(bad) - len(lived)
    reasons = {letter.reason.partition(":")[0] for letter in letters if letter.handler == inbox.queue}
    assert reasons == {
        "body_undecodable", "envelope_invalid", "event_source_unknown", "off_contract",
    }  # fmt: skip
    assert {len(letter.history) for letter in letters} == {1}
    for event in stream.events:
        outcome = inbox.bring(envelope(stream, event, good(event), f"good-{event.name}"))
        assert outcome.verdict is DeliveryOutcome.HANDLED or WAITS.search(outcome.error), outcome.error


def good(event):
    """The sample with a field that a newer publisher added; a notice with the whole of a pack."""
    data = event.sample | {"newer": ["field"]}
    return data | {"notice_id": "another", "pack": shipped_pack("alxa-2025").raw} if "pack" in data else data
