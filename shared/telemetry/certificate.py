"""The certificate that the health door shows: read again as soon as one of its files is another."""

from __future__ import annotations

import os
import ssl
from pathlib import Path
from typing import Any

from shared.telemetry.logs import get_logger

_State = tuple[int, ...]


class DoorCertificate:
    """Certificate chain and key, two PEM files; whoever renews them replaces both.

    `tls` is the module that makes contexts; a green process has its own.
    """

    tls: Any = ssl

    def __init__(self, certificate: str, key: str) -> None:
        """ValueError or OSError (ssl.SSLError among them) when they are missing or do not belong together."""
        self._files = (Path(certificate), Path(key or certificate))
        self._seen = self._state()
        self._context = self._read()

    def wrap(self, connection: Any) -> Any:
        """The connection with TLS on it. Shaking hands is left to its first reader: whoever accepts never waits."""
        state = self._state()
        if state != self._seen:
            self._renew(state)
        return self._context.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)

    def _renew(self, state: _State) -> None:
        """Files that do not belong together (one is written yet) leave the old certificate in place."""
        try:
            self._context = self._read()
        except OSError as error:
            get_logger().warning("door_certificate_unreadable", error=str(error))
        self._seen = state

    def _read(self) -> Any:
        context = self.tls.create_default_context(self.tls.Purpose.CLIENT_AUTH)
        context.minimum_version = self.tls.TLSVersion.TLSv1_2
        context.load_cert_chain(*self._files)
        return context

    def _state(self) -> _State:
        try:
            found = [os.stat(file) for file in self._files]
        except OSError:
            return ()
        return tuple(number for one in found for number in (one.st_ino, one.st_mtime_ns, one.st_size))
