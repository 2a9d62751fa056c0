"""The suite in tests/support/audit_suite on a SQLite file."""

import pytest

from tests.support.audit_suite.world import World

PARTS = ("answering", "deciding", "door", "following", "judging", "moving", "refusing", "returning", "timing")
pytest.register_assert_rewrite(*(f"tests.support.audit_suite.{part}" for part in PARTS))


@pytest.fixture
def world(tmp_path):
    """The service with its notice published and the organisations registered."""
    made = World(f"sqlite:///{tmp_path}/audit.db?synchronous=OFF", tmp_path)
    made.begin()
    yield made
    made.close()
