"""The suite in tests/support/declaration_suite on a SQLite file."""

import shutil

import pytest

from tests.support.declaration_suite.world import World


@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    """Database file and keyring of a service with its notice published and one applicant verified; copied, not used."""
    folder = tmp_path_factory.mktemp("prepared")
    made = World(f"sqlite:///{folder}/declaration.db", folder)
    made.prepare()
    made.close()
    return folder / "declaration.db", made.settings.keyring


@pytest.fixture
def world(tmp_path, prepared):
    """The service with its notice published and one applicant verified."""
    file, keyring = prepared
    shutil.copy(file, tmp_path)
    made = World(f"sqlite:///{tmp_path}/declaration.db?synchronous=OFF", tmp_path, keyring=keyring)
    yield made
    made.close()


@pytest.fixture
def raw_database(tmp_path):
    """Everything that lies on the disk, as text."""

    def read():
        return "".join(path.read_bytes().decode("utf-8", "replace") for path in tmp_path.glob("declaration.db*"))

    return read
