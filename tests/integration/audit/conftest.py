"""The suite in tests/support/audit_suite on a real PostgreSQL."""

import pytest

from tests.support.audit_suite.world import World


@pytest.fixture
def world(postgres_url, tmp_path):
    """The service with its notice published and the organisations registered."""
    made = World(postgres_url, tmp_path)
    made.begin()
    yield made
    made.close()
