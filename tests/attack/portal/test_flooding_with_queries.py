"""A portal that asks and asks, and does not wait for answers: who has something to decide is served all the same."""

import uuid

import pytest

from shared.kernel.errors import ZhipingError
from tests.support.ledger_service.lone_fleet import request

FLOOD = 40
WORKERS = 10


@pytest.fixture
def flooded(fleet, portal):
    """As many slow queries as four times the workers of the process; they end with the test."""
    fleet.client.command("ledger.open_account", account_id="flooded")
    asked = [uuid.uuid4().hex for _ in range(FLOOD)]
    for correlation in asked:
        body = request(account_id="flooded")
        portal.send("ledger.watch_account", body, reply_to=portal.replies, correlation_id=correlation)
    fleet.eventually(lambda: len(fleet.handler_runs()) >= WORKERS)
    yield asked
    fleet.mended.touch()


def test_commands_are_carried_out_beside_a_flood_of_queries(fleet, flooded, portal):
    deposit = {"account_id": "flooded", "amount": 1}
    balances = [fleet.client.command("ledger.deposit", timeout=15, **deposit)["balance"] for _ in range(5)]
    assert balances == [1, 2, 3, 4, 5]
    with pytest.raises(ZhipingError) as error:
        fleet.client.call("ledger.get_status", timeout=1)
    assert error.value.slug == "rpc_timeout"
    fleet.mended.touch()
    while not set(flooded) <= set(portal.found):
        portal.connection.drain_events(timeout=30)
    views = [portal.found.pop(correlation)["result"] for correlation in flooded]
    assert len(views) == FLOOD
    assert all(view["caller"] == "p1" for view in views)
    assert fleet.handler_runs() == ["watch_account"] * FLOOD
