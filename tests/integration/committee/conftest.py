"""The suite in tests/support/committee_suite on a real PostgreSQL."""

import pytest

from tests.support.committee_suite.world import World
from tests.support.reused_postgres import ReusedPostgres


@pytest.fixture(scope="session")
def migrated(stack):
    """An empty database with its tables, to be used again by every test."""
    made = ReusedPostgres(stack, "committee")
    yield made
    made.drop()


@pytest.fixture(scope="session")
def other_migrated(stack):
    """Another one like it."""
    made = ReusedPostgres(stack, "committee")
    yield made
    made.drop()


@pytest.fixture
def world(migrated, folder):
    made = World(migrated.url, folder.fresh("committee"), migrated.fresh())
    yield made
    made.close()


@pytest.fixture
def other_world(other_migrated, tmp_path):
    made = World(other_migrated.url, tmp_path / "other", other_migrated.fresh())
    yield made
    made.close()
