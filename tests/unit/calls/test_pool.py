"""Connections of one client: one per call under way, no more than allowed, none kept that a fault has touched."""

import threading
import time

import pytest

from shared.calls import RpcClient, connections
from shared.kernel.errors import ZhipingError

OPENED = []


class Line:
    """A connection to a broker of the test's own: `answers` says what becomes of a published call."""

    def __init__(self, answers):
        self.answers, self.connected, self.callback, self.waiting = answers, True, None, []
        OPENED.append(self)

    def channel(self):
        return self

    def basic_consume(self, callback, **ignored):
        self.callback = callback

    def prepare_message(self, body, *ignored, properties, headers):
        return type("M", (), {"body": body, "properties": properties})

    def basic_publish(self, message, exchange, routing_key):
        self.waiting.append(message)
        return self.answers != "unroutable"

    def drain_events(self, timeout):
        if self.answers == "broken":
            raise ConnectionResetError
        if self.answers == "misprogrammed":
            raise AttributeError("no such thing")
        if not self.waiting or self.answers == "silent":
            time.sleep(min(timeout, 0.05))
            raise TimeoutError
        asked = self.waiting.pop()
        time.sleep(0.02)
        reply = type("R", (), {"body": b'{"result": 7, "error": null}', "properties": asked.properties})
        self.callback(reply)

    def collect(self):
        self.connected = False


@pytest.fixture
def bus():
    behaviour = {"answers": "well"}
    OPENED.clear()
    connections.reach_inside("line", lambda uri: Line(behaviour["answers"]))
    yield behaviour
    connections._INSIDE.pop("line")


def slug_of(client, **options):
    with pytest.raises(ZhipingError) as error:
        client.call("a.b", **options)
    return error.value.slug


def test_calls_one_after_the_other_share_a_connection(bus):
    client = RpcClient("line://x")
    assert [client.with_token(str(number)).call("a.b") for number in range(5)] == [7] * 5
    assert len(OPENED) == 1


def test_calls_at_once_have_a_connection_each_up_to_the_limit(bus):
    client, results = RpcClient("line://x", most=4), []
    threads = [threading.Thread(target=lambda: results.append(client.call("a.b"))) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [7] * 12
    assert len(OPENED) <= 4


def test_who_finds_no_free_connection_in_time_is_told_so_and_room_comes_back(bus):
    client = RpcClient("line://x", most=1)
    with client._pool.wire(1):
        assert slug_of(client, timeout=0.05) == "rpc_timeout"
    assert client.call("a.b") == 7


@pytest.mark.parametrize(
    ("answers", "slug"),
    [("silent", "rpc_timeout"), ("broken", "service_unavailable"), ("unroutable", "service_unavailable")],
)
def test_a_fault_is_typed_and_the_next_call_succeeds(bus, answers, slug):
    client = RpcClient("line://x")
    bus["answers"] = answers
    assert slug_of(client, timeout=0.2) == slug
    bus["answers"] = "well"
    for line in OPENED:
        line.answers = "well"
    assert client.call("a.b") == 7


def test_a_bug_on_the_way_is_no_missing_service_and_its_connection_is_not_used_again(bus):
    client = RpcClient("line://x")
    bus["answers"] = "misprogrammed"
    with pytest.raises(AttributeError, match="no such thing"):
        client.call("a.b")
    bus["answers"] = "well"
    assert client.call("a.b") == 7
    assert [line.connected for line in OPENED] == [False, True]


def test_a_connection_that_broke_while_it_rested_is_replaced_before_it_carries_a_call(bus, monkeypatch):
    client = RpcClient("line://x")
    client.call("a.b")
    OPENED[0].answers = "broken"
    monkeypatch.setattr("shared.calls.wire.TRUSTED_SECONDS", -1.0)
    assert client.call("a.b") == 7
    assert len(OPENED) == 2


def test_what_cannot_be_written_as_json_is_the_callers_fault_and_takes_no_connection(bus):
    with pytest.raises(TypeError):
        RpcClient("line://x").call("a.b", value=object())
    assert OPENED == []
