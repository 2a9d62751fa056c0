"""nameko's RPC entrypoint with replies that cannot end the process.

The reply goes out on the connection that brought the request, before its ack: if that connection breaks, the broker
delivers the request again and the idempotency key makes the second run harmless. A caller that is gone costs nothing.
"""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from nameko.exceptions import ContainerBeingKilled, MalformedRequest, MethodNotFound, serialize
from nameko.rpc import Rpc, RpcConsumer, get_rpc_exchange

from shared.kernel.errors import ZhipingError, unavailable
from shared.messaging.base.amqp import publish_beside
from shared.messaging.base.errors import wire_error
from shared.messaging.base.fault_log import log_fault
from shared.messaging.base.queue_consumer import GracefulQueueConsumer, break_connection


class Failed:
    """A typed error as a result: nameko logs raised exceptions with their texts, returned ones it does not."""

    __slots__ = ("error",)

    def __init__(self, error: ZhipingError) -> None:
        self.error = error


class RpcQueueConsumer(GracefulQueueConsumer):
    """The connection of a container's RPC queue."""

    def on_decode_error(self, message: Any, exc: Exception) -> None:
        """A request that is not JSON is answered, and its body is not logged."""
        self.in_flight[id(message)] = message
        answer(self, message, None, serialize(MalformedRequest("the body cannot be decoded")))


class ServiceRpcConsumer(RpcConsumer):
    """One queue per service, `rpc-<service>`, classic: replies matter only while somebody waits."""

    queue_consumer = RpcQueueConsumer()

    def handle_message(self, body: Any, message: Any) -> None:
        """Find the method and run it; whatever is wrong with the request goes back to the caller."""
        try:
            provider = self.get_provider_for_method(message.delivery_info["routing_key"])
            provider.handle_message(body, message)
        except ContainerBeingKilled:
            self.queue_consumer.requeue_message(message)
        except (MethodNotFound, MalformedRequest) as error:
            answer(self.queue_consumer, message, None, serialize(error))
        except Exception as error:
            log_fault("rpc_dispatch_failed", error)
            answer(self.queue_consumer, message, None, wire_error(unavailable("internal_error", correlation="")))


class RpcEntrypoint(Rpc):
    """One method."""

    rpc_consumer = ServiceRpcConsumer()

    def handle_message(self, body: Any, message: Any) -> None:
        """Start a worker; the reply's correlation id names the call for logs and causation."""
        try:
            args, kwargs = body["args"], body["kwargs"]
        except (KeyError, TypeError):
            raise MalformedRequest("Message missing `args` or `kwargs`") from None
        context = self.unpack_message_headers(message)
        context.setdefault("call_id", message.properties.get("correlation_id"))
        self.container.spawn_worker(
            self, args, kwargs, context_data=context, handle_result=partial(self.handle_result, message)
        )

    def handle_result(self, message: Any, worker_ctx: Any, result: Any, exc_info: Any) -> tuple[Any, Any]:
        """Reply and acknowledge."""
        if isinstance(result, Failed):
            answer(self.rpc_consumer.queue_consumer, message, None, wire_error(result.error))
        elif exc_info is not None:
            answer(self.rpc_consumer.queue_consumer, message, None, serialize(exc_info[1]))
        else:
            answer(self.rpc_consumer.queue_consumer, message, result, None)
        return None, None


def answer(consumer: GracefulQueueConsumer, message: Any, result: Any, error: dict[str, Any] | None) -> None:
    """Send the reply, then acknowledge the request, on one channel."""
    try:
        body = _encode(result, error)
        reply_to = message.properties.get("reply_to")
        channel = message.channel
        if reply_to and channel is not None and channel.connection:
            correlation = message.properties.get("correlation_id")
            reply = channel.prepare_message(
                body, 0, "application/json", "utf-8", properties={"correlation_id": correlation, "delivery_mode": 1}
            )
            publish_beside(channel, reply, get_rpc_exchange(consumer.container.config).name, reply_to)
    except Exception as failure:
        log_fault("reply_failed", failure)
        break_connection(message)
    consumer.ack_message(message)


def _encode(result: Any, error: dict[str, Any] | None) -> bytes:
    """UTF-8 JSON; half a character, which a name on the wire may hold, stays the escape that it came as."""
    try:
        text = json.dumps({"result": result, "error": error}, ensure_ascii=False)
    except (TypeError, ValueError) as unserializable:
        log_fault("result_unserializable", unserializable)
        text = json.dumps({"result": None, "error": wire_error(unavailable("internal_error", correlation=""))})
    return text.encode("utf-8", "backslashreplace")
