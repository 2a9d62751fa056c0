"""Services that sign and believe signatures only, as processes on the real broker: retries, key successors, updates."""

import json
import uuid

import pytest
from amqp import Message

from tests.support.envelopes import body
from tests.support.ledger_service.contract import ENTRY_BOOKED, QUEUE
from tests.support.ledger_service.fleet import assert_each_once_in_order
from tests.support.ledger_service.lone_fleet import fleet_on
from tests.support.ledger_service.signing import Signing


@pytest.fixture
def signing():
    return Signing()


@pytest.fixture
def fleet(stack, amqp_uri, tmp_path):
    with fleet_on(stack, amqp_uri, tmp_path) as made:
        yield made


def up(fleet, signing, mode="enforced"):
    started = [fleet.start(name, **signing.of(name, mode)) for name in ("ledger", "mirror")]
    for name in ("ledger", "mirror"):
        fleet.answers(name)
    return started


def letters(fleet):
    return fleet.client.call("mirror.list_dead_letters")["items"]


def test_signed_events_are_handled_once_in_order_through_retries_replays_and_a_new_key(fleet, signing):
    started = up(fleet, signing)
    booked = fleet.book(4, 5) + fleet.book(1, 1, "fail")
    fleet.eventually(lambda: len(letters(fleet)) == 1)
    signing.renew()
    for process in started:
        fleet.terminate(process)
        fleet.processes.remove(process)
    fleet.mended.touch()
    up(fleet, signing)
    assert fleet.client.command("mirror.replay_dead_letter", id="all")["replayed"] == 1
    booked += fleet.book(4, 2)
    fleet.settled()
    assert_each_once_in_order(fleet.effects(), booked)
    kept = fleet.rows("mirror", "SELECT body FROM dead_letters")
    assert [json.loads(text)["signature"].partition(".")[0] for (text,) in kept] == ["ledger-1"]


def test_what_nobody_has_signed_is_refused_by_a_running_follower_and_what_came_before_is_not_lost(fleet, signing):
    fleet.start("ledger")
    started = fleet.start("mirror", **signing.of("mirror", "announced"))
    fleet.answers("ledger")
    fleet.answers("mirror")
    assert fleet.book(1, 2) == 2
    fleet.settled()
    fleet.terminate(started)
    fleet.processes.remove(started)
    fleet.start("mirror", **signing.of("mirror"))
    fleet.answers("mirror")
    content = body(ENTRY_BOOKED, "a0", id=str(uuid.uuid4()), sequence=3, publisher="ledger")
    with fleet.broker.connection(fleet.amqp_uri.rpartition("/")[2], "mirror") as connection:
        channel = connection.channel()
        channel.confirm_select()
        channel.basic_publish_confirm(Message(content, user_id="mirror", delivery_mode=2), "", QUEUE)
    fleet.eventually(lambda: len(letters(fleet)) == 1)
    assert letters(fleet)[0]["reason"].startswith("signature_missing: ")
    assert len(fleet.effects()) == 2


def test_one_command_that_is_signed_answers_the_same_when_it_is_asked_again(fleet, signing):
    """What is signed takes a longer way to the outbox than what is not."""
    up(fleet, signing)
    fleet.client.command("ledger.open_account", account_id="a0")
    key = uuid.uuid4().hex
    asked = {"account_id": "a0", "amount": 5, "idempotency_key": key}
    first, second = (fleet.client.command("ledger.deposit", **asked) for _ in range(2))
    assert first == second
    fleet.settled()
    assert len(fleet.effects()) == 1
