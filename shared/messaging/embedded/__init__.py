"""A broker inside the process, reached through kombu by `embedded://name`.

It behaves as RabbitMQ does where the suite relies on it (topic exchanges, prefetch per consumer, mandatory, TTL,
dead-letter exchange, requeue) and keeps nothing: what counts is in the outbox and inbox tables. A published event can
be followed until every queue has settled it, so that its outbox row outlives a crash.
"""

from kombu.transport import TRANSPORT_ALIASES

from shared.calls.connections import reach_inside
from shared.messaging.embedded.transport import connection_inside

TRANSPORT_ALIASES["embedded"] = "shared.messaging.embedded.transport:Transport"
reach_inside("embedded", connection_inside)
