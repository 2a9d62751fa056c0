"""The network between a service and its broker or database falls silent: sockets stay open, nothing comes through."""

import os

import pytest

from shared.kernel.errors import Kind, ZhipingError
from tests.chaos.bus.partition import Proxy
from tests.support.ledger_service.fleet import assert_each_once_in_order

DIRECTIONS = {"both ways": (), "nothing reaches it": ("to_server",), "nothing comes back": ("from_server",)}
SOAK = "ZHIPING_CHAOS_ROUNDS" in os.environ


def cut(one):
    """The direction in which a test is played always; `make soak` plays all three."""
    chosen = DIRECTIONS if SOAK else {one: DIRECTIONS[one]}
    return pytest.mark.parametrize("directions", list(chosen.values()), ids=list(chosen))


@pytest.fixture
def proxied(fleet):
    """`proxied(url)`: the same url through a proxy, and the proxy."""
    made = []

    def through(url):
        before, _, rest = url.rpartition("@")
        address, _, path = rest.partition("/")
        proxy = Proxy(int(address.rpartition(":")[2]))
        made.append(proxy)
        return f"{before}@127.0.0.1:{proxy.port}/{path}", proxy

    yield through
    for proxy in made:
        proxy.close()


@cut("nothing comes back")
def test_a_service_cut_off_from_the_broker_under_load_catches_up_afterwards(fleet, proxied, directions):
    fleet.settings |= {"MIRROR_SLOW_SECONDS": "0.02", "ZHIPING_RETRY_DELAYS": "0.2,1,4,16"}
    uri, proxy = proxied(fleet.addresses["mirror"])
    fleet.start("mirror", ZHIPING_AMQP_URI=uri)
    fleet.up("ledger")
    fleet.answers("mirror")
    published = fleet.book(40, 20, "slow")
    fleet.eventually(lambda: len(fleet.effects()) > 20)
    proxy.cut(*directions)
    assert len(fleet.effects()) < published
    fleet.eventually(lambda: "broker_unreachable" in fleet.logs() or "consumer_restarted" in fleet.logs(), 60)
    assert len(fleet.effects()) < published
    proxy.heal()
    fleet.settled(180)
    assert_each_once_in_order(fleet.effects(), published)
    assert all(fleet.alive())


@cut("both ways")
def test_a_relay_cut_off_from_the_broker_leaves_its_turn_to_its_twin(fleet, proxied, directions):
    uri, proxy = proxied(fleet.addresses["ledger"])
    fleet.up("mirror")
    cut_off = fleet.start("ledger", "events", ZHIPING_AMQP_URI=uri)
    fleet.eventually(lambda: fleet.relays("ledger") is cut_off)
    fleet.up("ledger")
    published = fleet.book(10, 2)
    fleet.settled(60)
    assert fleet.relays("ledger") is cut_off
    proxy.cut(*directions)
    published += fleet.book(40, 10)
    assert fleet.unsent() > 0
    fleet.settled(120)
    assert fleet.relays("ledger") is not cut_off
    proxy.heal()
    published += fleet.book(40, 2)
    fleet.settled(120)
    assert_each_once_in_order(fleet.effects(), published)
    assert all(fleet.alive())


@cut("nothing reaches it")
def test_a_service_cut_off_from_its_database_says_so_and_catches_up(fleet, proxied, directions):
    fleet.settings |= {"MIRROR_SLOW_SECONDS": "0.02", "ZHIPING_RETRY_DELAYS": "0.2,1,4,16"}
    url, proxy = proxied(fleet.urls["mirror"])
    fleet.start("mirror", ZHIPING_DATABASE_URL=url)
    fleet.up("ledger")
    fleet.answers("mirror")
    published = fleet.book(40, 20, "slow")
    fleet.eventually(lambda: len(fleet.effects()) > 20)
    proxy.cut(*directions)
    with pytest.raises(ZhipingError) as refusal:
        fleet.client.call("mirror.get_status", timeout=60)
    assert (refusal.value.kind, refusal.value.slug) == (Kind.UNAVAILABLE, "database_unavailable")
    assert len(fleet.effects()) < published
    proxy.heal()
    fleet.answers("mirror", 60)
    fleet.settled(120)
    assert_each_once_in_order(fleet.effects(), published)
    assert all(fleet.alive())
