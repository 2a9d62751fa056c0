"""The suite in tests/support/docgen_suite on a real PostgreSQL and a real S3 server."""

import pytest

from tests.support.docgen_suite.world import World


@pytest.fixture
def world(postgres_url, s3_url):
    made = World(postgres_url, s3_url)
    yield made
    made.close()
