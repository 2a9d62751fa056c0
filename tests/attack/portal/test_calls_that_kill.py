"""A call that ends the process that carries it out comes back; it is not carried out again and again."""

import threading
import uuid

import pytest

from shared.kernel.errors import ZhipingError
from tests.support.ledger_service.lone_fleet import lone_fleet

DEATHS = 3


@pytest.fixture
def fleet(stack, tmp_path):
    with lone_fleet(stack, tmp_path) as fleet:
        fleet.up("ledger")
        yield fleet


def ask_beside(fleet, calls):
    """Start each call in a thread; a list that fills with slugs and results."""
    answers = {}

    def ask(name, params):
        try:
            answers[name] = fleet.client.command(timeout=110, **params)
        except ZhipingError as error:
            answers[name] = error.slug

    for name, params in calls.items():
        threading.Thread(target=ask, args=(name, params), daemon=True).start()
    return answers


def killer():
    return {"method": "ledger.book_many", "accounts": ["a"], "entries": 1, "behaviour": "kill_call"}


def test_the_third_death_is_the_last_and_the_caller_is_told(fleet):
    answers, deaths = ask_beside(fleet, {"killer": killer()}), []

    def told():
        deaths.extend(fleet.revive())
        return answers

    fleet.eventually(told, 90)
    assert answers == {"killer": "call_given_up"}
    assert len(deaths) == DEATHS
    fleet.answers("ledger")
    assert "call_given_up" in fleet.logs()
    assert fleet.rows("ledger", "SELECT count(*) FROM dead_letters") == [(0,)]
    assert fleet.unsent() == 0


def test_calls_that_were_in_the_same_hands_are_carried_out_and_not_blamed(fleet):
    slow = {"method": "ledger.book_many", "entries": 1, "behaviour": "slow_call"}
    bystanders = {f"b{number}": slow | {"accounts": [f"b{number}"]} for number in range(3)}
    answers, deaths = ask_beside(fleet, bystanders | {"killer": killer()}), []

    def all_told():
        deaths.extend(fleet.revive())
        return len(answers) == 1 + len(bystanders)

    fleet.eventually(all_told, 120)
    assert answers == {name: {"booked": 1} for name in bystanders} | {"killer": "call_given_up"}
    assert len(deaths) == DEATHS


def test_two_portals_with_the_same_words_have_calls_of_their_own(fleet):
    """The note names the call by its content and its caller's number; an idempotency key alone is nobody's name."""
    key = uuid.uuid4().hex
    first = fleet.client.call("ledger.open_account", idempotency_key=key, account_id="same")
    assert fleet.client.call("ledger.open_account", idempotency_key=key, account_id="same") == first
