"""The door on loopback, served by threads, for real browsers."""

import threading
from contextlib import contextmanager

from werkzeug.serving import make_server

from services.gateway.service import create_app
from tests.support.web.chromium import browser


@contextmanager
def opened(world):
    """`with opened(world) as url`."""
    server = make_server("127.0.0.1", 0, create_app(world.gateway), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


@contextmanager
def browsing(width=1366, height=768, **options):
    """A page of Debian's Chromium; `options` of its context."""
    with browser() as started:
        yield started.new_page(viewport={"width": width, "height": height}, **options)
