"""The suite in tests/support/committee_suite on a real PostgreSQL."""

import uuid

import pytest

from tests.support.committee_suite.world import World


@pytest.fixture
def world(postgres_url, tmp_path):
    made = World(postgres_url, tmp_path)
    yield made
    made.close()


@pytest.fixture
def other_world(stack, tmp_path):
    name = f"t_{uuid.uuid4().hex[:12]}"
    made = World(stack.database.create(name), tmp_path / "other")
    yield made
    made.close()
    stack.database.drop(name)
