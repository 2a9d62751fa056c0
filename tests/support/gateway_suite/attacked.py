"""The door as attackers meet it: over SQLite, once per file."""

import pytest

from shared.security import Keyring, install_keyring
from tests.support.attacked import emptied
from tests.support.gateway_suite import World


@pytest.fixture(scope="module")
def reused(request, tmp_path_factory):
    with emptied("gateway", "sqlite", request, tmp_path_factory) as made:
        yield made


@pytest.fixture
def door(reused):
    """An empty door."""
    install_keyring(Keyring.generate())
    yield World(reused.fresh())
    install_keyring(None)
