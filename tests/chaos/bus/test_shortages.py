"""Out of memory at the broker, out of disk at the database, and a clock that jumps."""

from datetime import timedelta

import pytest
from sqlalchemy import create_engine, text

from shared.kernel.clock import FileClock, SystemClock
from shared.kernel.errors import Kind, ZhipingError
from tests.support.ledger_service.fleet import assert_each_once_in_order

FULL = """
CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$
"""


@pytest.fixture
def disk(fleet):
    """`disk("ledger", "outbox", full=True)`: the table takes no more rows, as on a full disk."""

    def become(service, table, *, full):
        engine = create_engine(fleet.urls[service])
        with engine.begin() as connection:
            if full:
                connection.execute(text(FULL))
                connection.execute(text(f"CREATE TRIGGER no_room BEFORE INSERT ON {table} EXECUTE FUNCTION no_room()"))
            else:
                connection.execute(text("DROP FUNCTION no_room CASCADE"))
        engine.dispose()

    return become


def test_while_the_broker_is_out_of_memory_callers_are_told_and_afterwards_everything_arrives(stack, fleet):
    fleet.settings |= {"ZHIPING_RETRY_DELAYS": "0.2,1,4,16", "MIRROR_SLOW_SECONDS": "0.3"}
    fleet.up("ledger", "mirror")
    published = fleet.book(40, 10, "slow")
    stack.broker.memory_alarm(True)
    try:
        assert len(fleet.effects()) < published, "the alarm came after the work was done"
        key = {"idempotency_key": "alarm", "timeout": 3}
        for _ in range(2):
            with pytest.raises(ZhipingError) as refusal:
                fleet.book(40, 3, **key)
            assert refusal.value.kind is Kind.UNAVAILABLE
        assert all(fleet.alive())
    finally:
        stack.broker.memory_alarm(False)
    fleet.answers("ledger", 60)
    published += fleet.book(40, 3, idempotency_key="alarm")
    fleet.settled(180)
    assert_each_once_in_order(fleet.effects(), published)
    assert all(fleet.alive())


def test_a_command_on_a_full_disk_is_unavailable_leaves_nothing_and_succeeds_with_its_key_afterwards(fleet, disk):
    fleet.up("ledger", "mirror")
    published = fleet.book(10, 2)
    disk("ledger", "outbox", full=True)
    with pytest.raises(ZhipingError) as refusal:
        fleet.book(10, 2, idempotency_key="full")
    assert (refusal.value.kind, refusal.value.slug) == (Kind.UNAVAILABLE, "database_unavailable")
    disk("ledger", "outbox", full=False)
    published += fleet.book(10, 2, idempotency_key="full")
    fleet.settled(60)
    assert_each_once_in_order(fleet.effects(), published)


def test_a_consumer_on_a_full_disk_waits_and_loses_nothing(fleet, disk):
    fleet.up("ledger", "mirror")
    disk("mirror", "effects", full=True)
    published = fleet.book(20, 4)
    fleet.eventually(lambda: len(fleet.handler_runs()) > 20)
    assert fleet.effects() == []
    disk("mirror", "effects", full=False)
    fleet.settled(120)
    assert_each_once_in_order(fleet.effects(), published)
    assert all(fleet.alive())


def test_a_relay_that_cannot_settle_on_a_full_disk_goes_on_afterwards(fleet, disk):
    fleet.up("ledger", "mirror")
    disk("ledger", "event_tally", full=True)
    published = fleet.book(20, 4)
    fleet.eventually(lambda: "relay_failed" in fleet.logs())
    assert fleet.unsent() > 0
    disk("ledger", "event_tally", full=False)
    fleet.settled(120)
    assert_each_once_in_order(fleet.effects(), published)
    assert all(fleet.alive())


@pytest.mark.parametrize("hours", [-1, 30])
def test_a_clock_that_jumps_moves_no_event_out_of_its_place(fleet, tmp_path, hours):
    clock = FileClock(tmp_path / "clock")
    clock.set(SystemClock().now())
    fleet.settings |= {"ZHIPING_CLOCK": f"file:{tmp_path / 'clock'}", "MIRROR_SLOW_SECONDS": "0.02"}
    fleet.up("ledger", "mirror")
    published = fleet.book(40, 10, "slow")
    fleet.eventually(lambda: len(fleet.effects()) > 20)
    clock.set(clock.now() + timedelta(hours=hours))
    assert len(fleet.effects()) < published
    fleet.speak_at(clock)
    published += fleet.book(40, 5)
    fleet.settled(120)
    assert_each_once_in_order(fleet.effects(), published)
    assert all(fleet.alive())
