"""The docgen service with its store."""

import pytest

from tests.support.docgen_suite.world import World


@pytest.fixture
def world(empty_url, empty_store):
    made = World(empty_url, empty_store)
    yield made
    made.close()
