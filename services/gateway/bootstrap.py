"""The one place where the gateway is put together."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

from sqlalchemy import Connection

from services.gateway.adapters.backend import Backend
from services.gateway.config import DoorSettings
from services.gateway.domain.login import LoginTerms
from services.gateway.store.accounts import AccountRepository
from services.gateway.store.logins import LoginRepository
from services.gateway.usecases.ports import Accounts, Logins, Tx
from shared.kernel.caller import Caller
from shared.kernel.clock import Clock
from shared.messaging.rpc.client import RpcClient
from shared.persistence import Database, reading, transaction
from shared.security import TokenIssuer

SELF = Caller.system("gateway")


@dataclass
class GatewayPorts:
    """The ports on one connection, each made when a use case first asks for it."""

    connection: Connection
    login_terms: LoginTerms

    @cached_property
    def accounts(self) -> Accounts:
        """Who may sign in."""
        return AccountRepository(self.connection)

    @cached_property
    def logins(self) -> Logins:
        """Who is signed in."""
        return LoginRepository(self.connection)


@dataclass
class Gateway:
    """The wired door, which `service.py` serves."""

    settings: DoorSettings
    clock: Clock
    database: Database
    backend: Backend
    make_ports: Callable[[Connection], Any]
    closers: list[Callable[[], None]] = field(default_factory=list)

    def transaction(self, caller: Caller = SELF) -> AbstractContextManager[Tx]:
        """A unit of work on the door's own database."""
        return transaction(self.database, self.make_ports, self.clock, caller, publisher="gateway")

    def reading(self) -> AbstractContextManager[Tx]:
        """A read-only one."""
        return reading(self.database, self.make_ports, self.clock, SELF)

    def close(self) -> None:
        """Give connections back."""
        for closer in self.closers:
            closer()
        self.backend.client.close()
        self.database.close()


def bootstrap(settings: DoorSettings, clock: Clock) -> Gateway:
    """Wire settings, database, clock, key and bus."""
    common = settings.common
    backend = Backend(
        RpcClient(common.amqp_uri, timeout=common.rpc_timeout), TokenIssuer(clock, settings.key or None), clock
    )
    ports = partial(GatewayPorts, login_terms=settings.login_terms)
    return Gateway(settings, clock, Database(common.database_url), backend, ports)
