"""What ends the connection of whoever reads it comes again with the next connection: one message, no more calls."""

import pytest

from tests.support.ledger_service.lone_fleet import request


def nested(depth):
    table = {}
    for _ in range(depth):
        table = {"a": table}
    return table


UNREADABLE = {
    "a correlation id that is no text": {"correlation_id": b"\xff\xfe"},
    "a content type that is no text": {"content_type": b"\xff"},
    "a reply address that is no text": {"reply_to": b"\xc3\x28"},
    "a header that is no text": {"headers": {"nameko.correlation": b"\xff\xff"}},
    "headers nested without an end": {"headers": nested(400)},
}


@pytest.mark.parametrize("what", UNREADABLE)
def test_a_message_that_cannot_be_read_takes_nobody_along(fleet, portal, what):
    portal.send("ledger.get_status", request(), **UNREADABLE[what])
    assert portal.ask("ledger.get_status", request(), seconds=5)["result"]
    assert "consumer_restarted" not in fleet.logs()


def test_a_routing_key_that_is_no_text_takes_nobody_along(fleet, portal):
    portal.send(b"ledger.\xff", request())
    assert portal.ask("ledger.get_status", request(), seconds=5)["result"]
    assert "consumer_restarted" not in fleet.logs()


def test_headers_of_any_type_are_no_reason_to_fail(portal):
    odd = {"nameko.auth_token": 7, "nameko.correlation": [1], "nameko.traceparent": {"a": None}, "nameko.call_id": True}
    assert portal.slug("ledger.get_status", request(), headers=odd) == "token_invalid"
