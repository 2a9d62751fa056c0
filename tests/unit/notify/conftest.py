"""The suite in tests/support/notify_suite on a SQLite file."""

import pytest

from shared.persistence import migrate
from tests.support.notify_suite import World
from tests.support.reused_file import ReusedFile


@pytest.fixture(scope="session")
def migrated(tmp_path_factory):
    """An empty database with its tables."""
    file = tmp_path_factory.mktemp("migrated") / "notify.db"
    migrate("notify", f"sqlite:///{file}")
    return ReusedFile(file, tmp_path_factory.mktemp("reused"))


@pytest.fixture
def world(migrated):
    database = migrated.fresh()
    yield World(database)
    database.close()
