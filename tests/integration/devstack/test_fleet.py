"""Every service as its own process on a site of its own: ready, killed, started again, stopped in order."""

import uuid

import pytest

from infra.devstack.site import Site
from infra.fleet import Fleet
from shared.calls import RpcClient
from shared.contracts.queues import SERVICES, queue_names
from shared.kernel.caller import Caller
from shared.kernel.clock import SystemClock
from shared.security import TokenIssuer


@pytest.fixture(scope="module")
def site(stack):
    made = Site.create(stack, f"fleet_{uuid.uuid4().hex[:8]}")
    yield made
    made.drop()


@pytest.fixture(scope="module")
def fleet(site, tmp_path_factory):
    running = Fleet(site.environment, tmp_path_factory.mktemp("logs"))
    running.start()
    yield running
    running.stop()


@pytest.fixture
def operator(site, stack):
    caller = Caller("operator", "operator", roles=frozenset({"operator"}))
    client = RpcClient(site.address("portal"), TokenIssuer(SystemClock(), private_json=stack.issuer_key).issue(caller))
    yield client
    client.close()


def test_deployment_declares_every_queue_of_the_contracts(site, stack):
    declared = {queue["name"] for queue in stack.broker.api("GET", f"/api/queues/{site.name}")}
    assert {name for service in SERVICES for name in queue_names(service)} <= declared


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_process_answers_an_operator(fleet, operator, service):
    assert operator.call(f"{service}.get_status")["dead_letters"] == 0


def test_a_killed_service_is_found_dead_and_comes_back_on_its_port(fleet, operator):
    member = fleet.of("audit")[0]
    port = member.health_port
    fleet.kill(member)
    assert not member.answers("/live")
    assert fleet.revive() == ["audit-1"]
    fleet.wait_ready()
    assert (member.health_port, member.starts) == (port, 2)
    assert operator.call("audit.get_status")["dead_letters"] == 0


def test_an_orderly_stop_ends_within_the_grace_and_says_so(fleet):
    member = fleet.of("notify")[0]
    fleet.stop_member(member, grace=20)
    assert '"stopping"' in member.log.read_text()
    assert fleet.revive() == ["notify-1"]
    fleet.wait_ready()
