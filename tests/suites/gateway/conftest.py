"""The door over an empty database, with a key for what rests sealed."""

import pytest

from shared.security import Keyring, install_keyring
from tests.support.gateway_suite import World


@pytest.fixture
def world(empty_database):
    install_keyring(Keyring.generate())
    database = empty_database("gateway").fresh()
    yield World(database)
    database.close()
    install_keyring(None)
