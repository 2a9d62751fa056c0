"""The use cases of notify over an empty database."""

import pytest

from shared.security import Keyring, install_keyring
from tests.support.notify_suite import World


@pytest.fixture
def world(empty_database):
    """With a key for the addresses that rest sealed."""
    install_keyring(Keyring.generate())
    database = empty_database("notify").fresh()
    yield World(database)
    database.close()
    install_keyring(None)
