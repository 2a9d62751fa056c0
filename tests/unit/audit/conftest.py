"""The suite in tests/support/audit_suite on a SQLite file."""

import pytest

from services.audit.store import packs
from shared.persistence import migrate
from tests.support.audit_suite.world import NOTICE, World
from tests.support.reused_file import ReusedFile


@pytest.fixture(scope="session")
def audit_file(tmp_path_factory):
    """An empty database with its tables, to be used again by every test."""
    file = tmp_path_factory.mktemp("migrated") / "audit.db"
    migrate("audit", f"sqlite:///{file}")
    return ReusedFile(file, tmp_path_factory.mktemp("reused"))


@pytest.fixture
def world(tmp_path, audit_file):
    """The service with its notice published and the organisations registered."""
    for key in [one for one in packs._LOADED if one[1:] != (NOTICE, 1)]:
        del packs._LOADED[key]  # kept by url, and the url is that of the test before, which began with the same notice
    made = World(audit_file.url, tmp_path, audit_file.fresh())
    made.begin()
    yield made
    made.close()
