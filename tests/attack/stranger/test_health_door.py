"""A stranger who reaches the machine opens connections to the health door and says nothing, or little by little."""

import contextlib
import resource
import socket
import urllib.request

import psutil
import pytest

from infra.devstack.ports import free_port
from tests.support.ledger_service.lone_fleet import lone_fleet

CONNECTIONS = 1_100
SECONDS = 10


@pytest.fixture(scope="module")
def fleet(stack, tmp_path_factory):
    port = free_port()
    with lone_fleet(stack, tmp_path_factory.mktemp("door"), ZHIPING_HEALTH_PORT=str(port)) as fleet:
        fleet.port = port
        [fleet.process] = fleet.up("ledger")
        yield fleet


@pytest.fixture
def sockets():
    """Room for so many files in this process, and all of them closed afterwards."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 8_192), hard))
    with contextlib.ExitStack() as opened:
        yield lambda port: opened.enter_context(socket.create_connection(("127.0.0.1", port), timeout=SECONDS))
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def alive(fleet):
    with urllib.request.urlopen(f"http://127.0.0.1:{fleet.port}/live", timeout=SECONDS) as answer:
        return answer.status == 200


@pytest.mark.parametrize("said", [b"", b"GET /live HTTP/1.1\r\nHost: x\r\nX-Slow: "], ids=["silent", "half a request"])
def test_a_thousand_slow_connections_do_not_silence_it(fleet, sockets, said):
    for number in range(CONNECTIONS):
        slow = sockets(fleet.port)
        with contextlib.suppress(OSError):  # the oldest are ended to make room
            slow.sendall(said)
        if number % 500 == 0:
            assert alive(fleet)
    assert alive(fleet)
    assert fleet.client.call("ledger.get_status", timeout=SECONDS)


def test_the_process_holds_no_more_of_them_than_it_has_room_for(fleet, sockets):
    for _ in range(300):
        sockets(fleet.port)
    assert alive(fleet)
    held = [one for one in psutil.Process(fleet.process.pid).net_connections("tcp") if one.laddr.port == fleet.port]
    assert len([one for one in held if one.status == psutil.CONN_ESTABLISHED]) <= 64


def test_only_this_machine_reaches_it_unless_it_is_told_otherwise(fleet):
    doors = [
        one.laddr.ip
        for one in psutil.Process(fleet.process.pid).net_connections("tcp")
        if one.status == psutil.CONN_LISTEN
    ]
    assert doors == ["127.0.0.1"]
