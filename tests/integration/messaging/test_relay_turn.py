"""The turn to relay on PostgreSQL: one holder, and one that stops giving signs of life loses it."""

import psycopg2
import pytest

from infra.devstack.processes import eventually
from shared.messaging.outbox.lease import PostgresTurn
from shared.persistence import Database


@pytest.fixture
def turns(postgres_url):
    """`turns(lease)` makes the turn of one more replica."""
    database = Database(postgres_url)
    made = []

    def another(lease):
        made.append(PostgresTurn(database, lease))
        return made[-1]

    yield another
    for turn in made:
        turn.release()
    database.close()


def test_one_replica_holds_the_turn_until_it_gives_it_back(turns):
    first, second = turns(60), turns(60)
    assert first.acquire() is True
    assert second.acquire() is False
    assert first.acquire() is True
    first.release()
    eventually(second.acquire, 10, "the turn")


def test_a_holder_that_is_silent_for_longer_than_its_lease_loses_the_turn_and_is_told(turns):
    frozen, twin = turns(2), turns(60)
    assert frozen.acquire() is True
    eventually(twin.acquire, 30, "the turn")
    with pytest.raises(psycopg2.Error):
        frozen.acquire()
    frozen.release()
    assert frozen.acquire() is False


def test_a_holder_that_waits_for_work_keeps_its_turn_longer_than_a_lease(turns):
    waiting, twin = turns(3), turns(60)
    assert waiting.acquire() is True
    for _ in range(8):
        waiting.wait(0.5)
        assert waiting.acquire() is True
        assert twin.acquire() is False
