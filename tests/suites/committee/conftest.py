"""The committee service, alone or two of them."""

import pytest

from tests.support.committee_suite.world import World


@pytest.fixture
def world(folder, empty_database):
    reused = empty_database("committee")
    made = World(reused.url, folder.fresh("committee"), reused.fresh())
    yield made
    made.close()


@pytest.fixture
def other_world(tmp_path, empty_database):
    """Another one, which knows nothing of the first."""
    reused = empty_database("committee", copy=1)
    made = World(reused.url, tmp_path / "other", reused.fresh())
    yield made
    made.close()
