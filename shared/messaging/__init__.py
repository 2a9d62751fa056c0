"""The bus and the RPC door: what a service class, its schemas and its clients use. nameko stays behind this package."""

import shared.messaging.embedded  # noqa: F401  registers the transport
from shared.messaging.application import Application
from shared.messaging.consume import consume, streams_of
from shared.messaging.envelope import Event
from shared.messaging.errors import NotYet
from shared.messaging.rpc import command, endpoints, query
from shared.messaging.schemas import ChangeSchema, CommandSchema, ListSchema, QuerySchema, page
from shared.messaging.service import STANDARD_RPC, Service
from shared.messaging.settings import Settings
from shared.messaging.sweep import sweep
from shared.messaging.wiring import Wiring

__all__ = [
    "STANDARD_RPC",
    "Application",
    "ChangeSchema",
    "CommandSchema",
    "Event",
    "ListSchema",
    "NotYet",
    "QuerySchema",
    "Service",
    "Settings",
    "Wiring",
    "command",
    "consume",
    "endpoints",
    "page",
    "query",
    "streams_of",
    "sweep",
]
