"""The audit service with its notice published and the organisations registered."""

import pytest

from tests.support.audit_suite.world import World


@pytest.fixture
def world(folder, empty_database):
    reused = empty_database("audit")
    made = World(reused.url, folder.fresh("audit"), reused.fresh())
    made.begin()
    yield made
    made.close()
