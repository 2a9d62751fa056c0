"""Reading and writing the event envelope."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.messaging.events.envelope import BadEnvelope, Event, decode

EVENT = Event("e1", "ledger.entry_booked", "ledger", "a1", 3, "2026-05-08T09:00:00+08:00", "c1", "k1", None,
              {"person_id": "p1"}, 1, {"amount": 5})  # fmt: skip


def test_an_event_comes_back_as_it_was_written():
    assert decode(EVENT.encode()) == EVENT


def test_members_that_a_reader_does_not_know_are_ignored():
    raw = json.loads(EVENT.encode()) | {"datacontenttype": "application/json"}
    assert decode(json.dumps(raw)) == EVENT


def test_correlation_falls_back_to_the_event_itself():
    raw = json.loads(EVENT.encode())
    del raw["correlation"]
    assert decode(json.dumps(raw)).correlation == "e1"


@pytest.mark.parametrize("body", [b"\xff\xfe", b"not json", b"[]", b"null", b""])
def test_a_body_that_is_no_json_object_is_undecodable(body):
    with pytest.raises(BadEnvelope) as bad:
        decode(body)
    assert bad.value.reason == "body_undecodable"


@pytest.mark.parametrize("change", [
    {"id": None}, {"type": ""}, {"subject": 5}, {"sequence": 0}, {"sequence": "1"}, {"sequence": True}, {"data": []},
    {"dataversion": "1"},
])  # fmt: skip
def test_a_missing_or_ill_typed_member_is_named(change):
    raw = json.loads(EVENT.encode()) | change
    with pytest.raises(BadEnvelope) as bad:
        decode(json.dumps(raw))
    assert bad.value.reason == "envelope_invalid"


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_but_never_break_the_reader(body):
    try:
        event = decode(body)
    except BadEnvelope as bad:
        assert bad.reason  # noqa: PT017 - both ends are good
    else:
        assert event.type
