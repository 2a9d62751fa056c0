"""One writer at a time per SQLite file, without deadlocks and without waiting for ever."""

import threading

import pytest

from shared.kernel.errors import ZhipingError
from shared.persistence import Database
from shared.persistence.db.write_gate import WriteGate, gate_for
from tests.suites.persistence.test_transactions import OUTBOX
from tests.support.persistence_suite import FACT, WRITTEN, at_once, count, unit_of_work

pytestmark = pytest.mark.databases("sqlite")


def test_a_nested_write_is_an_error_and_not_a_deadlock(database):
    with database.begin(), pytest.raises(RuntimeError, match="already open"), database.begin():
        pass
    with unit_of_work(database) as tx:
        tx.record(WRITTEN, "n1", FACT)
    assert count(database, OUTBOX) == 1


def test_a_writer_that_waits_too_long_is_told_to_come_again():
    gate, entered, leave = WriteGate(), threading.Event(), threading.Event()

    def hold(_):
        with gate.held(1):
            entered.set()
            leave.wait(5)

    def wait(_):
        entered.wait(5)
        try:
            with pytest.raises(ZhipingError, match="database_busy"), gate.held(0.01):
                pass
        finally:
            leave.set()

    at_once(lambda step: step(None), [hold, wait])
    with gate.held(0.01):
        pass


def test_an_error_inside_gives_the_turn_back(database):
    with pytest.raises(ZeroDivisionError), database.begin():
        raise ZeroDivisionError
    with database.begin():
        pass


def test_two_databases_on_one_file_share_their_turn(tmp_path, database):
    again = Database(str(database.url))
    with database.begin(), pytest.raises(RuntimeError, match="already open"), again.begin():
        pass
    again.close()
    assert gate_for(str(tmp_path / "a")) is not gate_for(str(tmp_path / "b"))


def test_files_are_durable_and_checked(database):
    with database.begin() as connection:
        pragmas = ("journal_mode", "synchronous", "foreign_keys", "query_only")
        found = [connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() for pragma in pragmas]
    assert found == ["wal", 2, 1, 0]


def test_the_url_may_ask_for_less_durability(tmp_path):
    database = Database(f"sqlite:///{tmp_path}/x.db?synchronous=NORMAL")
    with database.begin() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 1
    database.close()


def test_a_database_in_memory_serves_readers_and_writers():
    database = Database("sqlite://")
    with database.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (n integer)")
    with database.begin_reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM t").scalar() == 0
    database.close()
