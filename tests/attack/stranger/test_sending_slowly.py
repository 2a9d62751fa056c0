"""A stranger opens many connections and sends byte by byte, or never; others want to be served meanwhile."""

import socket
import threading
import urllib.request
from contextlib import ExitStack

import pytest

from services.gateway.config import ServerTerms
from services.gateway.server.listening import DoorServer

TERMS = ServerTerms(threads=2, connections=40, grace_seconds=1)
HEADS = {
    "says nothing": b"",
    "drips a header": b"GET / HTTP/1.1\r\nHost: door\r\nX-",
    "drips a body": b"POST / HTTP/1.1\r\nHost: door\r\nContent-Length: 1000\r\n\r\n",
}


@pytest.fixture
def server():
    def app(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [environ["wsgi.input"].read() or b"served"]

    made = DoorServer(app, "127.0.0.1", 0, TERMS)
    thread = threading.Thread(target=made.run)
    thread.start()
    yield made
    made.ask_to_stop()
    thread.join(20)
    made._server.trigger.close()  # elsewhere the process ends here


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_more_slow_senders_than_there_are_connections_keep_nobody_out(server, head):
    with ExitStack() as held, ExitStack() as at_the_end:
        over = threading.Event()
        at_the_end.callback(over.set)
        slow = [held.enter_context(socket.create_connection(("127.0.0.1", server.port))) for _ in range(60)]
        for one in slow:
            one.sendall(head)
        dripping = threading.Thread(target=_drip, args=(slow, over), daemon=True)
        dripping.start()
        for _ in range(5):
            with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/", timeout=15) as answer:
                assert answer.read() == b"served"
        over.set()
        dripping.join(10)


def test_whoever_gets_on_is_not_the_one_who_goes(server):
    piece = b"x" * 5000
    with ExitStack() as held:
        upload = held.enter_context(socket.create_connection(("127.0.0.1", server.port)))
        upload.settimeout(15)
        upload.sendall(b"POST / HTTP/1.1\r\nHost: door\r\nConnection: close\r\nContent-Length: 300000\r\n\r\n")
        for _ in range(60):
            upload.sendall(piece)
            held.enter_context(socket.create_connection(("127.0.0.1", server.port)))
        assert b"".join(iter(lambda: upload.recv(65536), b"")).endswith(60 * piece)


def _drip(sockets, over):
    while not over.wait(0.05):
        for one in sockets:
            try:
                one.send(b"a")
            except OSError:
                continue
