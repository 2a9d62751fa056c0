"""Both object stores, ready to use: a directory behind its file door, and a real S3 server (rclone) with keys."""

import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

from shared.storage import DirectoryStore, FileDoor, store_from_url

RCLONE = Path(sys.executable).with_name("rclone")


class QuietHandler(WSGIRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture
def directory_store(tmp_path):
    store = DirectoryStore(tmp_path / "store", durable=False)
    server = make_server("127.0.0.1", 0, FileDoor(store), handler_class=QuietHandler)
    store.door_url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield store
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def s3_address(tmp_path_factory):
    """`host:port` of a server that knows the one pair of keys access/secret."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    folder = tmp_path_factory.mktemp("s3")
    command = [RCLONE, "serve", "s3", "--addr", address, "--auth-key", "access,secret", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _wait_for(address)
    yield address
    process.terminate()
    process.wait(10)


@pytest.fixture
def s3_url(s3_address, request):
    bucket = f"b{abs(hash(request.node.nodeid)) % 10**9}"
    return f"s3+http://access:secret@{s3_address}/{bucket}?region=us-east-1"


@pytest.fixture(params=["directory", "s3"])
def store(request):
    if request.param == "directory":
        return request.getfixturevalue("directory_store")
    return store_from_url(request.getfixturevalue("s3_url"))


def _wait_for(address, seconds=20):
    host, _, port = address.partition(":")
    end = time.monotonic() + seconds
    while True:
        try:
            socket.create_connection((host, int(port)), 1).close()
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)
