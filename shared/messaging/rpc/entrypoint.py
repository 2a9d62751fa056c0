"""nameko's RPC entrypoint with requests that are judged before they are opened and replies that cannot end the process.

A call that came back from a dead process is tried alone; one that was read late goes back to the broker, which knows
whether anybody still waits for it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import Any

import amqp
from eventlet.event import Event
from eventlet.semaphore import Semaphore
from nameko.exceptions import ContainerBeingKilled, MalformedRequest, MethodNotFound, serialize
from nameko.rpc import Rpc, RpcConsumer

from shared.calls.errors import wire_error
from shared.kernel.errors import ZhipingError, unavailable
from shared.messaging.base.fault_log import log_fault
from shared.messaging.base.queue_consumer import GracefulQueueConsumer
from shared.messaging.rpc.call_queues import calls_queue, queries_queue
from shared.messaging.rpc.patience import ASLEEP, Patience, given_up
from shared.messaging.rpc.replies import answer, answerable
from shared.messaging.rpc.request_body import read_request
from shared.messaging.rpc.returned_calls import Answered, ReturnedCall, came_back
from shared.telemetry import get_logger


class Failed:
    """A typed error as a result: nameko logs raised exceptions with their texts, returned ones it does not."""

    __slots__ = ("error",)

    def __init__(self, error: ZhipingError) -> None:
        self.error = error


TRIAL = "zhiping_trial"
"""Key of nameko's config under which the containers of a service keep the semaphore of the call that is tried alone."""


class RpcQueueConsumer(GracefulQueueConsumer):
    """The connection of a container's queue of calls."""

    def __init__(self) -> None:
        super().__init__()
        self.patience = Patience(behind_a_socket=False)

    def get_consumers(self, consumer_cls: Any, channel: Any) -> Any:
        """kombu's hook after each connect: queue and binding declared anew, messages handed over unopened."""
        self.patience = Patience(behind_a_socket=isinstance(channel, amqp.Channel))
        for provider in self._providers:
            provider.declare_beside(channel)
            on_message = partial(self.handle_message, provider, None)
            consumer = consumer_cls(queues=[provider.queue], on_message=on_message)
            consumer.qos(prefetch_count=self.prefetch_count)
            self._consumers[provider] = consumer
        return self._consumers.values()

    def handle_message(self, provider: Any, body: Any, message: Any) -> None:
        """Hand a request over, or give it back when it may have lain here while the process stood still."""
        if self.patience.read_late(message):
            self.requeue_message(message)
        else:
            super().handle_message(provider, body, message)

    def on_iteration(self) -> None:
        """Once awake, read everything that lay in the socket before any of it is believed again."""
        if self.patience.look():
            if self.patience.stood_still >= ASLEEP:
                get_logger().warning("process_stood_still", seconds=round(self.patience.stood_still, 1))
            for consumer in self._consumers.values():  # an answer of the broker comes behind all that it had sent
                consumer.qos(prefetch_count=self.prefetch_count)
            self.patience.socket_is_read()
        super().on_iteration()


class CallConsumer(RpcConsumer):
    """The queue of all calls, classic: replies matter only while somebody waits."""

    queue_consumer = RpcQueueConsumer()
    queue: Any

    def __init__(self) -> None:
        super().__init__()
        self.answered = Answered()
        self.elsewhere: frozenset[str] = frozenset()

    def setup(self) -> None:
        """nameko's hook: register the queue with the connection."""
        if self.queue is None:
            self.queue = self._own_queue()
            self.queue_consumer.register_provider(self)

    def _own_queue(self) -> Any:
        service, queries = self.container.service_name, self.container.queries
        self.elsewhere = frozenset(f"{service}.{method}" for method in queries)
        return calls_queue(service)

    def declare_beside(self, channel: Any) -> None:
        """Before the first copy of a query is dropped here, it has to have its own queue."""
        if self.elsewhere:
            queries_queue(self.container.service_name, self.container.queries)(channel).declare()

    def handle_message(self, body: Any, message: Any) -> None:
        """Carry a request out; one that came back waits for its turn to be tried alone, away from the reader."""
        if message.delivery_info["routing_key"] in self.elsewhere:
            self.queue_consumer.ack_message(message)
        elif not answerable(message):
            get_logger().warning("reply_refused")
            self.queue_consumer.ack_message(message)
        elif came_back(message):
            self.container.spawn_managed_thread(partial(self._try_alone, message), identifier="returned call")
        else:
            self._carry_out(message)

    def _carry_out(self, message: Any, ended: Callable[[], None] | None = None) -> bool:
        """Start a worker; whatever is wrong with the request goes back to the caller. Returns whether one started."""
        try:
            provider = self.get_provider_for_method(message.delivery_info["routing_key"])
            provider.carry_out(message, ended)
            return True
        except ContainerBeingKilled:
            self.queue_consumer.requeue_message(message)
        except ZhipingError as error:
            answer(self.queue_consumer, message, None, wire_error(error))
        except (MethodNotFound, MalformedRequest) as error:
            answer(self.queue_consumer, message, None, serialize(error))
        except Exception as error:
            log_fault("rpc_dispatch_failed", error)
            answer(self.queue_consumer, message, None, wire_error(unavailable("internal_error", correlation="")))
        return False

    def _try_alone(self, message: Any) -> None:
        since = time.monotonic()
        with self.container.config.setdefault(TRIAL, Semaphore()):
            call = ReturnedCall(self.container.config["zhiping_applications"][self.container.service_name], message)
            if given_up(message, since) or self.answered.in_vain(call.name):
                get_logger().warning("call_dropped")
                self.queue_consumer.ack_message(message)
                return
            self.answered.note(call.name)
            if call.begin():
                done = Event()
                if self._carry_out(message, done.send):
                    done.wait()
            else:
                answer(self.queue_consumer, message, None, wire_error(unavailable("call_given_up")))
            call.end()


class QueryConsumer(CallConsumer):
    """The queue of queries."""

    def _own_queue(self) -> Any:
        return queries_queue(self.container.service_name, self.container.queries)


class RpcEntrypoint(Rpc):
    """One method."""

    rpc_consumer = CallConsumer()

    def carry_out(self, message: Any, ended: Callable[[], None] | None) -> None:
        """Start a worker; the reply's correlation id names the call for logs and causation."""
        args, kwargs = read_request(message)
        context = self.unpack_message_headers(message)
        context.setdefault("call_id", message.properties.get("correlation_id"))
        self.container.spawn_worker(
            self, args, kwargs, context_data=context, handle_result=partial(self.handle_result, message, ended)
        )

    def handle_result(self, message: Any, ended: Any, worker_ctx: Any, result: Any, exc_info: Any) -> tuple[Any, Any]:
        """Reply and acknowledge."""
        if isinstance(result, Failed):
            answer(self.rpc_consumer.queue_consumer, message, None, wire_error(result.error))
        elif exc_info is not None:
            answer(self.rpc_consumer.queue_consumer, message, None, serialize(exc_info[1]))
        else:
            answer(self.rpc_consumer.queue_consumer, message, result, None)
        if ended is not None:
            ended()
        return None, None


class QueryEntrypoint(RpcEntrypoint):
    """One method that only reads."""

    rpc_consumer = QueryConsumer()
