"""PostgreSQL under faults and under eventlet."""

import json
import select
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import psycopg2
import pytest
from sqlalchemy import text

from shared.contracts.base import ContractViolation
from shared.kernel.errors import ZhipingError
from shared.persistence import Database
from shared.persistence.events.append import CHANNEL
from tests.support.example.store.tables import notes
from tests.support.persistence_suite import FACT, WRITTEN, count, unit_of_work, write_note

pytestmark = pytest.mark.databases("postgres")

GREEN = Path(__file__).parents[2] / "support" / "green_database.py"


def test_a_statement_that_takes_too_long_is_cut_and_told_as_unavailable(empty_url):
    database = Database(empty_url, statement_timeout=0.1)
    with pytest.raises(ZhipingError) as caught, database.begin() as connection:
        connection.execute(text("SELECT pg_sleep(5)"))
    database.close()
    assert (caught.value.slug, caught.value.kind) == ("database_busy", "unavailable")


def test_a_lost_connection_is_unavailable_once_and_then_replaced(database):
    with pytest.raises(ZhipingError, match="database_unavailable"), database.begin() as connection:
        connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    with database.begin() as connection:
        assert connection.scalar(text("SELECT 1")) == 1


@pytest.mark.parametrize("wrong", [{"title": "长" * 101}, {"content": {"a": "\x00"}}])
def test_a_text_that_cannot_be_stored_is_invalid_and_leaves_nothing(database, wrong):
    with pytest.raises(ZhipingError) as caught, unit_of_work(database) as tx:
        write_note(tx, "n1", **wrong)
    assert (caught.value.slug, caught.value.kind) == ("text_not_storable", "invalid")
    assert count(database, notes) == 0


def test_a_server_that_is_not_there_is_unavailable():
    database = Database("postgresql+psycopg2://zhiping@127.0.0.1:1/none")
    with pytest.raises(ZhipingError, match="database_unavailable"), database.begin():
        pass


def test_a_deadlock_is_unavailable_for_one_and_the_other_goes_on(database):
    both = threading.Barrier(2)

    def cross(first, second, results):
        try:
            with database.begin() as connection:
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": first})
                both.wait(5)
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": second})
            results.append("done")
        except ZhipingError as error:
            results.append(error.slug)

    results = []
    other = threading.Thread(target=cross, args=(1, 2, results))
    other.start()
    cross(2, 1, results)
    other.join()
    assert sorted(results) == ["database_busy", "done"]


def test_the_commit_signals_the_relay_once_and_a_rollback_does_not(database):
    listener = psycopg2.connect(database.url.set(drivername="postgresql").render_as_string(hide_password=False))
    listener.autocommit = True
    with listener.cursor() as cursor:
        cursor.execute(f"LISTEN {CHANNEL}")
    with unit_of_work(database) as tx:
        tx.record(WRITTEN, "a", FACT)
        tx.record(WRITTEN, "b", FACT)
    with pytest.raises(ContractViolation), unit_of_work(database) as tx:
        tx.record(WRITTEN, "a", replace(FACT, pages=0))
    select.select([listener], [], [], 30)
    listener.poll()
    assert [notice.channel for notice in listener.notifies] == [CHANNEL]
    listener.close()


def test_under_eventlet_waiting_for_the_server_lets_other_greenlets_run(database):
    url = database.url.render_as_string(hide_password=False)
    run = subprocess.run(
        [sys.executable, "-W", "ignore", str(GREEN), url], capture_output=True, text=True, timeout=60, check=False
    )
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    assert found["ticks_during_sleep"] >= 10
    assert found["sequences"] == list(range(1, 101))
    assert found["killed_then"] == 1
