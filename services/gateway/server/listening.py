"""waitress with limits, and with an end: whoever was heard gets an answer, nobody new is heard."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterable
from typing import Any

from waitress.server import create_server  # type: ignore[import-untyped]

from services.gateway.config import ServerTerms

CROWDED = 0.75
"""The share of its connections from which on the door asks who keeps one without getting on."""
FAIR_PACE = 2000
"""Bytes a second at which nobody is held to be slow."""
HEARING_SECONDS = 1.0
"""Whoever has just come is heard first, however crowded it is."""
LOOP_SECONDS = 1.0
DRAIN_SECONDS = 0.05


class DoorServer:
    """Answers on one socket until `ask_to_stop` is called, from a signal handler or another thread."""

    def __init__(self, app: Callable[..., Iterable[bytes]], host: str, port: int, terms: ServerTerms) -> None:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listener = socket.create_server((host, port), family=family, backlog=terms.connections)
        self.port = int(listener.getsockname()[1])
        self._terms = terms
        self._stopping = False
        self._server: Any = create_server(
            app,
            sockets=[listener],
            threads=terms.threads,
            connection_limit=terms.connections,
            channel_timeout=int(terms.idle_seconds),
            max_request_body_size=terms.longest_body,
            max_request_header_size=terms.longest_header,
            clear_untrusted_proxy_headers=False,  # the console reads X-Forwarded-For as ZHIPING_DOOR_PROXIES says
            asyncore_use_poll=True,
            expose_tracebacks=False,
            ident=None,
        )

    def run(self) -> None:
        """Returns once it was asked to stop and all that was under way is answered, or the time for it is over."""
        while not self._stopping:
            self._turn(LOOP_SECONDS)
        self._hear_nobody_new()
        deadline = time.monotonic() + self._terms.grace_seconds
        while self._under_way() and time.monotonic() < deadline:
            self._turn(DRAIN_SECONDS)
        self._server.task_dispatcher.shutdown(timeout=1)
        for channel in list(self._server.active_channels.values()):
            channel.handle_close()

    def ask_to_stop(self) -> None:
        """May be called at any time, more than once."""
        self._stopping = True
        self._server.pull_trigger()

    def _make_room(self) -> None:
        """Where nearly all connections are taken, those go that keep one without getting on.

        So whoever sends his requests byte by byte, from however many sockets, shuts nobody out.
        """
        excess = len(self._server.active_channels) - int(self._terms.connections * CROWDED)
        if excess > 0:
            heard = time.time() - HEARING_SECONDS
            open_ones = self._server.active_channels.values()
            idle = [channel for channel in open_ones if not channel.requests and channel.creation_time < heard]
            for channel in sorted(idle, key=_lag, reverse=True)[:excess]:
                channel.handle_close()

    def _turn(self, seconds: float) -> None:
        self._make_room()
        self._server.asyncore.loop(timeout=seconds, map=self._server._map, use_poll=True, count=1)

    def _hear_nobody_new(self) -> None:
        self._server.accepting = False
        self._server.del_channel()
        self._server.socket.close()

    def _under_way(self) -> bool:
        """Requests being read or answered, and answers that are not sent yet; idle connections do not count."""
        return any(
            channel.requests or channel.total_outbufs_len or channel.request is not None
            for channel in self._server.active_channels.values()
        )


def _lag(channel: Any) -> float:
    """Seconds that the connection is behind one that sends at FAIR_PACE."""
    request = channel.request
    received = request.header_bytes_received + request.body_bytes_received if request is not None else 0
    return float(time.time() - channel.creation_time - received / FAIR_PACE)
