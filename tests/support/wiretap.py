"""A wire that somebody listens on, and a server that shows whatever certificate it likes."""

import contextlib
import re
import socket
import ssl
import threading

SECONDS = 10


class _Listener:
    """Accepts on a free loopback port and gives each connection a thread."""

    def __init__(self):
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self._open = [self._listening]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._listening.accept()
                self._open.append(connection)
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def close(self):
        for one in self._open:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.close()


class Wiretap(_Listener):
    """Passes everything on to a port, both ways, and keeps a copy in `heard`."""

    def __init__(self, to):
        self._to = to
        self.heard = bytearray()
        super().__init__()

    def _serve(self, connection):
        beyond = socket.create_connection(("127.0.0.1", self._to), timeout=SECONDS)
        beyond.settimeout(None)
        self._open.append(beyond)
        threading.Thread(target=self._pass, args=(beyond, connection), daemon=True).start()
        self._pass(connection, beyond)

    def _pass(self, source, target):
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                self.heard += data
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)

    def on(self, url):
        """The address, through this wire."""
        return re.sub(r"127\.0\.0\.1:\d+", f"127.0.0.1:{self.port}", url, count=1)


class Impostor(_Listener):
    """Speaks TLS (PostgreSQL asks for it in words first) and keeps in `told` what a client says once it believes."""

    def __init__(self, folder, *, asked_first=False):
        self._context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self._context.load_cert_chain(folder / "tls.crt", folder / "tls.key")
        self._asked_first = asked_first
        self.told = bytearray()
        self.met = 0
        super().__init__()

    def _serve(self, connection):
        self.met += 1
        connection.settimeout(SECONDS)
        with contextlib.suppress(OSError):
            if self._asked_first:
                connection.recv(8)
                connection.sendall(b"S")
            with self._context.wrap_socket(connection, server_side=True) as wrapped:
                self.told += wrapped.recv(65536)
