"""File door: the small HTTP server behind the links of a directory store."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qsl, quote
from wsgiref.types import WSGIEnvironment

from shared.kernel.errors import Kind, ZhipingError, invalid
from shared.storage.directory import DirectoryStore
from shared.storage.port import guessed_media_type

MAX_BODY_BYTES = 64 * 1024 * 1024
_STATUS = {
    Kind.FORBIDDEN: "403 Forbidden",
    Kind.NOT_FOUND: "404 Not Found",
    Kind.INVALID: "400 Bad Request",
}
StartResponse = Callable[[str, list[tuple[str, str]]], Any]


class FileDoor:
    """WSGI application: GET and PUT of one object per signed link; everything else is refused."""

    def __init__(self, store: DirectoryStore) -> None:
        """Serve one store."""
        self._store = store

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        try:
            status, headers, body = self._answer(environ)
        except ZhipingError as error:
            status, headers, body = _STATUS.get(error.kind, "409 Conflict"), [], error.slug.encode()
        start_response(status, [*headers, ("Content-Length", str(len(body)))])
        return [body]

    def _answer(self, environ: WSGIEnvironment) -> tuple[str, list[tuple[str, str]], bytes]:
        method = environ["REQUEST_METHOD"]
        key = environ.get("PATH_INFO", "/").lstrip("/")
        if method not in ("GET", "PUT"):
            return "405 Method Not Allowed", [("Allow", "GET, PUT")], b""
        query = dict(parse_qsl(environ.get("QUERY_STRING", "")))
        promise = self._store.signer.check(method, key, query, self._store.now())
        if method == "PUT":
            self._store.replace(
                key, _body(environ, promise.size), environ.get("CONTENT_TYPE") or guessed_media_type(key)
            )
            return "200 OK", [], b""
        body = self._store.get(key)
        found = self._store.stat(key)
        kind = found.media_type if found else guessed_media_type(key)
        headers = [("Content-Type", kind), ("X-Content-Type-Options", "nosniff")]
        if promise.name:
            headers.append(("Content-Disposition", f"attachment; filename*=UTF-8''{quote(promise.name)}"))
        return "200 OK", headers, body


def _body(environ: WSGIEnvironment, announced: int | None) -> bytes:
    """The body; one of a length that cannot be right is refused while it is still on its way."""
    try:
        size = int(environ.get("CONTENT_LENGTH") or "")
    except ValueError:
        raise invalid("file_empty") from None
    if size > MAX_BODY_BYTES:
        raise invalid("file_too_large", limit=MAX_BODY_BYTES, size=size)
    if size != (size if announced is None else announced):
        raise invalid("file_size_differs", announced=announced, size=size)
    data = bytes(environ["wsgi.input"].read(size))
    if len(data) != size:
        raise invalid("file_size_differs", announced=size, size=len(data))
    return data


def open_door(store: DirectoryStore, port: int = 0) -> tuple[int, Callable[[], None]]:
    """Serve the store on 127.0.0.1 in an own greenlet; returns the port and a function that closes the door.

    The store's links point to the opened port from then on.
    """
    import eventlet
    from eventlet import wsgi

    listener = eventlet.listen(("127.0.0.1", port))
    # accepted sockets inherit it; else each download waits 40 ms for the reader's delayed ACK between head and body
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    taken = int(listener.getsockname()[1])
    store.door_url = f"http://127.0.0.1:{taken}"
    thread = eventlet.spawn(wsgi.server, listener, FileDoor(store), log_output=False)

    def close() -> None:
        thread.kill()
        listener.close()

    return taken, close
