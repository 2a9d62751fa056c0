"""The door over an empty database, and the console over the services as they are, begun once for each file."""

import pytest

from shared.security import Keyring, install_keyring
from tests.support.clerk_site import Pair
from tests.support.console_suite import Console
from tests.support.gateway_suite import World


@pytest.fixture
def world(empty_database):
    """The door alone, with a key for what rests sealed."""
    install_keyring(Keyring.generate())
    database = empty_database("gateway").fresh()
    yield World(database)
    database.close()
    install_keyring(None)


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    """Two services behind the console."""
    folder = tmp_path_factory.mktemp("pair")
    for name in ("a", "d"):
        (folder / name).mkdir()
    made = Pair(folder).begin()
    yield made
    made.close()


@pytest.fixture(scope="module")
def shared_console(tmp_path_factory):
    """An applicant is signed in."""
    made = Console(tmp_path_factory.mktemp("console"))
    made.sign_in()
    return made


@pytest.fixture
def console(shared_console):
    """The services answer as they were recorded."""
    shared_console.services.says = {}
    shared_console.services.calls = []
    return shared_console


@pytest.fixture(autouse=True)
def as_it_was(request):
    """Canned answers and broken services are each test's own."""
    yield
    if "pair" in request.fixturenames:
        made = request.getfixturevalue("pair")
        made.answers.clear()
        made.down.clear()
