"""A TCP proxy that can fall silent: connections stay open, new ones are accepted, and nothing is passed on."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress

CHUNK = 65536


class Proxy:
    """Between a process and a server on loopback; `port` is where the process connects to.

    `cut` stops the flow in one direction or both without closing anything: what is written piles up, as with a cable
    that is pulled. `heal` lets everything through again; `reset` breaks what is open.
    """

    def __init__(self, target: int) -> None:
        self._target = target
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._flows = {"to_server": threading.Event(), "from_server": threading.Event()}
        self._sockets: list[socket.socket] = []
        self._closed = False
        self.passed = {"to_server": 0, "from_server": 0}
        self.heal()
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self, *directions: str) -> None:
        """Stop the flow; without a name in both directions."""
        for name in directions or self._flows:
            self._flows[name].clear()

    def heal(self) -> None:
        """Let everything through."""
        for flow in self._flows.values():
            flow.set()

    def close(self) -> None:
        """End everything."""
        self._closed = True
        self.heal()
        for one in [self._listener, *self._sockets]:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _accept(self) -> None:
        while not self._closed:
            try:
                client, _ = self._listener.accept()
                server = socket.create_connection(("127.0.0.1", self._target))
            except OSError:
                continue
            self._sockets += [client, server]
            for name, source, sink in (("to_server", client, server), ("from_server", server, client)):
                threading.Thread(target=self._pump, args=(name, source, sink), daemon=True).start()

    def _pump(self, name: str, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(CHUNK):
                self._flows[name].wait()
                sink.sendall(data)
                self.passed[name] += len(data)
        with suppress(OSError):
            self._flows[name].wait()
            sink.shutdown(socket.SHUT_WR)
