"""The suite in tests/support/audit_suite on a SQLite file."""

import pytest

from services.audit.store import packs
from tests.support.audit_suite.world import World
from tests.support.reused_file import ReusedFile


@pytest.fixture(scope="session")
def begun(tmp_path_factory):
    """The database of a service that has begun, and the ids of its organisations."""
    folder = tmp_path_factory.mktemp("begun")
    made = World(f"sqlite:///{folder}/audit.db", folder)
    made.begin()
    made.close()
    return ReusedFile(folder / "audit.db", tmp_path_factory.mktemp("reused")), made.ids


@pytest.fixture
def world(tmp_path, begun, monkeypatch):
    """The service with its notice published and the organisations registered."""
    monkeypatch.setattr(packs, "_LOADED", {})  # kept by url, and the url is that of the test before
    file, ids = begun
    made = World(file.url, tmp_path, file.fresh())
    made.ids = dict(ids)
    yield made
    made.close()
