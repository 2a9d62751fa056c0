"""The suite in tests/support/committee_suite on SQLite files."""

import pytest

from shared.persistence import migrate
from tests.support.committee_suite.world import World
from tests.support.reused_file import ReusedFile


@pytest.fixture(scope="session")
def migrated(tmp_path_factory):
    """An empty database with its tables."""
    file = tmp_path_factory.mktemp("migrated") / "committee.db"
    migrate("committee", f"sqlite:///{file}")
    return ReusedFile(file, tmp_path_factory.mktemp("reused"))


@pytest.fixture
def world(tmp_path, migrated):
    made = World(migrated.url, tmp_path, migrated.fresh())
    yield made
    made.close()


@pytest.fixture
def other_world(tmp_path):
    made = World(f"sqlite:///{tmp_path}/other.db", tmp_path / "other")
    yield made
    made.close()
