"""Two replicas follow facts of which one decides how the other is to be planned: neither overlooks the other."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from sqlalchemy import text

from infra.devstack.processes import eventually
from shared.contracts import audit
from shared.persistence import Database, migrate
from shared.security import Keyring, install_keyring
from tests.suites.notify.test_rules import ABOVE, published, rule
from tests.support.notify_suite import BUREAU, UNIT, World, at, open_case

WAITING = text("SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'advisory'")
LATER_RULES = [rule("audit_due", ["holder"], days_before=[4, 0])]
"""The first of its days is over when the notice is amended, so nobody is told of it any more."""


@pytest.fixture
def world(postgres_url):
    install_keyring(Keyring.generate())
    migrate("notify", postgres_url)
    database = Database(postgres_url)
    yield World(database)
    database.close()
    install_keyring(None)


def interleaved(world, first, second):
    """`first` is worked in, then `second` begins, then both are committed as soon as they can be."""
    with ThreadPoolExecutor(1) as pool:
        begun = []

        def second_begins():
            begun.append(pool.submit(second))
            eventually(lambda: begun[0].done() or waits(world), 30, "the second fact")

        first(meanwhile=second_begins)
        begun[0].result(30)


def waits(world):
    with world.database.begin_reading() as connection:
        return connection.scalar(WAITING) > 0


def days_told(world, days):
    return {
        day: [one["days_before"] for one in world.sweep(at(7, day)) if one["organisation_id"] == UNIT] for day in days
    }


def test_a_duty_that_arises_while_its_notice_is_amended_goes_by_the_newer_rules(world):
    def amended_and_planned_anew():
        published(world, at(7, 17), LATER_RULES)
        world.sweep()

    interleaved(world, partial(open_case, world, at(6, 20)), amended_and_planned_anew)
    assert days_told(world, (17, 18, 20)) == {17: [], 18: [], 20: [0]}


@pytest.mark.parametrize("body_first", [True, False])
def test_those_above_a_body_that_becomes_known_while_its_duty_arises_hear_of_it(world, body_first):
    known = partial(world.happens, audit.ORGANISATION_REGISTERED, at(6, 20), **ABOVE)
    arises = partial(open_case, world, at(6, 20))
    interleaved(world, *((known, arises) if body_first else (arises, known)))
    assert {message["organisation_id"] for message in world.sweep(at(7, 16))} == {UNIT, BUREAU, "supervision-150402"}
