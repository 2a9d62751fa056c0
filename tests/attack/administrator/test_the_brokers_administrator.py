"""Somebody administers the broker: he makes himself a user who may say that he is anybody, and publishes."""

import json
import uuid

import pytest
from amqp import Connection, Message

from infra.site_signers import SiteSigners
from shared.contracts import declaration
from shared.contracts.envelope import signed_bytes
from shared.kernel.caller import Caller
from shared.messaging.base.signatures import Signatures
from shared.messaging.events import dead_letters
from shared.messaging.events.handle import DeliveryOutcome
from shared.messaging.events.topology import retry_queue
from shared.policy import shipped_pack
from shared.security.event_signatures import EventKeys, EventSigner
from tests.support.envelopes import members
from tests.support.hostile_bus import DELAYS, Consumer, bus_of

QUEUE, EVENT = declaration.NOTICE.queue_of("audit"), declaration.NOTICE_PUBLISHED
ALARM = 'zhiping_bus_alarms_total{{reason="{}",service="audit"}} 1.0'
SITE = SiteSigners.generate()
KEYS = EventKeys.from_json(SITE.variables()["ZHIPING_EVENT_KEYS"])
ANYTHING = {"configure": ".*", "write": ".*", "read": ".*"}


@pytest.fixture
def bus(stack, amqp_uri):
    return bus_of(stack, amqp_uri)


@pytest.fixture
def forge(bus):
    """Publish in the name of any user: the broker lets an `impersonator` set `user_id` as he likes."""
    name, password = f"root-{uuid.uuid4().hex[:8]}", uuid.uuid4().hex
    bus.broker.api("PUT", f"/api/users/{name}", {"password": password, "tags": "impersonator"})
    bus.broker.api("PUT", f"/api/permissions/{bus.vhost}/{name}", ANYTHING)

    def publish(content, user="declaration", exchange="declaration.events", key=EVENT.name):
        where = {"host": f"127.0.0.1:{bus.broker.facts['port']}", "virtual_host": bus.vhost}
        said = {"content_type": "application/json", "user_id": user, "message_id": "m"}
        with Connection(userid=name, password=password, connect_timeout=5, read_timeout=5, **where) as connection:
            channel = connection.channel()
            channel.confirm_select()
            channel.basic_publish_confirm(Message(content, **said), exchange, key)

    yield publish
    bus.broker.api("DELETE", f"/api/users/{name}")


@pytest.fixture
def audit_service(bus, tmp_path):
    made = Consumer(bus, "audit", tmp_path)
    made.app.signatures = Signatures(keys=KEYS, enforced=True)
    yield made
    made.close()


def notice(version, **changes):
    """A version of a notice, as declaration would write it, with everything right but who wrote it."""
    data = EVENT.sample | {"notice_id": "forged", "version": version, "pack": shipped_pack("alxa-2025").raw}
    return members(EVENT, "forged", data, sequence=version, **changes)


def signed(raw, signer=SITE.private["declaration"]):
    return json.dumps(raw | {"signature": signer(signed_bytes(raw))})


def genuine(bus, audit_service, version):
    """What declaration publishes is handled."""
    sent = bus.publish("declaration", signed(notice(version)), "declaration.events", EVENT.name, user_id="declaration")
    assert sent is None
    return audit_service.take(declaration.NOTICE).verdict


def test_without_signatures_he_is_believed(bus, audit_service, forge):
    audit_service.app.signatures = Signatures()
    assert genuine(bus, audit_service, 1) is DeliveryOutcome.HANDLED
    forge(json.dumps(notice(2)))
    assert audit_service.take(declaration.NOTICE).verdict is DeliveryOutcome.HANDLED


def test_an_event_that_declaration_has_not_signed_is_an_alarm_and_a_dead_letter(bus, audit_service, forge):
    assert genuine(bus, audit_service, 1) is DeliveryOutcome.HANDLED
    forge(json.dumps(notice(2)))
    outcome = audit_service.take(declaration.NOTICE)
    assert outcome.verdict is DeliveryOutcome.REFUSED
    [letter] = audit_service.letters()
    assert letter.reason.startswith("signature_missing: ")
    assert ALARM.format("signature_missing") in audit_service.app.metrics.exposition().decode()


def test_the_genuine_event_at_the_number_that_was_forged_is_handled(bus, audit_service, forge):
    forge(json.dumps(notice(1)))
    assert audit_service.take(declaration.NOTICE).verdict is DeliveryOutcome.REFUSED
    assert genuine(bus, audit_service, 1) is DeliveryOutcome.HANDLED


FORGERIES = {
    "a shorter publicity under the genuine signature": lambda raw, seen: json.dumps(
        json.loads(seen) | {"data": json.loads(seen)["data"] | {"version": 2}}
    ),
    "an old event at a new number": lambda raw, seen: json.dumps(json.loads(seen) | {"sequence": 2}),
    "another service's key": lambda raw, seen: signed(raw, SITE.private["committee"]),
    "a key of his own under declaration's name": lambda raw, seen: signed(raw, EventSigner.generate("declaration-1")),
    "a key that nobody knows": lambda raw, seen: signed(raw, EventSigner.generate("declaration-2")),
    "data under a reference": lambda raw, seen: json.dumps(
        {name: value for name, value in json.loads(seen).items() if name != "data"}
        | {"dataref": "events/declaration/x.json", "datadigest": "0" * 64}
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", FORGERIES)
def test_what_he_makes_of_what_he_has_seen_is_not_believed(bus, audit_service, forge, what):
    assert genuine(bus, audit_service, 1) is DeliveryOutcome.HANDLED
    forge(FORGERIES[what](notice(2), signed(notice(1))))
    assert audit_service.take(declaration.NOTICE).verdict is DeliveryOutcome.REFUSED
    assert genuine(bus, audit_service, 2) is DeliveryOutcome.HANDLED


@pytest.mark.parametrize(
    ("exchange", "key"), [("", QUEUE), ("", retry_queue(QUEUE, DELAYS[0])), ("audit.retry", QUEUE)]
)
def test_in_the_consumers_own_name_he_gets_no_further(audit_service, forge, exchange, key):
    """What a consumer sent itself is believed for its user; for its signature it is looked at again."""
    forge(json.dumps(notice(1)), "audit", exchange, key)
    assert audit_service.take(declaration.NOTICE).verdict is DeliveryOutcome.REFUSED


def test_a_genuine_event_comes_back_from_the_dead_letters_and_is_believed(bus, audit_service):
    audit_service.app.signatures = Signatures(keys=EventKeys({}), enforced=True)
    assert genuine(bus, audit_service, 1) is DeliveryOutcome.REFUSED
    audit_service.app.signatures = Signatures(keys=KEYS, enforced=True)
    [letter] = audit_service.letters()
    with audit_service.app.transaction(Caller("op", "Operator")) as tx:
        assert dead_letters.replay(tx, "all").replayed == 1
    assert bus.send("audit", letter.body, QUEUE) is None
    assert audit_service.take(declaration.NOTICE).verdict is DeliveryOutcome.HANDLED
