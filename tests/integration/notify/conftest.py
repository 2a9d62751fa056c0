"""The suite in tests/support/notify_suite on a real PostgreSQL."""

import pytest

from shared.persistence import Database, migrate
from tests.support.notify_suite import World


@pytest.fixture
def world(postgres_url):
    migrate("notify", postgres_url)
    database = Database(postgres_url)
    yield World(database)
    database.close()
