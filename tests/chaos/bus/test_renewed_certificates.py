"""Another authority and new certificates for every server, under load, without an event lost or a process restarted."""

import shutil

import pytest

from tests.support.ledger_service.fleet import assert_each_once_in_order
from tests.support.ledger_service.lone_fleet import lone_fleet


@pytest.fixture
def own_stack(tls_stack):
    yield tls_stack
    for server in tls_stack.servers:
        server.start()


def test_a_broker_with_another_authority_is_believed_once_the_file_says_so(own_stack, tmp_path):
    """The file stays the old one while the broker changes, as when somebody forgets the first step of the runbook."""
    trusted = tmp_path / "ca.crt"
    shutil.copy(own_stack.tls.ca_file, trusted)
    with lone_fleet(own_stack, tmp_path) as fleet:
        for service, address in fleet.addresses.items():
            fleet.addresses[service] = address.partition("?")[0]
        fleet.settings |= {"MIRROR_SLOW_SECONDS": "0.02", "ZHIPING_CA_FILE": str(trusted)}
        fleet.up("ledger", "mirror")
        published = fleet.book(30, 5, "slow")
        fleet.eventually(lambda: len(fleet.effects()) > 10)
        renew(own_stack)
        assert len(fleet.effects()) < published, "the broker changed after the work was done"
        fleet.eventually(lambda: '"certificate"' in fleet.logs())
        assert all(fleet.alive())
        shutil.copy(own_stack.tls.ca_file, trusted)
        fleet.answers("ledger")
        fleet.answers("mirror")
        published += fleet.book(30, 2)
        fleet.settled(120)
        assert all(fleet.alive())
        assert_each_once_in_order(fleet.effects(), published)


def renew(stack):
    """A new authority, a new certificate, and the servers show it."""
    shutil.rmtree(stack.tls.ca_file.parents[1])
    stack.tls.prepare()
    for server in (stack.broker, stack.database, stack.objects):
        server.restart()
