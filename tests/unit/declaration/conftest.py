"""The suite in tests/support/declaration_suite on a SQLite file."""

import pytest

from shared.persistence import migrate
from tests.support.declaration_suite.world import World
from tests.support.reused_file import ReusedFile


@pytest.fixture(scope="session")
def declaration_file(tmp_path_factory):
    """An empty database with its tables, to be used again by every test."""
    file = tmp_path_factory.mktemp("migrated") / "declaration.db"
    migrate("declaration", f"sqlite:///{file}")
    return ReusedFile(file, tmp_path_factory.mktemp("reused"))


@pytest.fixture
def world(folder, declaration_file):
    """The service with its notice published and one applicant verified."""
    made = World(declaration_file.url, folder.fresh("declaration"), database=declaration_file.fresh())
    made.prepare()
    yield made
    made.close()


@pytest.fixture
def raw_database(declaration_file):
    """Everything that lies on the disk, as text."""

    def read():
        path = declaration_file.path
        files = list(path.parent.glob(f"{path.name}*"))
        assert files
        return "".join(file.read_bytes().decode("utf-8", "replace") for file in files)

    return read
