"""A PostgreSQL database that every test finds empty and migrated, behind one `Database` that keeps its statements."""

import uuid

from infra.devstack.migrated import MigratedDatabases
from shared.persistence import Database
from tests.support.contents import contents_of

KEPT = 3
"""Connections that stay open between two tests; one that needed more gives them all back."""


class KeptOpen(Database):
    """A service that ends closes its database; connecting anew would take longer than most tests."""

    def close(self):
        """A test is over."""
        if self.engine.pool.checkedin() > KEPT:
            self.disconnect()

    def disconnect(self):
        """Nobody needs it any more."""
        super().close()


class ReusedPostgres:
    """One database on the stack for a whole session; what a test leaves is deleted before the next one."""

    def __init__(self, stack, service):
        self._stack, self._service, self._name = stack, service, f"t_{uuid.uuid4().hex[:12]}"
        self._create()
        self.database = KeptOpen(self.url, pool_size=24)
        self._look()

    def fresh(self):
        """The database as it was migrated; what the last test left is gone."""
        if self._tables() == self._migrated_tables:
            contents_of(self.database).put_back(self._migrated)
        else:  # a test broke it on purpose
            self.drop()
            self._create()
            self._look()
        return self.database

    def drop(self):
        """It is not needed any more."""
        self.database.disconnect()
        self._stack.database.drop(self._name)

    def _create(self):
        self.url = MigratedDatabases(self._stack.database).create(self._service, self._name)

    def _look(self):
        self._migrated, self._migrated_tables = contents_of(self.database).kept(), self._tables()

    def _tables(self):
        return set(contents_of(self.database).tables())
