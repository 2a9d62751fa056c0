"""The suite in tests/support/committee_suite on SQLite files."""

import pytest

from tests.support.committee_suite.world import World

SUITE = (
    "preparing",
    "meeting",
    "concluding",
    "withdrawing",
    "watching",
    "recognising",
    "extending",
    "cleaning",
    "refusals",
    "play",
)
pytest.register_assert_rewrite(*(f"tests.support.committee_suite.{name}" for name in SUITE))


@pytest.fixture
def world(tmp_path):
    made = World(f"sqlite:///{tmp_path}/committee.db", tmp_path)
    yield made
    made.close()


@pytest.fixture
def other_world(tmp_path):
    made = World(f"sqlite:///{tmp_path}/other.db", tmp_path / "other")
    yield made
    made.close()
