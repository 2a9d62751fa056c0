"""Somebody has a key: an old one out of a backup, or the ring of one service. And then a copy of a database."""

import json

import pytest
from sqlalchemy import text

from shared.contracts.key_purposes import KEYS_OF, NUMBERS, OWN
from shared.contracts.queues import SERVICES
from shared.persistence import Database
from shared.persistence.schema.resealing import Resealing
from shared.security import Keyring
from tests.support.committee_suite import world as committee
from tests.support.committee_suite.play import Play
from tests.support.declaration_suite import world as declaration
from tests.support.opening import opened_by, opens
from tests.support.stages import KEYRING


def rings(stack):
    """What each service of the stack is started with."""
    given = {service: stack.environment(service).get("ZHIPING_KEYRING") for service in SERVICES}
    return {service: Keyring.from_json(ring) for service, ring in given.items() if ring}


def dump(database):
    """Every row of every table, as text."""
    with database.begin_reading() as connection:
        names = connection.execute(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).scalars().all()
        return "\n".join(
            line for name in names for line in connection.execute(text(f'SELECT t::text FROM "{name}" t')).scalars()
        )


def rotated(ring):
    """The ring after every sealing key has been replaced."""
    for purpose in (OWN, NUMBERS):
        keys = ring.sets[purpose].with_key(f"{purpose}-2", bytes(32))
        ring = ring.with_set(purpose, keys.with_newest_active())
    return ring


def applicants(url, folder):
    """A submitted dossier: numbers and a telephone, as columns, in JSON, in events that wait."""
    world = declaration.World(url, folder)
    world.prepare()
    world.submitted()
    return world


def experts(url, folder):
    """A pool of experts with telephones, a panel drawn from it, keys of its blind numbers."""
    world = committee.World(url, folder)
    Play(world).drawn()
    return world


@pytest.mark.parametrize("story", [applicants, experts])
def test_after_a_reseal_the_old_key_opens_nothing_in_the_database(story, postgres_url, tmp_path):
    leaked = Keyring.from_json(KEYRING)
    story(postgres_url, tmp_path).close()
    database = Database(postgres_url, pool_size=1)
    before = opened_by(leaked, dump(database))
    assert before
    tally = Resealing(database, rotated(leaked)).run()
    after = dump(database)
    database.close()
    assert (tally.resealed, tally.left) == (len(before), 0)
    assert opened_by(leaked, after) == []
    assert len(opened_by(rotated(leaked), after)) == len(before)


@pytest.mark.parametrize("thief", SERVICES)
def test_the_ring_of_one_service_opens_nothing_of_anothers(stack, thief):
    given = rings(stack)
    for owner in ("declaration", "committee"):
        sealed = given[owner].seal("意见")
        assert opens(given[thief], sealed) == (thief == owner)


@pytest.mark.parametrize("thief", SERVICES)
def test_an_id_number_opens_only_for_who_prints_it(stack, thief):
    given = rings(stack)
    sealed = given["declaration"].seal("15040219900101123X", NUMBERS)
    assert (thief in given and opens(given[thief], sealed)) == (NUMBERS in KEYS_OF[thief])


def test_the_index_of_one_service_says_nothing_to_another(stack):
    given = [ring for ring in rings(stack).values() if "index" in ring.sets]
    assert len({ring.blind_index("15040219900101123X") for ring in given}) == len(given)


def test_the_trail_of_one_service_is_not_sealed_with_anothers_key(stack):
    keys = [json.loads(stack.environment(service)["ZHIPING_TRAIL_KEYS"])["keys"]["t1"] for service in SERVICES]
    assert len(set(keys)) == len(SERVICES)
