"""A wire to a server that a test cuts, or holds up: the server itself serves others meanwhile."""

import contextlib
import socket
import threading

from tests.support.wiretap import Wiretap


class Sluice(Wiretap):
    """Open it passes everything on; `hold` keeps connections and lets nothing through, `cut` ends and refuses them."""

    def __init__(self, to):
        self._flowing = threading.Event()
        self._flowing.set()
        self._refusing = False
        super().__init__(to)

    def hold(self):
        """As a server that is frozen."""
        self._flowing.clear()

    def cut(self):
        """As a server that is down."""
        self._refusing = True
        for one in self._open[1:]:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def mend(self):
        """As it was."""
        self._refusing = False
        self._flowing.set()

    def _serve(self, connection):
        if self._refusing:
            connection.close()
        else:
            super()._serve(connection)

    def _pass(self, source, target):
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                self._flowing.wait()
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)
