"""SQLite files for the suite in tests/support/persistence_suite."""

import pytest

from shared.persistence import Database, migrate


@pytest.fixture
def empty_url(tmp_path):
    """The URL of a file that does not exist yet, in a folder that does not either."""
    return f"sqlite:///{tmp_path}/var/example.db"


@pytest.fixture
def database(empty_url):
    """An empty database with the example's schema."""
    migrate("tests.support.example", empty_url)
    opened = Database(empty_url, pool_size=12)
    yield opened
    opened.close()
