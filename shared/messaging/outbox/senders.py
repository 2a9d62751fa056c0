"""Putting outbox rows on the bus: RabbitMQ with confirms, or the embedded broker with settlement."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Protocol

import amqp
import eventlet
from amqp import spec

from shared.calls.connections import CONNECT_SECONDS
from shared.contracts.queues import STREAMS, retry_exchange
from shared.kernel.settings import Settings
from shared.messaging.base.amqp import connect, connection_to
from shared.messaging.base.application import Application
from shared.messaging.base.large_data import LargeData
from shared.messaging.events.delivery import RETURNED
from shared.messaging.events.poison import SUSPECT
from shared.messaging.events.topology import (
    declare_inside,
    declare_own,
    require_mark,
    subscriptions,
)
from shared.persistence import Database
from shared.persistence.events.outbox import OutboxRow, last_position


class WrongUser(OSError):
    """The address of the broker does not name the service's own user: nobody would believe what it publishes."""


class Nacked(OSError):
    """The broker refused messages of the batch (a queue is full); nothing of the batch counts as sent."""


class Sender(Protocol):
    """Sends a batch; `settled` is called with each position that may leave the outbox, now or later."""

    def send(self, rows: Sequence[OutboxRow], settled: Callable[[int], None]) -> list[OutboxRow]:
        """Returns the rows that no queue took; raises when the bus does not answer, and nothing is settled then."""
        ...

    def close(self) -> None:
        """Drop the connection."""
        ...


def sender_for(app: Application) -> Sender:
    """The sender that fits the bus."""
    if not app.settings.embedded:
        return AmqpSender(app.name, app.settings, app.large_data)
    return EmbeddedSender(app.name, app.settings, app.database)


def send_limit(settings: Settings) -> float:
    """Seconds after which a batch has failed: to connect, to declare, and to be confirmed."""
    return settings.confirm_timeout + 2 * CONNECT_SECONDS


@cache
def nobody_listens() -> frozenset[str]:
    """Event types of the contracts to which no service subscribes: published without asking for a queue."""
    wanted = {event.name for one in subscriptions() for event in one.stream.events}
    return frozenset(event.name for stream in STREAMS for event in stream.events) - wanted


def declare_exchanges(channel: Any, rows: Sequence[OutboxRow], known: set[str]) -> None:
    """An exchange that nobody has declared would close the channel; with it, the row is merely unroutable."""
    for exchange in {row.exchange for row in rows if row.exchange.endswith(".events")} - known:
        channel.exchange_declare(exchange=exchange, type="topic", durable=True, auto_delete=False)
        known.add(exchange)


class AmqpSender:
    """A confirm channel: the whole batch is written, then every confirm is awaited, all within a time limit."""

    def __init__(self, service: str, settings: Settings, large_data: LargeData) -> None:
        self._service = service
        self._settings = settings
        self._large_data = large_data
        self._user = settings.broker_user
        self._way_back = retry_exchange(service)
        self._connection: Any = None
        self._channel: Any = None
        self._unconfirmed: set[int] = set()
        self._returned: set[str] = set()
        self._exchanges: set[str] = set()
        self._nacked = False
        self._tag = 0

    def send(self, rows: Sequence[OutboxRow], settled: Callable[[int], None]) -> list[OutboxRow]:
        """Publish persistent and mandatory, wait for all confirms."""
        limit = self._settings.confirm_timeout
        try:
            with eventlet.Timeout(send_limit(self._settings), TimeoutError("the broker does not answer")):
                channel = self._open()
                self._returned.clear()
                declare_exchanges(channel, rows, self._exchanges)
                for row in rows:
                    self._write(channel, row)
                self._await_confirms(time.monotonic() + limit)
        except BaseException:
            self.close()
            raise
        for row in rows:
            if row.event_id not in self._returned:
                settled(row.position)
        return [row for row in rows if row.event_id in self._returned]

    def _write(self, channel: Any, row: OutboxRow) -> None:
        properties = {"message_id": row.event_id, "type": row.type, "delivery_mode": 2, "user_id": self._user}
        body = self._large_data.put_apart(row.body)
        message = channel.prepare_message(body, 0, "application/json", "utf-8", properties=properties)
        self._tag += 1
        self._unconfirmed.add(self._tag)
        mandatory = row.routing_key not in nobody_listens()
        arguments = (0, row.exchange or self._way_back, row.routing_key, mandatory, False)
        channel.send_method(spec.Basic.Publish, "Bssbb", arguments, message)

    def _await_confirms(self, deadline: float) -> None:
        while self._unconfirmed:
            self._connection.drain_events(timeout=max(0.01, deadline - time.monotonic()))
        if self._nacked:
            raise Nacked("the broker refused messages")

    def _open(self) -> Any:
        if self._channel is None:
            if self._settings.owners_enforced and self._user != self._service:
                raise WrongUser(self._service)
            self._connection = connection_to(self._settings.amqp_uri)
            connect(self._connection, interval_start=0, timeout=CONNECT_SECONDS)
            declare_own(self._connection, self._service, [], self._settings.retry_delays)
            require_mark(self._connection, self._service)
            channel = self._connection.channel()
            assert isinstance(channel, amqp.Channel)
            channel.confirm_select()
            channel.events["basic_ack"].add(self._confirm)
            channel.events["basic_nack"].add(self._refuse)
            channel.events["basic_return"].add(self._return)
            self._tag, self._nacked = 0, False
            self._unconfirmed.clear()
            self._exchanges.clear()
            self._channel = channel
        return self._channel

    def _confirm(self, tag: int, multiple: bool) -> None:
        if multiple:
            self._unconfirmed = {one for one in self._unconfirmed if one > tag}
        else:
            self._unconfirmed.discard(tag)

    def _refuse(self, tag: int, multiple: bool) -> None:
        self._nacked = True
        self._confirm(tag, multiple)

    def _return(self, error: Any, exchange: str, routing_key: str, message: Any) -> None:
        self._returned.add(message.properties.get("message_id"))

    def close(self) -> None:
        """Drop the connection without a handshake: the broker may not be able to answer one."""
        connection, self._connection, self._channel = self._connection, None, None
        if connection is not None:
            with eventlet.Timeout(1, False):
                connection.collect()


class EmbeddedSender:
    """Publishes in place; a row is settled when every consumer has dealt with its event.

    What it finds when it is made was left behind by a process that ended, perhaps because of it: such events are marked
    as having come back too often, because no broker has counted.
    """

    def __init__(self, service: str, settings: Settings, database: Database) -> None:
        self._service = service
        self._settings = settings
        self._left_behind = last_position(database)
        self._channel: Any = None
        self._exchanges: set[str] = set()

    def send(self, rows: Sequence[OutboxRow], settled: Callable[[int], None]) -> list[OutboxRow]:
        """Publish; what nobody listens to is settled at once."""
        channel = self._open()
        declare_exchanges(channel, rows, self._exchanges)
        returned = []
        for row in rows:
            properties = {"message_id": row.event_id, "type": row.type, "delivery_mode": 2}
            headers = {RETURNED: SUSPECT} if row.position <= self._left_behind else {}
            message = channel.prepare_message(row.body, 0, "application/json", "utf-8", headers, properties)
            exchange = row.exchange or retry_exchange(self._service)
            taken = channel.basic_publish(
                message, exchange, row.routing_key, on_settled=lambda position=row.position: settled(position)
            )
            if not taken and row.routing_key in nobody_listens():
                settled(row.position)
            elif not taken:
                returned.append(row)
        return returned

    def _open(self) -> Any:
        if self._channel is None:
            connection = connection_to(self._settings.amqp_uri)
            declare_inside(connection, self._service, [], self._settings.retry_delays)
            self._channel = connection.channel()
        return self._channel

    def close(self) -> None:
        """Drop the channel."""
        channel, self._channel = self._channel, None
        if channel is not None and channel.connection is not None:
            channel.connection.collect()
