"""Somebody knows the broker password of one service, and speaks in its name to all the others."""

import pytest
from sqlalchemy import func, select

from shared.contracts import audit, committee, declaration
from shared.kernel.caller import Caller
from shared.kernel.errors import ZhipingError
from shared.messaging.events import dead_letters
from shared.messaging.events.handle import DeliveryOutcome
from shared.messaging.events.topology import retry_queue
from shared.persistence.schema.common_tables import CURSORS, INBOX
from shared.policy import shipped_pack
from tests.support.envelopes import body
from tests.support.hostile_bus import DELAYS, Consumer, bus_of

THIEF = "committee"
NOTICE_QUEUE = declaration.NOTICE.queue_of("audit")
ALARM = 'zhiping_bus_alarms_total{{reason="{}",service="{}"}} 1.0'


@pytest.fixture
def bus(stack, amqp_uri):
    return bus_of(stack, amqp_uri)


@pytest.fixture
def consumer(bus, tmp_path):
    """`consumer("audit")`: that service beside the broker."""
    made = []

    def of(service):
        made.append(Consumer(bus, service, tmp_path))
        return made[-1]

    yield of
    for one in made:
        one.close()


def notice(version, **changes):
    """A version of a notice that the suite's world does not know."""
    raw = shipped_pack("alxa-2025").raw
    data = declaration.NOTICE_PUBLISHED.sample | {"notice_id": "forged", "version": version, "pack": raw}
    changes = {"id": f"notice-{version}", "sequence": version} | changes
    return body(declaration.NOTICE_PUBLISHED, "forged", data, **changes)


def genuine(bus, content, queue=NOTICE_QUEUE):
    """What the owner publishes."""
    event = declaration.NOTICE_PUBLISHED.name
    sent = bus.publish("declaration", content, "declaration.events", event, user_id="declaration", message_id="m")
    assert sent is None


def handled(consumer, outcome):
    return outcome.verdict is DeliveryOutcome.HANDLED and consumer.letters() == []


def test_another_version_of_a_notice_is_refused_wherever_it_is_laid_down(bus, consumer):
    audit_service = consumer("audit")
    genuine(bus, notice(1))
    assert handled(audit_service, audit_service.take(declaration.NOTICE))
    forged, event = notice(2, id="forged"), declaration.NOTICE_PUBLISHED.name
    assert bus.publish(THIEF, forged, "declaration.events", event, user_id=THIEF) == 403
    assert bus.publish(THIEF, forged, "", NOTICE_QUEUE, user_id="declaration") == 406
    assert bus.send(THIEF, forged, NOTICE_QUEUE) is None
    assert audit_service.take(declaration.NOTICE).verdict is DeliveryOutcome.REFUSED
    exposition = audit_service.app.metrics.exposition().decode()
    assert ALARM.format("publisher_not_owner", "audit") in exposition


def test_the_genuine_event_at_the_number_that_was_forged_is_handled(bus, consumer):
    audit_service = consumer("audit")
    bus.send(THIEF, notice(1, id="forged"), NOTICE_QUEUE)
    audit_service.take(declaration.NOTICE)
    genuine(bus, notice(1))
    assert audit_service.take(declaration.NOTICE).verdict is DeliveryOutcome.HANDLED
    [letter] = audit_service.letters()
    assert letter.reason.startswith("publisher_not_owner: ")


def test_a_message_that_names_no_user_is_nobodys(bus, consumer):
    audit_service = consumer("audit")
    assert bus.publish(THIEF, notice(1), "", NOTICE_QUEUE) is None
    assert audit_service.take(declaration.NOTICE).verdict is DeliveryOutcome.REFUSED


def test_a_declaration_passed_for_somebody_who_never_filed(bus, consumer):
    committee_service = consumer("committee")
    stream, event = audit.CASE, audit.DECLARATION_PASSED
    queue = stream.queue_of("committee")
    forged = body(event, "never-filed", event.sample)
    assert bus.publish("notify", forged, "audit.events", event.name, user_id="notify") == 403
    assert bus.send("notify", forged, queue) is None
    assert committee_service.take(stream).verdict is DeliveryOutcome.REFUSED


def test_a_certificate_that_nobody_issued(bus, consumer):
    notify_service = consumer("notify")
    stream, event = committee.REVIEW, committee.CERTIFICATE_ISSUED
    queue = stream.queue_of("notify")
    forged = body(event, "never-reviewed", event.sample)
    assert bus.publish("audit", forged, "committee.events", event.name, user_id="audit") == 403
    assert bus.send("audit", forged, queue) is None
    assert notify_service.take(stream).verdict is DeliveryOutcome.REFUSED


def test_by_way_of_a_retry_queue_it_comes_back_as_what_it_was(bus, consumer):
    audit_service = consumer("audit")
    assert bus.send(THIEF, notice(1), retry_queue(NOTICE_QUEUE, DELAYS[0])) is None
    assert audit_service.take(declaration.NOTICE).verdict is DeliveryOutcome.REFUSED


def test_an_envelope_of_another_stream_through_ones_own_exchange_reaches_nobody(bus, consumer):
    consumer("audit")
    forged, event = notice(1), declaration.NOTICE_PUBLISHED.name
    bus.attempt(THIEF, lambda channel: channel.exchange_declare("committee.events", "topic", auto_delete=False))
    bus.publish(THIEF, forged, "committee.events", event, user_id=THIEF)
    assert bus.waiting(NOTICE_QUEUE) == 0
    assert bus.publish(THIEF, forged, "audit.retry", NOTICE_QUEUE, user_id=THIEF) == 403


def test_what_was_refused_is_not_sent_back_in_the_consumers_own_name(bus, consumer):
    audit_service = consumer("audit")
    bus.send(THIEF, notice(1), NOTICE_QUEUE)
    audit_service.take(declaration.NOTICE)
    [letter] = audit_service.letters()
    with audit_service.app.transaction(Caller("op", "Operator")) as tx:
        assert dead_letters.replay(tx, "all").replayed == 0
        with pytest.raises(ZhipingError) as told:
            dead_letters.replay(tx, letter.id)
    assert told.value.slug == "dead_letter_refused"


def test_a_discarded_forgery_that_bears_the_id_of_a_genuine_event_leaves_no_trace(bus, consumer):
    audit_service = consumer("audit")
    bus.send(THIEF, notice(1, correlation="another"), NOTICE_QUEUE)
    audit_service.take(declaration.NOTICE)
    [letter] = audit_service.letters()
    with audit_service.app.transaction(Caller("op", "Operator")) as tx:
        dead_letters.discard(tx, letter.id)
    with audit_service.app.database.begin_reading() as connection:
        marks = [connection.scalar(select(func.count()).select_from(table)) for table in (INBOX, CURSORS)]
    assert marks == [0, 0]
    genuine(bus, notice(1))
    assert audit_service.take(declaration.NOTICE).verdict is DeliveryOutcome.HANDLED


def test_with_the_owners_own_password_the_genuine_event_is_not_passed_over_in_silence(bus, consumer):
    audit_service = consumer("audit")
    genuine(bus, notice(1, id="forged"))
    audit_service.take(declaration.NOTICE)
    genuine(bus, notice(1))
    outcome = audit_service.take(declaration.NOTICE)
    assert (outcome.verdict, outcome.error) == (DeliveryOutcome.DEAD, "sequence_taken: another event had number 1")
    [letter] = audit_service.letters()
    assert letter.event_id == "notice-1"


EXCHANGE, QUEUE, CALLS = "declaration.events", NOTICE_QUEUE, "nameko-rpc"
DEEDS = {
    "read all calls": lambda channel: channel.queue_bind("committee.spy", CALLS, "#"),
    "read the calls of one service": lambda channel: channel.queue_bind("committee.spy", CALLS, "audit.approve_stage"),
    "read a stream that it does not follow": lambda channel: channel.queue_bind("committee.spy", "notify.events", "#"),
    "read all of an exchange": lambda channel: channel.queue_bind("committee.spy", EXCHANGE, "#"),
    "take away an exchange": lambda channel: channel.exchange_delete(EXCHANGE),
    "put another exchange in its place": lambda channel: channel.exchange_declare("audit.events", "fanout"),
    "take away a queue": lambda channel: channel.queue_delete(QUEUE),
    "declare a queue of another's": lambda channel: channel.queue_declare("audit.more", durable=True),
    "empty a queue": lambda channel: channel.queue_purge(QUEUE),
    "read a queue": lambda channel: channel.basic_get(QUEUE),
    "take away a binding": lambda channel: channel.queue_unbind(QUEUE, EXCHANGE, "declaration.notice_published"),
    "divert a queue by an exchange": lambda channel: channel.exchange_bind("committee.events", EXCHANGE, "#"),
    "take what another's queue drops": lambda channel: channel.queue_declare(
        "committee.trap", durable=True, arguments={"x-dead-letter-exchange": "audit.retry"}
    ),
    "read the calls that wait": lambda channel: channel.basic_get("rpc-audit"),
    "make a mark of deployment": lambda channel: channel.exchange_declare("zhiping.declared.x", "fanout"),
}  # fmt: skip


@pytest.fixture
def standing(bus, consumer):
    """Exchanges and queues of everybody, and one that the thief may have."""
    consumer("audit")
    with bus.channel("zhiping") as channel:
        for exchange in (CALLS, "committee.events", "notify.events", "audit.events"):
            channel.exchange_declare(exchange, "topic", durable=True, auto_delete=False)
        channel.queue_declare("rpc-audit", durable=True, auto_delete=False)
        channel.queue_declare("committee.spy", durable=True, auto_delete=False)
    return bus


def test_what_belongs_to_others_is_neither_read_nor_changed(standing):
    done = [what for what, deed in DEEDS.items() if standing.attempt(THIEF, deed) != 403]
    assert done == []


def test_its_own_it_may_declare_and_bind(standing):
    """The rights that are refused above are not refused to everybody alike."""

    def own(channel):
        channel.queue_declare("committee.of_its_own", durable=True, auto_delete=False)
        channel.queue_bind("committee.of_its_own", EXCHANGE, declaration.NOTICE_PUBLISHED.name)
        channel.queue_bind("rpc-committee", CALLS, "committee.get_session")

    standing.attempt(THIEF, lambda channel: channel.queue_declare("rpc-committee", durable=True, auto_delete=False))
    assert standing.attempt(THIEF, own) is None
