"""The suite in tests/support/audit_suite on a SQLite file."""

import shutil

import pytest

from tests.support.audit_suite.world import World


@pytest.fixture(scope="session")
def begun(tmp_path_factory):
    """Database file of a service that has begun, and the ids of its organisations; copied, not used."""
    folder = tmp_path_factory.mktemp("begun")
    made = World(f"sqlite:///{folder}/audit.db", folder)
    made.begin()
    made.close()
    return folder / "audit.db", made.ids


@pytest.fixture
def world(tmp_path, begun):
    """The service with its notice published and the organisations registered."""
    file, ids = begun
    shutil.copy(file, tmp_path)
    made = World(f"sqlite:///{tmp_path}/audit.db?synchronous=OFF", tmp_path)
    made.ids = dict(ids)
    yield made
    made.close()
