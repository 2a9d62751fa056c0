"""SQLite without room for one page more: typed, nothing half written, and everything goes on once there is room."""

import pytest
from sqlalchemy import event

from shared.kernel.caller import Caller
from shared.kernel.errors import Kind, ZhipingError
from shared.messaging.outbox.lease import LocalTurn
from shared.messaging.outbox.relay import Relay
from shared.persistence.events.status import status_counts
from tests.suites.messaging.test_relay import Sender
from tests.support.ledger_service.contract import ENTRY_BOOKED

PLENTY = 1 << 30
MANY = 300


@pytest.fixture
def app(wire):
    return wire("ledger")


@pytest.fixture
def disk(app):
    """`disk.room = pages` from the next transaction on."""

    class Disk:
        room = PLENTY

    def limit(connection):
        connection.exec_driver_sql(f"PRAGMA max_page_count={Disk.room}")

    event.listen(app.database.engine, "begin", limit)
    return Disk


def record(app):
    with app.transaction(Caller.system("ledger")) as tx:
        for _ in range(MANY):
            tx.record(ENTRY_BOOKED, "a1", ENTRY_BOOKED.read(ENTRY_BOOKED.sample))


def pending(app):
    with app.database.begin_reading() as connection:
        return status_counts(connection).pending


def test_a_transaction_without_room_is_unavailable_and_leaves_nothing(app, disk):
    disk.room = 1
    with pytest.raises(ZhipingError) as refusal:
        record(app)
    assert (refusal.value.kind, refusal.value.slug) == (Kind.UNAVAILABLE, "database_unavailable")
    assert pending(app) == 0


def test_once_there_is_room_the_same_transaction_succeeds_and_is_sent(app, disk):
    disk.room = 1
    with pytest.raises(ZhipingError):
        record(app)
    disk.room = PLENTY
    record(app)
    sender = Sender()
    Relay(app, sender, LocalTurn(app.database)).step()
    assert len(set(sender.sent)) == MANY
