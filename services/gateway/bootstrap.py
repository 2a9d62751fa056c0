"""The one place where the gateway is put together."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property, partial
from typing import Any

from sqlalchemy import Connection

from services.gateway.adapters.backend import Backend
from services.gateway.adapters.cookies import CookieSigner
from services.gateway.adapters.feed_notes import FeedNotes
from services.gateway.adapters.files import LinkedFiles
from services.gateway.adapters.hashing import ArgonHasher, HashingTerms
from services.gateway.adapters.room import Room, place_in
from services.gateway.adapters.sealing import TrailSealer
from services.gateway.adapters.sources import sources_from
from services.gateway.adapters.throttle import Allowance, BucketThrottle
from services.gateway.config import DoorSettings
from services.gateway.domain.lockout import LockTerms
from services.gateway.domain.login import LoginTerms
from services.gateway.store.accounts import AccountRepository
from services.gateway.store.feed_readings import FeedReadingRepository
from services.gateway.store.grants import GrantRepository
from services.gateway.store.logins import LoginRepository
from services.gateway.store.passwords import PasswordRepository, SecondFactorRepository
from services.gateway.store.service_accounts import ServiceAccountRepository
from services.gateway.store.sign_ins import SignInRepository
from services.gateway.usecases import ports
from services.gateway.usecases.ports import Tx
from shared.calls import RpcClient
from shared.contracts.key_purposes import KEYS_OF_THE_DOOR
from shared.kernel.caller import Caller
from shared.kernel.clock import Clock
from shared.persistence import Database, reading, transaction
from shared.persistence.given_keys import install_given_keys
from shared.security import TokenIssuer, TokenTerms, TokenVerifier

SELF = Caller.system("gateway")
MOST_CALLS = 64
"""Connections for calls beside one for each thread: where greenlets answer there are more of those than threads."""


@dataclass
class GatewayPorts:
    """The ports on one connection, each made when a use case first asks for it."""

    connection: Connection
    login_terms: LoginTerms = field(default_factory=LoginTerms)
    lock_terms: LockTerms = field(default_factory=LockTerms)

    @cached_property
    def accounts(self) -> ports.Accounts:
        """Who may sign in."""
        return AccountRepository(self.connection)

    @cached_property
    def passwords(self) -> ports.Passwords:
        """Local accounts."""
        return PasswordRepository(self.connection)

    @cached_property
    def second_factors(self) -> ports.SecondFactors:
        """Their second factors."""
        return SecondFactorRepository(self.connection)

    @cached_property
    def logins(self) -> ports.Logins:
        """Who is signed in."""
        return LoginRepository(self.connection)

    @cached_property
    def sign_ins(self) -> ports.SignIns:
        """The log of signing in, and what is under way."""
        return SignInRepository(self.connection)

    @cached_property
    def grants(self) -> ports.Grants:
        """Proposed capacities."""
        return GrantRepository(self.connection)

    @cached_property
    def service_accounts(self) -> ports.ServiceAccounts:
        """Portals."""
        return ServiceAccountRepository(self.connection)

    @cached_property
    def feed_readings(self) -> ports.FeedReadings:
        """How far they have read."""
        return FeedReadingRepository(self.connection)


@dataclass
class Gateway:
    """The wired door, which `service.py` serves; the adapter of `ports.Door`."""

    settings: DoorSettings
    clock: Clock
    database: Database
    backend: Backend
    files: LinkedFiles
    make_ports: Callable[[Connection], Any]
    hasher: ports.Hasher
    throttle: ports.Throttle
    sources: Mapping[str, ports.IdentitySource]
    cookies: CookieSigner
    verifier: TokenVerifier
    allowance: Allowance = field(default_factory=partial(Allowance, 0, time.monotonic))
    closers: list[Callable[[], None]] = field(default_factory=list)
    room: Room | None = None

    @cached_property
    def feed_notes(self) -> FeedNotes:
        """Writes down how far portals have read."""
        return FeedNotes(self.clock, self.transaction)

    @cached_property
    def sealer(self) -> TrailSealer:
        """Puts what was decided here into the chain."""
        return TrailSealer(self.database, self.clock)

    @contextmanager
    def transaction(self, caller: Caller = SELF) -> Iterator[Tx]:
        """A unit of work on the door's own database; what it decided is sealed after the commit."""
        work = transaction(self.database, self.make_ports, self.clock, caller, publisher="gateway")
        with self._in_the_room(work) as tx:
            yield tx
        if tx.decided:
            self.sealer.seal()

    def reading(self) -> AbstractContextManager[Tx]:
        """A read-only one."""
        return self._in_the_room(reading(self.database, self.make_ports, self.clock, SELF))

    @contextmanager
    def _in_the_room(self, work: AbstractContextManager[Tx]) -> Iterator[Tx]:
        with place_in(self.room, "gateway", "database_busy"), work as tx:
            yield tx

    def close(self) -> None:
        """Give connections back."""
        for closer in self.closers:
            closer()
        self.backend.client.close()
        self.files.close()
        self.database.close()


def bootstrap(settings: DoorSettings, clock: Clock, room: Room | None = None) -> Gateway:
    """Wire settings, database, clock, keys, bus and identity sources; `room` where threads answer."""
    common = settings.common
    issuer = TokenIssuer(clock, settings.key or None)
    needed = KEYS_OF_THE_DOOR if common.keyring else ()
    database = Database(common.database_url)
    database.trail_keys = install_given_keys("gateway", common, needed)
    client = RpcClient(common.amqp_uri, timeout=common.rpc_timeout, most=MOST_CALLS + settings.server.threads)
    return Gateway(
        settings,
        clock,
        database,
        Backend(client, issuer, clock, room),
        LinkedFiles(common.ca_file, settings.server.longest_body, settings.server.threads),
        partial(GatewayPorts, login_terms=settings.login_terms, lock_terms=settings.lock_terms),
        hasher=ArgonHasher(HashingTerms(*settings.hashing)),
        throttle=BucketThrottle(),
        allowance=Allowance(settings.public_rate, time.monotonic),
        sources=sources_from(settings.sources, clock),
        cookies=CookieSigner(issuer.private_json),
        verifier=TokenVerifier(common.jwks, clock, TokenTerms(leeway=timedelta(seconds=common.token_leeway))),
        room=room,
    )
