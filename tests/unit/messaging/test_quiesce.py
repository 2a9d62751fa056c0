"""When everything that was published has been handled."""

import pytest

from shared.contracts.lag import lag_of
from shared.messaging.ops.drain import Unsettled, wait_until_settled
from tests.support.ledger_service.contract import QUEUE, SUBSCRIPTIONS


def status(pending=0, published=None, handled=None, dead=0):
    return {"pending": pending, "published": published or {}, "handled": handled or {}, "dead_letters": dead}


def rounds(*statuses):
    """A client that answers each round of get_status with the next pair; the last one stays."""

    class Client:
        def __init__(self):
            self.asked = []

        def call(self, method):
            self.asked.append(method)
            number = min((len(self.asked) - 1) // 2, len(statuses) - 1)
            return statuses[number][method.partition(".")[0]]

    return Client()


BUSY = {"ledger": status(published={"ledger.entry_booked": 3}), "mirror": status(handled={QUEUE: {}})}
DONE = {
    "ledger": status(published={"ledger.entry_booked": 3}),
    "mirror": status(handled={QUEUE: {"ledger.entry_booked": 3}}),
}


def test_lag_names_the_queue_that_is_behind():
    assert lag_of(BUSY, SUBSCRIPTIONS) == {QUEUE: 3}


def test_lag_counts_what_still_waits_in_an_outbox():
    assert lag_of({**DONE, "ledger": status(2, {"ledger.entry_booked": 3})}, SUBSCRIPTIONS) == {"outbox:ledger": 2}


def test_lag_names_what_the_broker_has_given_up_and_nobody_has_kept():
    assert lag_of({**DONE, "mirror": DONE["mirror"] | {"undelivered": 2}}, SUBSCRIPTIONS) == {"undelivered:mirror": 2}


def test_waiting_ends_after_two_quiet_rounds_that_agree():
    client = rounds(BUSY, BUSY, DONE, DONE)
    found = wait_until_settled(client, ["ledger", "mirror"], 5, subscriptions=SUBSCRIPTIONS, sleep=lambda pause: None)
    assert found == DONE
    assert len(client.asked) == 8


def settled_after(*answers, **earlier):
    """Whom it asked, in order, when told these answers one by one; it must end with DONE."""
    said, asked = iter(answers), []

    def each(ask, names):
        asked.extend(names)
        return [next(said) for _ in names]

    names = ["ledger", "mirror"]
    found = wait_until_settled(
        None, names, 5, subscriptions=SUBSCRIPTIONS, sleep=lambda pause: None, each=each, **earlier
    )
    assert found == DONE
    assert next(said, None) is None
    return asked


def test_only_who_lags_is_asked_again_until_nobody_does():
    sending = status(1, {"ledger.entry_booked": 3})
    asked = settled_after(sending, DONE["mirror"], sending, DONE["ledger"], *DONE.values())
    assert asked == ["ledger", "mirror", "ledger", "ledger", "ledger", "mirror"]


def test_what_moves_while_the_last_round_is_asked_is_waited_for():
    moved = status(1, handled=DONE["mirror"]["handled"])
    asked = settled_after(*DONE.values(), DONE["ledger"], moved, DONE["mirror"], *DONE.values())
    assert asked == ["ledger", "mirror", "ledger", "mirror", "mirror", "ledger", "mirror"]


def test_who_was_told_something_is_asked_first_and_what_that_moved_is_followed():
    before = {"ledger": status(published={}), "mirror": status(handled={QUEUE: {}})}
    asked = settled_after(
        DONE["ledger"], DONE["ledger"], before["mirror"], *DONE.values(), *DONE.values(),
        settled=before, moved={"ledger"},
    )  # fmt: skip
    assert asked == ["ledger", *["ledger", "mirror"] * 3]


def test_where_nothing_came_of_it_every_service_is_asked_all_the_same():
    assert settled_after(DONE["ledger"], *DONE.values(), settled=DONE, moved={"ledger"}) == [
        "ledger",
        "ledger",
        "mirror",
    ]


def test_dead_letters_are_reported_as_soon_as_nothing_else_is_left():
    dead = {**DONE, "mirror": status(handled={QUEUE: {"ledger.entry_booked": 3}}, dead=1)}
    with pytest.raises(Unsettled) as unsettled:
        wait_until_settled(rounds(dead), ["ledger", "mirror"], 5, subscriptions=SUBSCRIPTIONS, sleep=lambda pause: None)
    assert unsettled.value.lag == {"dead:mirror": 1}


def test_waiting_gives_up_after_the_limit():
    with pytest.raises(Unsettled) as unsettled:
        wait_until_settled(rounds(BUSY), ["ledger", "mirror"], 0, subscriptions=SUBSCRIPTIONS, sleep=lambda pause: None)
    assert unsettled.value.lag == {QUEUE: 3}


def test_services_may_be_asked_in_any_manner_that_keeps_their_order():
    def backwards(ask, names):
        return reversed([ask(name) for name in reversed(names)])

    client = rounds(DONE)
    found = wait_until_settled(
        client, ["ledger", "mirror"], 5, subscriptions=SUBSCRIPTIONS, sleep=lambda pause: None, each=backwards
    )
    assert found == DONE
    assert client.asked[:2] == ["mirror.get_status", "ledger.get_status"]
