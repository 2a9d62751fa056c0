"""A database with the example's schema."""

import shutil

import pytest

from shared.persistence import Database, migrate

EXAMPLE = "tests.support.example"


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory):
    """A SQLite file with the example's schema; copied, not used."""
    file = tmp_path_factory.mktemp("migrated") / "example.db"
    migrate(EXAMPLE, f"sqlite:///{file}")
    return file


@pytest.fixture
def database(database_kind, empty_url, migrated_file):
    """Empty, with many connections."""
    opened = Database(empty_url, pool_size=12)
    if database_kind == "sqlite":
        shutil.copy(migrated_file, opened.url.database)
    else:
        migrate(EXAMPLE, empty_url)
    yield opened
    opened.close()
