"""Events with signatures: written by who records them, looked at by who handles them, replayed, discarded."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from shared.contracts.envelope import CARRIED_APART_FROM, decode
from shared.kernel.caller import Caller
from shared.kernel.errors import ZhipingError
from shared.messaging.base.large_data import LargeData
from shared.messaging.base.signatures import Signatures
from shared.messaging.events import dead_letters
from shared.messaging.events.delivery import Delivery
from shared.messaging.events.handle import DeliveryOutcome, apply_delivery
from shared.messaging.events.settle import Settler
from shared.persistence.events.dead_letters import list_dead_letters
from shared.persistence.events.status import status_counts
from shared.persistence.schema.common_tables import CURSORS, INBOX, OUTBOX
from shared.security.event_signatures import EventKeys, EventSigner
from tests.support.envelopes import Message, members
from tests.support.ledger_service.contract import ACCOUNT, ENTRY_BOOKED, QUEUE, EntryBooked

SIGNER = EventSigner.generate("ledger-1")
KEYS = EventKeys.from_json(json.dumps({"ledger": {"ledger-1": SIGNER.public}}))
LARGE = "赤峰" * (CARRIED_APART_FROM // 5)


@pytest.fixture
def ledger(wire):
    app = wire("ledger")
    app.database.sign_event = SIGNER
    return app


@pytest.fixture
def mirror(wire):
    app = wire("mirror")
    app.signatures = Signatures(keys=KEYS, enforced=True)
    return app


def bodies(app):
    with app.database.begin_reading() as connection:
        return list(connection.scalars(select(OUTBOX.c.body).order_by(OUTBOX.c.position)))


def book(app, *accounts, behaviour="ok"):
    with app.transaction(Caller("p1", "Tester")) as tx:
        for account in accounts:
            tx.record(ENTRY_BOOKED, account, EntryBooked(account_id=account, amount=1, behaviour=behaviour))
    return bodies(app)


def unsigned(sequence=1, **changes):
    raw = members(ENTRY_BOOKED, "a1", {"account_id": "a1", "amount": 9, "behaviour": "ok"}, sequence=sequence)
    return json.dumps(raw | {"publisher": "ledger"} | changes)


class Acknowledging:
    def ack_message(self, message):
        """Nothing waits for it."""


def handle(app, body):
    """What becomes of it, acted upon."""
    delivery = Delivery(Message(body), QUEUE)
    outcome = apply_delivery(app, ACCOUNT, delivery, lambda tx, event: tx.ports.effects.add(event, tx.now))
    Settler(app, Acknowledging()).settle(delivery, outcome)
    return outcome


def letters(app):
    with app.database.begin_reading() as connection:
        return list_dead_letters(connection)


def test_each_event_of_a_transaction_is_signed_with_its_own_place(ledger, mirror):
    written = book(ledger, "a1", "a2", "a1")
    assert {decode(body).signature.partition(".")[0] for body in written} == {"ledger-1"}
    assert [handle(mirror, body).verdict for body in written] == [DeliveryOutcome.HANDLED] * 3
    assert letters(mirror) == []


def test_without_a_key_nothing_is_signed(wire):
    (body,) = book(wire("ledger"), "a1")
    assert "signature" not in json.loads(body)


def test_data_left_in_the_store_is_believed(ledger, mirror, tmp_path):
    ledger.large_data = mirror.large_data = LargeData(f"dir://{tmp_path}/files?durable=no")
    (body,) = book(ledger, "a1", behaviour=LARGE)
    sent = ledger.large_data.put_apart(body)
    assert json.loads(sent)["dataref"]
    assert handle(mirror, sent).verdict is DeliveryOutcome.HANDLED


@pytest.mark.parametrize("signature", [None, "ledger-1.AAAA", "mirror-1.AAAA"])
def test_what_the_owner_has_not_signed_rests_as_refused_and_takes_no_place(ledger, mirror, signature):
    outcome = handle(mirror, unsigned(signature=signature))
    assert outcome.verdict is DeliveryOutcome.REFUSED
    (letter,) = letters(mirror)
    reason = letter.reason.partition(":")[0]
    assert reason in ("signature_missing", "signature_wrong", "signature_key_unknown")
    assert f'zhiping_bus_alarms_total{{reason="{reason}",service="mirror"}} 1.0' in mirror.metrics.exposition().decode()
    with mirror.database.begin_reading() as connection:
        assert status_counts(connection).handled == {QUEUE: {"refused": 1}}
    with mirror.transaction(Caller("op", "Operator")) as tx:
        dead_letters.discard(tx, letter.id)
    with mirror.database.begin_reading() as connection:
        assert [connection.scalar(select(func.count()).select_from(table)) for table in (INBOX, CURSORS)] == [0, 0]
    (genuine,) = book(ledger, "a1")
    assert handle(mirror, genuine).verdict is DeliveryOutcome.HANDLED


def test_while_signatures_are_announced_a_missing_one_is_logged_and_a_wrong_one_refused(mirror, capsys):
    mirror.signatures = replace(mirror.signatures, enforced=False)
    assert handle(mirror, unsigned()).verdict is DeliveryOutcome.HANDLED
    said = capsys.readouterr()
    assert "signature_missing" in said.out + said.err
    assert handle(mirror, unsigned(2, signature="ledger-1.AAAA")).verdict is DeliveryOutcome.REFUSED


def test_a_genuine_event_that_a_key_was_missing_for_is_replayed_once_it_is_there(ledger, mirror):
    (body,) = book(ledger, "a1")
    mirror.signatures = Signatures(keys=EventKeys({}), enforced=True)
    assert handle(mirror, body).verdict is DeliveryOutcome.REFUSED
    mirror.signatures = Signatures(keys=KEYS, enforced=True)
    with mirror.transaction(Caller("op", "Operator")) as tx:
        assert dead_letters.replay(tx, "all").replayed == 1
    (sent_back,) = bodies(mirror)
    assert handle(mirror, sent_back).verdict is DeliveryOutcome.HANDLED


def test_a_forged_letter_sent_back_is_refused_again(mirror):
    handle(mirror, unsigned())
    (letter,) = letters(mirror)
    with mirror.transaction(Caller("op", "Operator")) as tx:
        assert dead_letters.replay(tx, letter.id).replayed == 1
    (sent_back,) = bodies(mirror)
    assert handle(mirror, sent_back).verdict is DeliveryOutcome.REFUSED


def test_a_letter_of_a_stranger_is_still_not_sent_back(mirror):
    mirror.settings = replace(mirror.settings, amqp_uri="amqp://mirror:x@broker/zhiping")
    stranger = Delivery(Message(unsigned(), properties={"user_id": "witness"}), QUEUE)
    outcome = apply_delivery(mirror, ACCOUNT, stranger, lambda tx, event: None)
    Settler(mirror, Acknowledging()).settle(stranger, outcome)
    (letter,) = letters(mirror)
    with mirror.transaction(Caller("op", "Operator")) as tx, pytest.raises(ZhipingError, match="dead_letter_refused"):
        dead_letters.replay(tx, letter.id)


def test_what_is_written_into_the_outbox_past_the_service_is_not_believed(ledger, mirror):
    """The administrator of the publisher's database has everything but the key."""
    (genuine,) = book(ledger, "a1")
    raw = json.loads(genuine)
    invented = json.dumps(raw | {"id": "invented", "sequence": 2, "data": raw["data"] | {"amount": 1_000_000}})
    assert handle(mirror, genuine).verdict is DeliveryOutcome.HANDLED
    assert handle(mirror, invented).verdict is DeliveryOutcome.REFUSED
