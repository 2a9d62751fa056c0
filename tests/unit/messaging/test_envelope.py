"""Reading and writing the event envelope."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.contracts.envelope import BadEnvelope, Event, auth_of, decode
from shared.kernel.caller import Caller

EVENT = Event(
    id="e1", type="ledger.entry_booked", source="ledger", aggregate="account", subject="a1", sequence=3,
    epoch="epoch-1", publisher="ledger", time="2026-05-08T09:00:00+08:00", correlation="c1", causation="k1",
    authtype="user", authid="p1", authclaims='{"roles":[]}', dataversion=1, data={"amount": 5},
)  # fmt: skip


def test_an_event_comes_back_as_it_was_written():
    assert decode(EVENT.encode()) == EVENT


def test_members_that_a_reader_does_not_know_are_ignored():
    raw = json.loads(EVENT.encode()) | {"dataschema": "urn:x", "somethingelse": 7}
    assert decode(json.dumps(raw)) == EVENT


def test_every_member_is_named_as_cloudevents_asks_and_nothing_unset_is_written():
    raw = json.loads(EVENT.encode())
    assert all(re.fullmatch("[a-z0-9]{1,20}", name) for name in raw)
    assert all(isinstance(value, str | int) for name, value in raw.items() if name != "data")
    assert "traceparent" not in raw
    assert "dataref" not in raw


def test_the_cause_is_told_by_ids_and_roles_never_by_name():
    clerk = Caller("p-1", "张三", "o-1", frozenset({"unit_clerk", "applicant"}))
    told = auth_of(clerk)
    assert (told["authtype"], told["authid"]) == ("user", "p-1")
    assert json.loads(told["authclaims"]) == {"organisation_id": "o-1", "roles": ["applicant", "unit_clerk"]}
    assert "张三" not in str(told)
    assert auth_of(Caller.system("audit"))["authtype"] == "system"
    assert auth_of(Caller.nobody())["authtype"] == "unauthenticated"


def test_data_that_is_carried_apart_comes_back_and_no_other():
    stored = b'{"amount":5}'
    apart = decode(EVENT.apart("events/ledger/x.json", stored).encode())
    assert (apart.data, apart.dataref) == ({}, "events/ledger/x.json")
    assert apart.rejoined(stored) == EVENT
    with pytest.raises(BadEnvelope) as bad:
        apart.rejoined(b'{"amount":6}')
    assert bad.value.reason == "data_differs"


@pytest.mark.parametrize("body", [b"\xff\xfe", b"not json", b"[]", b"null", b""])
def test_a_body_that_is_no_json_object_is_undecodable(body):
    with pytest.raises(BadEnvelope) as bad:
        decode(body)
    assert bad.value.reason == "body_undecodable"


@pytest.mark.parametrize("change", [
    {"id": None}, {"type": ""}, {"subject": 5}, {"sequence": 0}, {"sequence": "1"}, {"sequence": True}, {"data": []},
    {"dataversion": "1"}, {"specversion": "0.3"}, {"datacontenttype": None}, {"aggregate": None}, {"epoch": ""},
    {"publisher": None}, {"authid": None}, {"correlation": None}, {"data": None}, {"dataref": "events/ledger/x.json"},
    {"data": None, "dataref": "events/ledger/x.json"}, {"datadigest": "0" * 64}, {"authclaims": {"roles": []}},
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
