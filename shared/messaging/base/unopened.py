"""Messages as they were sent: the libraries below open them on arrival, before anybody could judge them.

amqp decodes a body by whatever codec its sender names (`punycode` takes time that grows with the square of the length),
kombu inflates whatever says that it is compressed (389 kB become 1.2 GB), and a property or routing key that is no text
ends the connection: the message comes again with the next one, for ever.
"""

from __future__ import annotations

from struct import unpack_from
from typing import Any

import amqp
from amqp import serialization, spec
from kombu.transport.pyamqp import Message as AmqpMessage

from shared.calls.wire import Headers
from shared.telemetry import get_logger

COMPRESSION = "compression"
"""kombu's header: by what the body is to be inflated."""
UNREADABLE = "unreadable"
"""Stands alone among the properties of a message whose own cannot be read."""


def leave_unopened(channel: Any) -> None:
    """Nothing that arrives on this channel is decoded or inflated; a delivery that nobody can read is dropped."""
    if isinstance(channel, amqp.Channel):
        channel.auto_decode = False
        channel.message_to_python = lambda raw: unopened(AmqpMessage, raw, channel)
        dispatch = channel.dispatch_method
        channel.dispatch_method = lambda signature, payload, content: _dispatch(
            channel, dispatch, signature, payload, content
        )


def unopened(make: Any, raw: Any, channel: Any) -> Any:
    """kombu's message with the body as it came: the header that makes kombu inflate is shown to it only afterwards."""
    headers = raw.properties.get("application_headers") or {}
    compression = headers.pop(COMPRESSION, None)
    message = make(raw, channel)
    if compression is not None:
        message.headers[COMPRESSION] = compression
    return message


def _dispatch(channel: Any, dispatch: Any, signature: Any, payload: Any, content: Any) -> Any:
    try:
        return dispatch(signature, payload, content)
    except UnicodeDecodeError:
        if signature != spec.Basic.Deliver:
            raise
        (consumer_tag_length,) = unpack_from("B", payload, 4)
        (delivery_tag,) = unpack_from(">Q", payload, 5 + consumer_tag_length)
        channel.basic_ack(delivery_tag)
        get_logger().warning("message_dropped", reason="its routing key is no text")
        return None


_read_properties = serialization.PROPERTY_CLASSES[spec.Basic.CLASS_ID]


def _readable_properties(buffer: Any, offset: int) -> tuple[Headers, int]:
    try:
        found: tuple[Headers, int] = _read_properties(buffer, offset)
        return found
    except Exception as error:
        get_logger().warning("properties_unreadable", error=type(error).__name__)
        return {UNREADABLE: True}, offset


serialization.PROPERTY_CLASSES[spec.Basic.CLASS_ID] = _readable_properties
