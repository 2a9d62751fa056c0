"""The suite in tests/support/committee_suite on SQLite files."""

import pytest

from shared.persistence import migrate
from tests.support.committee_suite.world import World
from tests.support.reused_file import ReusedFile


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory):
    """An empty database with its tables."""
    file = tmp_path_factory.mktemp("migrated") / "committee.db"
    migrate("committee", f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def migrated(migrated_file, tmp_path_factory):
    """It, to be used again by every test."""
    return ReusedFile(migrated_file, tmp_path_factory.mktemp("reused"))


@pytest.fixture(scope="session")
def other_migrated(migrated_file, tmp_path_factory):
    """Another one like it."""
    return ReusedFile(migrated_file, tmp_path_factory.mktemp("other"))


@pytest.fixture
def world(folder, migrated):
    made = World(migrated.url, folder.fresh("committee"), migrated.fresh())
    yield made
    made.close()


@pytest.fixture
def other_world(tmp_path, other_migrated):
    made = World(other_migrated.url, tmp_path / "other", other_migrated.fresh())
    yield made
    made.close()
