"""Somebody with the broker's password takes the way of calls away: seen by readiness, mended by the service itself."""

import json
import urllib.error
import urllib.request
from urllib.parse import urlsplit

import pytest

from infra.devstack.ports import free_port
from tests.support.ledger_service.lone_fleet import connected, lone_fleet


@pytest.fixture(scope="module")
def fleet(stack, tmp_path_factory):
    port = free_port()
    with lone_fleet(stack, tmp_path_factory.mktemp("route"), ZHIPING_HEALTH_PORT=str(port)) as fleet:
        fleet.port = port
        fleet.up("ledger")
        yield fleet


def ready(fleet):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{fleet.port}/ready", timeout=5) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        return json.load(error)


def the_exchange(channel):
    channel.exchange_delete("nameko-rpc")


def the_binding(channel):
    channel.queue_unbind("rpc-ledger", "nameko-rpc", "ledger.*")


def the_queue(channel):
    channel.queue_delete("rpc-ledger")


def the_queue_of_queries(channel):
    channel.queue_delete("rpc-ledger-queries")


def the_binding_of_a_query(channel):
    channel.queue_unbind("rpc-ledger-queries", "nameko-rpc", "ledger.get_status")


LOST = [the_exchange, the_binding, the_queue, the_queue_of_queries, the_binding_of_a_query]


@pytest.mark.parametrize("lost", LOST)
def test_what_is_deleted_is_there_again_within_seconds(fleet, lost):
    fleet.eventually(lambda: all(ready(fleet).values()), 20)
    connection = connected(fleet.amqp_uri)
    lost(connection.channel())
    connection.close()
    fleet.answers("ledger", 30)
    fleet.eventually(lambda: all(ready(fleet).values()), 15)
    assert fleet.client.call("ledger.get_status", timeout=5)
    assert all(fleet.alive())


def test_while_it_cannot_be_mended_the_service_is_not_ready(stack, fleet):
    """The service's own user may not declare for a while: the way stays lost, and readiness says so."""
    fleet.eventually(lambda: all(ready(fleet).values()), 20)
    vhost = fleet.amqp_uri.rpartition("/")[2]
    path = f"/api/permissions/{vhost}/{urlsplit(fleet.addresses['ledger']).username}"
    rights = {name: right for name, right in stack.broker.api("GET", path).items() if name not in ("user", "vhost")}
    connection = connected(fleet.amqp_uri)
    the_binding(connection.channel())
    stack.broker.api("PUT", path, rights | {"configure": "^$", "write": "^nameko-rpc$"})
    fleet.eventually(lambda: ready(fleet) == {"bus": True, "calls": False, "database": True}, 20)
    stack.broker.api("PUT", path, rights)
    connection.close()
    fleet.eventually(lambda: all(ready(fleet).values()), 20)
    assert fleet.client.call("ledger.get_status", timeout=5)
    assert "call_route_lost" in fleet.logs()
