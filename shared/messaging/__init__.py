"""The bus and the RPC door: what a service class, its schemas and its clients use. nameko stays behind this package."""

import shared.messaging.embedded  # noqa: F401  registers the transport
from shared.contracts.envelope import Event
from shared.messaging.base.application import Application
from shared.messaging.events.consume import consume, streams_of
from shared.messaging.rpc.methods import command, endpoints, query
from shared.messaging.runtime.periodic import sweep
from shared.messaging.runtime.service import STANDARD_RPC, Service
from shared.messaging.runtime.wiring import Wiring

__all__ = [
    "STANDARD_RPC",
    "Application",
    "Event",
    "Service",
    "Wiring",
    "command",
    "consume",
    "endpoints",
    "query",
    "streams_of",
    "sweep",
]
