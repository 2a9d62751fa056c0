"""The suite in tests/support/committee_suite on SQLite files."""

import shutil

import pytest

from shared.persistence import migrate
from tests.support.committee_suite.world import World


@pytest.fixture(scope="session")
def migrated(tmp_path_factory):
    """An empty database file with its tables; copied, not used."""
    file = tmp_path_factory.mktemp("migrated") / "committee.db"
    migrate("committee", f"sqlite:///{file}")
    return file


@pytest.fixture
def world(tmp_path, migrated):
    shutil.copy(migrated, tmp_path)
    made = World(f"sqlite:///{tmp_path}/committee.db?synchronous=OFF", tmp_path)
    yield made
    made.close()


@pytest.fixture
def other_world(tmp_path):
    made = World(f"sqlite:///{tmp_path}/other.db", tmp_path / "other")
    yield made
    made.close()
