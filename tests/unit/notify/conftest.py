"""The suite in tests/support/notify_suite on a SQLite file."""

import shutil

import pytest

from shared.persistence import Database, migrate
from tests.support.notify_suite import World


@pytest.fixture(scope="session")
def migrated(tmp_path_factory):
    """An empty database file with its tables; copied, not used."""
    file = tmp_path_factory.mktemp("migrated") / "notify.db"
    migrate("notify", f"sqlite:///{file}")
    return file


@pytest.fixture
def world(tmp_path, migrated):
    shutil.copy(migrated, tmp_path)
    database = Database(f"sqlite:///{tmp_path}/notify.db?synchronous=OFF")
    yield World(database)
    database.close()
