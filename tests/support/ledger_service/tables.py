"""Tables of both services; made directly, the examples have no migrations."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table, insert, select

from shared.persistence import Database, Instant, new_metadata
from shared.persistence.schema.common_tables import BIG

METADATA = new_metadata()
ACCOUNTS = Table(
    "accounts",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("balance", BIG, nullable=False),
    Column("version", Integer, nullable=False),
)
EFFECTS = Table(
    "effects",
    METADATA,
    Column("position", BIG, primary_key=True, autoincrement=True),
    Column("event_id", String(36), nullable=False),
    Column("subject", String(36), nullable=False),
    Column("sequence", BIG, nullable=False),
    Column("at", Instant, nullable=False),
)
"""One row per run of the follower's handler that was committed; twice the same event shows as two rows."""


def create(url: str) -> None:
    """Make the tables."""
    database = Database(url)
    METADATA.create_all(database.engine)
    database.close()


class Accounts:
    """Balances with versions."""

    def __init__(self, connection):
        self._connection = connection

    def balance(self, account_id):
        row = self._connection.execute(select(ACCOUNTS).where(ACCOUNTS.c.id == account_id)).first()
        return None if row is None else (row.balance, row.version)

    def open(self, account_id):
        self._connection.execute(insert(ACCOUNTS).values(id=account_id, balance=0, version=1))


class Effects:
    """What the follower did."""

    def __init__(self, connection):
        self._connection = connection

    def add(self, event, at):
        values = {"event_id": event.id, "subject": event.subject, "sequence": event.sequence, "at": at}
        self._connection.execute(insert(EFFECTS).values(**values))

    def all(self):
        statement = select(EFFECTS.c.event_id, EFFECTS.c.subject, EFFECTS.c.sequence).order_by(EFFECTS.c.position)
        return [tuple(row) for row in self._connection.execute(statement)]
