"""What is decided about a request before a method hears of it: where its answer goes, and if it was read in time."""

from types import SimpleNamespace

import pytest

from shared.kernel.ids import new_id
from shared.messaging.rpc import patience
from shared.messaging.rpc.patience import Patience, given_up, patience_of
from shared.messaging.rpc.replies import answerable, reply_place
from shared.messaging.rpc.returned_calls import Answered, name_of

FROM_THE_BROKER = "amq.rabbitmq.reply-to.g1h2AA9yZXBseUAxMzE5NzMwNjAAAANUAAAAAGsML4g=.xZ07jzNdHYXwS1ciN4yAcw=="

OWN = "01976a00-0000-7000-8000-0000000000a1"
"""A reply queue as nameko's client names its own."""


def message(**properties):
    return SimpleNamespace(body=b"{}", properties=properties, delivery_info={"routing_key": "a.b"})


def test_a_direct_address_is_answered_past_every_exchange_and_a_uuid_through_that_of_calls():
    assert reply_place(FROM_THE_BROKER) == ("", FROM_THE_BROKER)
    own = new_id()
    assert reply_place(own) == ("nameko-rpc", own)


@pytest.mark.parametrize(
    "name",
    ["audit.approve_stage", "audit_case.case_passed", "rpc-audit", "amq.rabbitmq.reply-to", "amq.rabbitmq.reply-to.",
     FROM_THE_BROKER[:-30], FROM_THE_BROKER.replace("g1h2", "g1h3"), FROM_THE_BROKER + ".x", OWN + "\n", "#", 7],
)  # fmt: skip
def test_any_other_name_is_no_place_for_an_answer(name):
    assert reply_place(name) is None
    assert not answerable(message(reply_to=name))


def test_who_asks_for_no_answer_gets_none():
    assert answerable(message())
    assert answerable(message(reply_to=""))


@pytest.fixture
def clock(monkeypatch):
    now = SimpleNamespace(now=100.0)
    monkeypatch.setattr(patience.time, "monotonic", lambda: now.now)
    return now


def test_a_reader_that_turned_in_time_believes_what_it_reads(clock):
    reader = Patience(behind_a_socket=True)
    clock.now += 0.25
    assert not reader.look()
    clock.now += 0.25
    assert not reader.read_late(message(expiration="20000"))


def test_after_a_pause_nothing_is_believed_until_the_socket_is_read(clock):
    reader = Patience(behind_a_socket=True)
    clock.now += 5
    assert reader.look()
    assert reader.read_late(message(expiration="20000"))
    assert not reader.read_late(message())
    reader.socket_is_read()
    assert not reader.read_late(message(expiration="20000"))


def test_a_short_pause_is_long_for_who_waits_only_shortly(clock):
    reader = Patience(behind_a_socket=True)
    clock.now += 0.5
    assert reader.read_late(message(expiration="1000"))
    assert not reader.read_late(message(expiration="20000"))


def test_inside_a_process_nothing_lies_in_a_socket(clock):
    reader = Patience(behind_a_socket=False)
    clock.now += 5
    assert not reader.look()
    assert not reader.read_late(message(expiration="1000"))


def test_in_line_behind_another_call_patience_ends_too(clock):
    clock.now += 3
    assert given_up(message(expiration="2000"), clock.now - 3)
    assert not given_up(message(expiration="4000"), clock.now - 3)
    assert not given_up(message(), clock.now - 3)
    assert patience_of(message(expiration="soon")) is None


def test_a_call_is_known_by_its_caller_and_its_words_and_answered_once_more():
    calls = Answered()
    first, second = name_of(message(correlation_id="1")), name_of(message(correlation_id="2"))
    assert first != second
    assert not calls.in_vain(first)
    calls.note(first)
    assert calls.in_vain(first)
    assert not calls.in_vain(second)
