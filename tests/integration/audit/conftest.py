"""The suite in tests/support/audit_suite on a real PostgreSQL."""

import pytest

from tests.support.audit_suite.world import World
from tests.support.reused_postgres import ReusedPostgres


@pytest.fixture(scope="session")
def audit_database(stack):
    """An empty database with its tables, to be used again by every test."""
    made = ReusedPostgres(stack, "audit")
    yield made
    made.drop()


@pytest.fixture
def world(audit_database, folder):
    """The service with its notice published and the organisations registered."""
    made = World(audit_database.url, folder.fresh("audit"), audit_database.fresh())
    made.begin()
    yield made
    made.close()
