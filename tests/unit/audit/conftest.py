"""The suite in tests/support/audit_suite on a SQLite file."""

import pytest

from shared.persistence import migrate
from tests.support.audit_suite.world import World
from tests.support.reused_file import ReusedFile


@pytest.fixture(scope="session")
def audit_file(tmp_path_factory):
    """An empty database with its tables, to be used again by every test."""
    file = tmp_path_factory.mktemp("migrated") / "audit.db"
    migrate("audit", f"sqlite:///{file}")
    return ReusedFile(file, tmp_path_factory.mktemp("reused"))


@pytest.fixture
def world(folder, audit_file):
    """The service with its notice published and the organisations registered."""
    made = World(audit_file.url, folder.fresh("audit"), audit_file.fresh())
    made.begin()
    yield made
    made.close()
