"""The declaration service with its notice published and one applicant verified."""

import pytest

from tests.support.declaration_suite.world import World


@pytest.fixture
def world(folder, empty_database):
    reused = empty_database("declaration")
    made = World(reused.url, folder.fresh("declaration"), database=reused.fresh())
    made.prepare()
    yield made
    made.close()


@pytest.fixture
def raw_database(world, empty_database, raw_contents):
    """`raw_database()`: everything that the service has stored, as text."""
    return lambda: raw_contents(empty_database("declaration"))
