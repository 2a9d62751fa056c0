"""SQLite files for the suite in tests/support/persistence_suite."""

import shutil

import pytest

from shared.persistence import Database, migrate


@pytest.fixture(scope="session")
def migrated(tmp_path_factory):
    """A file with the example's schema; copied, not used."""
    file = tmp_path_factory.mktemp("migrated") / "example.db"
    migrate("tests.support.example", f"sqlite:///{file}")
    return file


@pytest.fixture
def empty_url(tmp_path):
    """The URL of a file that does not exist yet, in a folder that does not either."""
    return f"sqlite:///{tmp_path}/var/example.db"


@pytest.fixture
def database(empty_url, migrated, tmp_path):
    """An empty database with the example's schema."""
    (tmp_path / "var").mkdir()
    shutil.copy(migrated, tmp_path / "var")
    opened = Database(empty_url, pool_size=12)
    yield opened
    opened.close()
