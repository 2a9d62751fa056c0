"""Statements past SQLAlchemy: the same faults, told the same way, and the pool stays whole."""

import psycopg2
import pytest

from shared.kernel.errors import ZhipingError
from shared.messaging.outbox.lease import turn_for
from shared.persistence.db.prepared import Prepared, execute_directly
from shared.persistence.schema.common_tables import OUTBOX
from tests.support.persistence_suite import FACT, WRITTEN, at_once, count, unit_of_work

pytestmark = pytest.mark.databases("postgres")


def test_a_lost_connection_is_unavailable_once_and_then_replaced(database):
    with pytest.raises(ZhipingError, match="database_unavailable"), database.begin() as connection:
        execute_directly(connection, "SELECT pg_terminate_backend(pg_backend_pid())", {})
    with database.begin() as connection:
        assert execute_directly(connection, "SELECT %(n)s", {"n": 1}).fetchone() == (1,)


def test_a_statement_that_is_cut_is_busy_and_its_transaction_is_rolled_back(database):
    def lock_and_dawdle():
        with database.begin() as connection:
            execute_directly(connection, "SELECT pg_advisory_xact_lock(7)", {})
            execute_directly(connection, "SET LOCAL statement_timeout = 50", {})
            execute_directly(connection, "SELECT pg_sleep(5)", {})

    with pytest.raises(ZhipingError, match="database_busy"):
        lock_and_dawdle()
    with database.begin() as connection:
        assert execute_directly(connection, "SELECT pg_try_advisory_xact_lock(7)", {}).fetchone() == (True,)


def test_what_it_writes_is_committed_or_rolled_back_with_everything_else(database):
    def count_one(kind):
        execute_directly(connection, "INSERT INTO event_tally (type, published) VALUES (%(type)s, 1)", {"type": kind})

    with database.engine.connect() as connection, connection.begin() as turn:
        count_one("lost")
        turn.rollback()
    with database.begin() as connection:
        count_one("kept")
    with database.begin_reading() as connection:
        assert connection.exec_driver_sql("SELECT type FROM event_tally").scalars().all() == ["kept"]


def test_a_prepared_statement_serves_every_transaction_of_every_connection(database):
    double = Prepared("double", "SELECT CAST(%(n)s AS int) + %(n)s + CAST(%(m)s AS int)")

    def calculate(number):
        with database.engine.connect() as connection, connection.begin() as turn:
            found = [execute_directly(connection, double, {"n": number, "m": 1}).fetchone()[0] for _ in range(2)]
            turn.rollback()
        return found

    assert at_once(calculate, range(20)) == [[2 * number + 1] * 2 for number in range(20)]


def test_a_prepared_statement_is_prepared_again_on_the_connection_that_replaces_a_lost_one(database):
    double = Prepared("double", "SELECT CAST(%(n)s AS int) + %(n)s")

    def calculate():
        with database.begin() as connection:
            return execute_directly(connection, double, {"n": 2}).fetchone()[0]

    assert calculate() == 4
    with pytest.raises(ZhipingError, match="database_unavailable"), database.begin() as connection:
        execute_directly(connection, "SELECT pg_terminate_backend(pg_backend_pid())", {})
    assert calculate() == 4


def test_a_relay_that_lost_its_turn_cannot_settle(database):
    with unit_of_work(database) as tx:
        tx.record(WRITTEN, "n1", FACT)
    one = turn_for(database)
    assert one.acquire()
    rows = one.turn_over([], [], 0).rows
    end = (
        "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted "
        "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    )
    with database.begin() as connection:
        connection.exec_driver_sql(end)
    with pytest.raises(psycopg2.OperationalError):
        one.turn_over(rows, [], 0)
    one.release()
    assert count(database, OUTBOX) == len(rows) == 1
