"""The docgen service with its store."""

import pytest

from tests.support.docgen_suite.world import World


@pytest.fixture
def world(empty_database, empty_store):
    reused = empty_database("docgen")
    made = World(reused.url, empty_store, reused.fresh())
    yield made
    made.close()
