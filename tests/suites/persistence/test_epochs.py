"""An epoch begins when a database is first used, outlives restarts, and another begins where it was restored."""

from datetime import datetime

from sqlalchemy import select

from shared.kernel.clock import ZONE
from shared.persistence import Database
from shared.persistence.events.epoch import begin_epoch
from shared.persistence.schema.common_tables import EPOCHS
from tests.support.persistence_suite import at_once

NOW = datetime(2026, 5, 8, 9, 30, tzinfo=ZONE)


def again(database):
    """The same database as another process opens it."""
    return Database(database.url.render_as_string(hide_password=False), pool_size=2)


def places(database):
    with database.begin_reading() as connection:
        return list(connection.scalars(select(EPOCHS.c.place).order_by(EPOCHS.c.id)))


def test_an_epoch_outlives_the_process_that_began_it(database):
    first = begin_epoch(database, NOW)
    other = again(database)
    assert begin_epoch(other, NOW) == first
    assert len(places(database)) == 1
    other.close()


def test_replicas_that_start_at_once_begin_one_epoch(database):
    replicas = [again(database) for _ in range(4)]
    assert len(set(at_once(lambda one: begin_epoch(one, NOW), replicas))) == 1
    assert len(places(database)) == 1
    for one in replicas:
        one.close()


def test_a_database_that_finds_itself_elsewhere_begins_another(database):
    first = begin_epoch(database, NOW)
    with database.begin() as connection:
        connection.execute(EPOCHS.update().values(place="another machine"))
    other = again(database)
    second = begin_epoch(other, NOW)
    assert second > first
    assert len(places(database)) == 2
    assert begin_epoch(again(database), NOW) == second
    other.close()
