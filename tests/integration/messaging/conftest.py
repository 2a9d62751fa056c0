"""A fleet of the example services on the real broker and database."""

import pytest

from tests.support.ledger_service.lone_fleet import fleet_on


@pytest.fixture
def fleet(stack, amqp_uri, tmp_path):
    """Nothing runs yet; `fleet.up("ledger", "mirror")` starts the services."""
    with fleet_on(stack, amqp_uri, tmp_path) as made:
        yield made
