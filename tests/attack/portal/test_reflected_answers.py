"""A call names where its answer shall go: only a reply queue is written to, whatever else a portal names."""

import base64
import uuid

import pytest

from tests.support.ledger_service.lone_fleet import connected, request


@pytest.fixture
def seen(fleet):
    """Routing keys of all that has passed through the exchange of calls since, and of what lay in one more queue."""
    connection = connected(fleet.amqp_uri)
    channel = connection.channel()
    channel.queue_declare("spy", exclusive=True)
    channel.queue_bind("spy", "nameko-rpc", "#")

    def keys():
        found = []
        while message := channel.basic_get("spy", no_ack=True):
            found.append(message.delivery_info["routing_key"])
        return found

    yield keys
    connection.close()


AIMS = {
    "a method": "ledger.open_account",
    "an event": "ledger_account.entry_booked",
    "a queue": "spy",
    "the queue of calls": "rpc-ledger",
    "a channel of no node": "amq.rabbitmq.reply-to.g1h2AA9yZXBseUA5MjA=.eKeTQ8n5pC9HFbOWq9Q0Hw==",
    "a number for a channel": "amq.rabbitmq.reply-to.g2EBAAAAAAAAAAAA.eKeTQ8n5pC9HFbOWq9Q0Hw==",
    "an address like a reply's": f"rpc.reply-portal-{uuid.uuid4()}",
    "every key at once": "#",
}


@pytest.mark.parametrize("aim", AIMS)
def test_the_answer_goes_nowhere_and_the_call_is_not_carried_out(fleet, portal, seen, aim):
    account = uuid.uuid4().hex[:20]
    body = request(account_id=account, idempotency_key=account)
    portal.send("ledger.open_account", body, reply_to=AIMS[aim], correlation_id="reflected")
    portal.ask("ledger.get_status", request())
    own = ["ledger.open_account", "ledger.get_status", portal.replies]
    assert [key for key in seen() if key != "ledger.__probe__"] == own
    assert fleet.rows("ledger", f"SELECT count(*) FROM accounts WHERE id = '{account}'") == [(0,)]


def test_an_address_that_breaks_the_connection_of_whoever_answers_does_so_twice_at_most(fleet, portal):
    gone = b"\x83Xv\x00\x0freply@131973060" + bytes(12)
    reply_to = f"amq.rabbitmq.reply-to.{base64.b64encode(gone).decode()}.eKeTQ8n5pC9HFbOWq9Q0Hw=="
    portal.send("ledger.get_status", request(), reply_to=reply_to, correlation_id="x")
    fleet.eventually(lambda: "call_dropped" in fleet.logs(), 30)
    assert portal.ask("ledger.get_status", request())["result"]
