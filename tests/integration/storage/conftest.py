"""Both object stores, ready to use: a directory behind its file door, and a bucket of the real S3 server."""

import threading
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

from shared.storage import DirectoryStore, store_from_url
from shared.storage.door import FileDoor


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


@pytest.fixture(params=["directory", "s3"])
def store(request):
    if request.param == "directory":
        return request.getfixturevalue("directory_store")
    return store_from_url(request.getfixturevalue("s3_url"))
