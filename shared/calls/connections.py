"""Connections for calls: to a broker, or to the bus inside the process where that has said how it is reached."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from typing import Any

import amqp

from shared.calls.addresses import arguments_of, brokers_in

CONNECT_SECONDS = 5.0
ANSWER_SECONDS = 10
"""For an answer of the broker to a declaration or a farewell; waiting for messages has time limits of its own."""
ROUNDS = 2
PAUSE_SECONDS = 0.1

Opener = Callable[[str], Any]
_INSIDE: dict[str, Opener] = {}


def reach_inside(scheme: str, opener: Opener) -> None:
    """From now on addresses of this scheme are opened so, without any network."""
    _INSIDE[scheme] = opener


def open_connection(amqp_uri: str, seconds: float = CONNECT_SECONDS) -> Any:
    """A connection that does not wait for ever: every broker of the address is tried, twice, within `seconds` each.

    Raises what the last one raised. It has `channel()`, `drain_events(timeout)`, `connected` and `collect()`.
    """
    scheme = amqp_uri.partition(":")[0]
    if scheme in _INSIDE:
        return _INSIDE[scheme](amqp_uri)
    brokers = brokers_in(amqp_uri) * ROUNDS
    for number, broker in enumerate(brokers, start=1):
        try:
            return _connected(broker, min(seconds, CONNECT_SECONDS))
        except (OSError, amqp.exceptions.AMQPError):
            if number == len(brokers):
                raise
            time.sleep(PAUSE_SECONDS)
    raise ValueError("the address names no broker")


def _connected(broker: str, seconds: float) -> Any:
    connection = amqp.Connection(**arguments_of(broker), connect_timeout=seconds, heartbeat=0)
    try:
        connection.connect()
    except BaseException:
        with contextlib.suppress(Exception):
            connection.collect()
        raise
    connection.transport.sock.settimeout(ANSWER_SECONDS)
    return connection
