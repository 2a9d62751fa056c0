"""Data above the bound travels through the object store; the event names it by key and digest."""

import json

import pytest

from shared.contracts.envelope import CARRIED_APART_FROM, BadEnvelope, decode
from shared.messaging.base.large_data import LargeData
from tests.support.envelopes import body, members
from tests.support.ledger_service.contract import ENTRY_BOOKED

HUGE = ENTRY_BOOKED.sample | {"extra": ["赤峰" * 100] * (CARRIED_APART_FROM // 500)}


@pytest.fixture
def large_data(tmp_path):
    return LargeData(f"dir://{tmp_path}/files?durable=no")


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
