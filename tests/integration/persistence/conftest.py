"""PostgreSQL databases for the suite in tests/support/persistence_suite."""

import pytest

from shared.persistence import Database, migrate


@pytest.fixture
def empty_url(postgres_url):
    """The URL of a database without tables."""
    return postgres_url


@pytest.fixture
def database(empty_url):
    """An empty database with the example's schema."""
    migrate("tests.support.example", empty_url)
    opened = Database(empty_url, pool_size=12)
    yield opened
    opened.close()
