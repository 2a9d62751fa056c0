"""The use cases of notify over an empty database."""

import pytest

from tests.support.notify_suite import World


@pytest.fixture
def world(empty_database):
    database = empty_database("notify").fresh()
    yield World(database)
    database.close()
