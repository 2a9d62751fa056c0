"""The suite in tests/support/notify_suite on a SQLite file."""

import pytest

from shared.persistence import Database, migrate
from tests.support.notify_suite import World

pytest.register_assert_rewrite("tests.support.notify_suite.reminding", "tests.support.notify_suite.telling")


@pytest.fixture
def world(tmp_path):
    url = f"sqlite:///{tmp_path}/notify.db"
    migrate("notify", url)
    database = Database(url)
    yield World(database)
    database.close()
