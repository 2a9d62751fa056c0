"""A fleet of the example services on the real broker and database."""

import pytest

from tests.support.ledger_service.fleet import Fleet


@pytest.fixture
def fleet(stack, amqp_uri, tmp_path):
    """Nothing runs yet; `fleet.up("ledger", "mirror")` starts the services."""
    urls = {name: stack.database.create(f"{name}_{amqp_uri.rpartition('-')[2]}") for name in ("ledger", "mirror")}
    made = Fleet(stack.broker, amqp_uri, urls, tmp_path)
    yield made
    made.close()
    for url in urls.values():
        stack.database.drop(url.rpartition("/")[2])
