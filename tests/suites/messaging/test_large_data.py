"""Data above the bound travels through the object store; the event names it by key and digest."""

import json

import pytest

from shared.contracts.envelope import CARRIED_APART_FROM, BadEnvelope, decode
from shared.messaging.base.large_data import LargeData
from shared.messaging.events.delivery import Delivery
from shared.messaging.events.handle import DeliveryOutcome, apply_delivery
from tests.support.envelopes import Message, body, members
from tests.support.ledger_service.contract import ACCOUNT, ENTRY_BOOKED, QUEUE

HUGE = ENTRY_BOOKED.sample | {"extra": ["赤峰" * 100] * (CARRIED_APART_FROM // 500)}


@pytest.fixture
def large_data(tmp_path):
    return LargeData(f"dir://{tmp_path}/files?durable=no")


@pytest.fixture
def apply(wire, large_data):
    """Deliver a body to the follower; `seen` are the sequences whose handler ran."""
    app, seen = wire("mirror"), []
    app.large_data = large_data

    def run(sent):
        delivery = Delivery(Message(sent), QUEUE)
        return apply_delivery(app, ACCOUNT, delivery, lambda tx, event: seen.append(event.sequence))

    run.seen = seen
    return run


def test_what_is_small_is_sent_as_it_is(large_data, tmp_path):
    small = body(ENTRY_BOOKED, "a1")
    assert large_data.put_apart(small) == small
    assert not (tmp_path / "files" / "events").exists()


def test_what_is_large_is_left_in_the_store_and_comes_back_whole(large_data):
    sent = large_data.put_apart(body(ENTRY_BOOKED, "a1", HUGE))
    assert len(sent) < 2000
    event = decode(sent)
    assert event.data == {}
    assert large_data.join(event).data == HUGE


def test_sent_again_it_lies_under_the_same_key(large_data):
    first, second = (decode(large_data.put_apart(body(ENTRY_BOOKED, name, HUGE))) for name in ("a1", "a2"))
    assert first.dataref == second.dataref


def test_without_a_store_an_event_carries_its_data_whatever_its_size():
    whole = body(ENTRY_BOOKED, "a1", HUGE)
    assert LargeData().put_apart(whole) == whole


def test_a_reference_to_another_place_is_refused(large_data):
    raw = members(ENTRY_BOOKED, "a1", dataref="materials/p-1/photo.json", datadigest="0" * 64)
    del raw["data"]
    with pytest.raises(BadEnvelope) as bad:
        large_data.join(decode(json.dumps(raw)))
    assert bad.value.reason == "envelope_invalid"


def test_an_event_whose_data_the_store_does_not_give_waits_and_is_applied_when_it_does(apply, large_data, tmp_path):
    sent = large_data.put_apart(body(ENTRY_BOOKED, "a1", HUGE))
    [file] = (tmp_path / "files").rglob("*.json")
    hidden = file.rename(file.with_suffix(".away"))
    outcome = apply(sent)
    assert (outcome.verdict, outcome.error.split(":")[0]) == (DeliveryOutcome.RETRY, "data_away")
    hidden.rename(file)
    assert apply(sent).verdict is DeliveryOutcome.HANDLED
    assert apply.seen == [1]


def test_an_event_whose_stored_data_was_changed_is_dead(apply, large_data, tmp_path):
    sent = large_data.put_apart(body(ENTRY_BOOKED, "a1", HUGE))
    [file] = (tmp_path / "files").rglob("*.json")
    file.write_bytes(b"{}")
    outcome = apply(sent)
    assert (outcome.verdict, outcome.error.split(":")[0]) == (DeliveryOutcome.DEAD, "data_differs")
    assert apply.seen == []
