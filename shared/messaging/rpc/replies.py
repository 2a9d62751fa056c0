"""The way back to a caller: to reply queues only, never to whatever name a request carries.

The reply goes out on the connection that brought the request, before its ack: if that connection breaks, the broker
delivers the request again and the idempotency key makes the second run harmless. A caller that is gone costs nothing.
"""

from __future__ import annotations

import base64
import json
import re
from functools import lru_cache
from typing import Any

from shared.calls.errors import RemoteError, wire_error
from shared.calls.wire import DIRECT_REPLY, RPC_EXCHANGE
from shared.kernel.errors import unavailable
from shared.messaging.base.amqp import publish_beside
from shared.messaging.base.fault_log import log_fault
from shared.messaging.base.queue_consumer import GracefulQueueConsumer, break_connection
from shared.telemetry import get_logger

LONGEST_ANSWER = 8 * 1024 * 1024
"""Bytes of a reply: half of what RabbitMQ 4 carries. It closes the channel over a longer one, and the call would come
again, to be answered in the same way."""
_OWN_REPLY_QUEUE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""nameko's reply queues are bound to the exchange of calls by a bare UUID; names of methods have a dot."""

_DIRECT = re.compile(
    re.escape(DIRECT_REPLY) + r"\.([A-Za-z0-9+/]{16,88}={0,2}\.[A-Za-z0-9+/]{16,64}={0,2}|[0-9a-f-]{36})"
)
_CHANNEL = re.compile(rb"\x83X(?:[vd]\x00|[ws])(.)(reply@[0-9]{1,10}).{12}", re.DOTALL)
"""An Erlang process of a node that RabbitMQ renamed to `reply@<number>`, in the external term format."""

Place = tuple[str, str]


def reply_place(reply_to: Any) -> Place | None:
    """(exchange, routing key) of a caller's reply queue; None for the name of anything else.

    Names that begin with `amq.` belong to the broker, so nobody can declare a queue of that form.
    """
    return _place(reply_to) if isinstance(reply_to, str) else None


@lru_cache(maxsize=1024)
def _place(reply_to: str) -> Place | None:
    """A channel keeps its address for all its calls."""
    if reply_to.startswith(f"{DIRECT_REPLY}."):
        return ("", reply_to) if _DIRECT.fullmatch(reply_to) and _names_a_channel(reply_to) else None
    return (RPC_EXCHANGE, reply_to) if _OWN_REPLY_QUEUE.fullmatch(reply_to) else None


def _names_a_channel(reply_to: str) -> bool:
    """Whether a direct address is of the form that the broker itself gives: it ends the connection of whoever answers
    to a channel of no node (541 INTERNAL_ERROR, RabbitMQ 3.10), and the call would come again."""
    channel, dot, _ = reply_to[len(DIRECT_REPLY) + 1 :].partition(".")
    if not dot:
        return True  # of the bus inside the process
    try:
        found = _CHANNEL.fullmatch(base64.b64decode(channel, validate=True))
    except ValueError:
        return False
    return found is not None and found[1][0] == len(found[2])


def answerable(message: Any) -> bool:
    """Whether the request names a reply queue, or asks for no answer at all."""
    reply_to = message.properties.get("reply_to")
    return not reply_to or reply_place(reply_to) is not None


def answer(consumer: GracefulQueueConsumer, message: Any, result: Any, error: RemoteError | None) -> None:
    """Send the reply, then acknowledge the request, on one channel."""
    try:
        place, channel = reply_place(message.properties.get("reply_to")), message.channel
        if place is not None and channel is not None and channel.connection:
            correlation = message.properties.get("correlation_id")
            properties = {"correlation_id": correlation, "delivery_mode": 1}
            body = _encode(result, error)
            reply = channel.prepare_message(body, 0, "application/json", "utf-8", properties=properties)
            publish_beside(channel, reply, *place)
    except Exception as failure:
        log_fault("reply_failed", failure)
        break_connection(message)
    consumer.ack_message(message)


def _encode(result: Any, error: RemoteError | None) -> bytes:
    """UTF-8 JSON; half a character, which a name on the wire may hold, stays the escape that it came as."""
    try:
        text = json.dumps({"result": result, "error": error}, ensure_ascii=False)
    except (TypeError, ValueError) as unserializable:
        log_fault("result_unserializable", unserializable)
        text = _failure("internal_error", correlation="")
    body = text.encode("utf-8", "backslashreplace")
    if len(body) <= LONGEST_ANSWER:
        return body
    get_logger().error("answer_too_large", length=len(body))
    return _failure("answer_too_large", limit=LONGEST_ANSWER).encode()


def _failure(slug: str, **details: Any) -> str:
    return json.dumps({"result": None, "error": wire_error(unavailable(slug, **details))}, ensure_ascii=False)
