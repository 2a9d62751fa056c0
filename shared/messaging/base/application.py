"""One wired service: its database, clock, keys and figures, as `bootstrap` made it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection

from shared.kernel.caller import Caller
from shared.kernel.clock import Clock
from shared.kernel.settings import Settings
from shared.messaging.base.inline_retry import DelayedSubjects
from shared.messaging.base.large_data import LargeData
from shared.messaging.base.letter_concerns import of_dead_letters
from shared.messaging.base.signatures import NONE, Signatures, given_signatures
from shared.persistence import Database, Tx, reading, transaction
from shared.persistence.given_keys import install_given_keys
from shared.persistence.revocations import RevocationList
from shared.security import AccessPolicy, Concerns, Resolver, TokenTerms, TokenVerifier
from shared.telemetry import Metrics, get_logger


@dataclass
class LastQueue:
    """What the broker has given up and nobody has kept as a dead letter yet: as many as `waiting` in the queue when it
    was last looked at, and `in_hand` of this process."""

    waiting: int = 0
    in_hand: int = 0

    @property
    def depth(self) -> int:
        """Both."""
        return self.waiting + self.in_hand


@dataclass
class Application:
    """Everything that a service's entrypoints share; `make_ports` binds the repositories to one connection."""

    name: str
    settings: Settings
    clock: Clock
    database: Database
    make_ports: Callable[[Connection], Any]
    access: AccessPolicy
    verifier: TokenVerifier
    metrics: Metrics
    concerns: Concerns = field(default_factory=Concerns)
    large_data: LargeData = field(default_factory=LargeData)
    signatures: Signatures = NONE
    closers: list[Callable[[], None]] = field(default_factory=list)
    chores: list[Callable[[], int]] = field(default_factory=list)
    """What a sweep does beside its transactions, each a little at a time and in its own rhythm."""
    delayed: DelayedSubjects = field(default_factory=DelayedSubjects)
    last_queue: LastQueue = field(default_factory=LastQueue)
    headed_on: date | None = None
    """The last day for which this process has seen the head of the trail leave the house."""

    @classmethod
    def wire(
        cls,
        name: str,
        settings: Settings,
        clock: Clock,
        make_ports: Callable[[Connection], Any],
        access_csv: Path,
        *,
        resolvers: Mapping[str, Resolver] | None = None,
        closers: list[Callable[[], None]] | None = None,
    ) -> Self:
        """The usual wiring from settings; what a service needs beyond it goes into `make_ports`.

        `resolvers` answer for the kinds that the `concerns.csv` beside the access table names.
        """
        trail_keys, signatures = install_given_keys(name, settings), given_signatures(name, settings)
        large = LargeData(settings.storage_url)
        database = Database(settings.database_url, pool_size=3 * settings.max_workers + 4)
        database.trail_keys, database.sign_event = trail_keys, signatures.signer
        return cls(
            name=name,
            settings=settings,
            clock=clock,
            database=database,
            make_ports=make_ports,
            access=AccessPolicy(access_csv),
            verifier=_verifier(settings, clock, database),
            metrics=Metrics(name),
            concerns=of_dead_letters(access_csv.with_name("concerns.csv"), resolvers or {}, large),
            large_data=large,
            signatures=signatures,
            closers=closers or [],
        )

    def transaction(
        self,
        caller: Caller,
        *,
        correlation: str | None = None,
        causation: str | None = None,
        trace: str | None = None,
    ) -> AbstractContextManager[Tx[Any]]:
        """A unit of work on the service's database; see `shared.persistence.transaction`."""
        return transaction(
            self.database,
            self.make_ports,
            self.clock,
            caller,
            correlation=correlation,
            causation=causation,
            trace=trace,
            publisher=self.settings.broker_user or self.name,
            owners_enforced=self.settings.owners_enforced,
        )

    def reading(self, caller: Caller, *, correlation: str | None = None) -> AbstractContextManager[Tx[Any]]:
        """A read-only unit of work on it."""
        undelivered = self.last_queue.depth
        return reading(
            self.database, self.make_ports, self.clock, caller, correlation=correlation, undelivered=undelivered
        )

    def close(self) -> None:
        """Give back what the process holds: connections, worker processes."""
        for closer in self.closers:
            closer()
        self.database.close()


def _verifier(settings: Settings, clock: Clock, database: Database) -> TokenVerifier:
    leeway, longest = timedelta(seconds=settings.token_leeway), timedelta(seconds=settings.token_longest)
    return TokenVerifier(
        settings.jwks,
        clock,
        TokenTerms(leeway=leeway, longest=longest),
        revocations=RevocationList(database, clock),
        on_refusal=lambda cause: get_logger().warning("token_refused", cause=cause),
    )
