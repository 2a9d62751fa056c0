"""A fleet of the example services on the real broker and database, and stock nameko beside it."""

import uuid

import pytest

from tests.chaos.bus.stock import Stock
from tests.chaos.bus.table import TABLE
from tests.support.ledger_service.lone_fleet import fleet_on


@pytest.fixture
def amqp_uri(stack):
    """A virtual host of its own; whatever a test did to the broker, it runs again before the host is removed."""
    vhost = f"t-{uuid.uuid4().hex[:12]}"
    yield stack.broker.create_vhost(vhost)
    if stack.broker.process is not None:
        stack.broker.thaw()
    stack.broker.start()
    stack.broker.delete_vhost(vhost)


@pytest.fixture
def fleet(stack, amqp_uri, tmp_path):
    """Nothing runs yet; `fleet.up("ledger", "mirror")` starts the services."""
    with fleet_on(stack, amqp_uri, tmp_path) as made:
        yield made


@pytest.fixture
def stock(amqp_uri, tmp_path):
    """The same faults for nameko as it is; effects are lines in a file."""
    made = Stock(amqp_uri, tmp_path)
    yield made
    made.close()


def pytest_terminal_summary(terminalreporter):
    if TABLE.rows:
        terminalreporter.section("faults, ours and stock nameko")
        for line in TABLE.lines():
            terminalreporter.write_line(line)
