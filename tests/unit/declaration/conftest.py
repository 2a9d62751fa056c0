"""The suite in tests/support/declaration_suite on a SQLite file."""

import pytest

from tests.support.declaration_suite.world import World
from tests.support.reused_file import ReusedFile


@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    """Database and keyring of a service with its notice published and one applicant verified."""
    folder = tmp_path_factory.mktemp("prepared")
    made = World(f"sqlite:///{folder}/declaration.db", folder)
    made.prepare()
    made.close()
    return ReusedFile(folder / "declaration.db", tmp_path_factory.mktemp("reused")), made.settings.keyring


@pytest.fixture
def world(tmp_path, prepared):
    """The service with its notice published and one applicant verified."""
    file, keyring = prepared
    made = World(file.url, tmp_path, keyring=keyring, database=file.fresh())
    yield made
    made.close()


@pytest.fixture
def raw_database(prepared):
    """Everything that lies on the disk, as text."""

    def read():
        path = prepared[0].path
        files = list(path.parent.glob(f"{path.name}*"))
        assert files
        return "".join(file.read_bytes().decode("utf-8", "replace") for file in files)

    return read
