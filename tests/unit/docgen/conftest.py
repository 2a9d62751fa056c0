"""The suite in tests/support/docgen_suite over SQLite and a directory."""

import pytest

from tests.support.docgen_suite.world import World


@pytest.fixture
def world(tmp_path):
    made = World(f"sqlite:///{tmp_path}/docgen.db", f"dir://{tmp_path}/files?durable=no")
    yield made
    made.close()
