"""A PostgreSQL database that every test finds empty and migrated, behind one `Database` that keeps its statements."""

import uuid

from shared.persistence import Database, migrate
from tests.support.contents import contents_of


class ReusedPostgres:
    """One database on the stack for a whole session; what a test leaves is deleted before the next one."""

    def __init__(self, stack, service):
        self._stack, self._name = stack, f"t_{uuid.uuid4().hex[:12]}"
        self.url = stack.database.create(self._name)
        migrate(service, self.url)
        self._database = Database(self.url, pool_size=24)
        self._migrated = contents_of(self._database).kept()

    def fresh(self):
        """The database as it was migrated; what the last test left is gone."""
        contents_of(self._database).put_back(self._migrated)
        return self._database

    def drop(self):
        """It is not needed any more."""
        self._database.close()
        self._stack.database.drop(self._name)
