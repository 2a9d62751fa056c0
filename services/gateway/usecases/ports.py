"""What the use cases need from outside: repositories bound to one transaction, and what works between transactions."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.gateway.domain.account import Account, Capacity
from services.gateway.domain.feed_reading import FeedReading
from services.gateway.domain.grant import Grant
from services.gateway.domain.lockout import Failures, LockTerms
from services.gateway.domain.login import Login, LoginTerms
from services.gateway.domain.second_factor import SecondFactor
from services.gateway.domain.service_account import ServiceAccount, ServiceSecret
from services.gateway.domain.sign_in import PendingSignIn, SignInEntry
from services.gateway.domain.vouched import Vouched
from shared.kernel.caller import Caller
from shared.kernel.clock import Clock
from shared.persistence import Tx as Transaction


class Accounts(Protocol):
    """Who may sign in."""

    def add(self, account: Account, at: datetime) -> None: ...

    def find(self, account_id: str) -> Account | None: ...

    def of_person(self, person_id: str) -> Account | None: ...

    def of_subject(self, source: str, subject: str) -> Account | None: ...

    def link(self, account_id: str, source: str, subject: str, at: datetime) -> None: ...

    def save(self, account: Account) -> None: ...

    def add_capacity(self, account_id: str, capacity: Capacity) -> None: ...

    def remove_capacity(self, capacity_id: str) -> None: ...

    def holders(self, role: str) -> int: ...

    def every(self) -> list[Account]: ...

    def search(self, text: str, after: str, limit: int) -> list[Account]: ...


@dataclass(frozen=True, slots=True)
class Password:
    """A local account's name and the digest of its password."""

    account_id: str
    login_name: str
    digest: str
    set_at: datetime


class Passwords(Protocol):
    """Local accounts, their wrong passwords and second factors."""

    def put(self, password: Password) -> None: ...

    def of_account(self, account_id: str) -> Password | None: ...

    def of_name(self, login_name: str) -> Password | None: ...

    def failures(self, counter: str, account_id: str) -> Failures:
        """To count another; keeps others from counting at the same time."""
        ...

    def failures_of(self, account_id: str) -> list[Failures]: ...

    def count(self, failures: Failures) -> None: ...

    def forget_failures(self, account_id: str, counter: str | None = None) -> None: ...


class SecondFactors(Protocol):
    """Shared secrets, sealed, and recovery codes."""

    def find(self, account_id: str) -> SecondFactor | None: ...

    def put(self, factor: SecondFactor) -> None: ...

    def use_step(self, account_id: str, step: int) -> bool: ...

    def remove(self, account_id: str) -> None: ...

    def put_recovery(self, account_id: str, digests: list[str]) -> None: ...

    def use_recovery(self, account_id: str, digest: str, at: datetime) -> bool: ...

    def recovery_left(self, account_id: str) -> int: ...


class Logins(Protocol):
    """Who is signed in."""

    def add(self, login: Login) -> None: ...

    def find(self, digest: str) -> Login | None: ...

    def of_account(self, account_id: str) -> list[Login]: ...

    def save(self, login: Login) -> None: ...


class SignIns(Protocol):
    """The log of signing in, which only grows; sign-ins under way; tickets that were shown."""

    def note(self, entry: SignInEntry) -> None: ...

    def listed(self, account_id: str | None, before: str | None, limit: int) -> list[SignInEntry]: ...

    def begin(self, step: PendingSignIn) -> None: ...

    def step(self, digest: str) -> PendingSignIn | None: ...

    def count_attempt(self, digest: str) -> None: ...

    def end(self, digest: str) -> bool: ...

    def end_older(self, moment: datetime) -> None: ...

    def show_ticket(self, source: str, digest: str, at: datetime) -> bool: ...


class Grants(Protocol):
    """Proposed capacities."""

    def add(self, grant: Grant) -> None: ...

    def find(self, grant_id: str) -> Grant | None: ...

    def decide(self, grant: Grant) -> bool: ...

    def open(self) -> list[Grant]: ...


class ServiceAccounts(Protocol):
    """Portals."""

    def add(self, account: ServiceAccount) -> None: ...

    def find(self, account_id: str) -> ServiceAccount | None: ...

    def every(self) -> list[ServiceAccount]: ...

    def save(self, account: ServiceAccount) -> None: ...

    def add_secret(self, secret: ServiceSecret) -> None: ...

    def secret(self, secret_id: str) -> ServiceSecret | None: ...

    def secrets_of(self, account_id: str) -> list[ServiceSecret]: ...

    def save_secret(self, secret: ServiceSecret) -> None: ...


class FeedReadings(Protocol):
    """How far portals have read."""

    def find(self, account_id: str) -> FeedReading | None: ...

    def put(self, reading: FeedReading) -> None: ...


class Ports(Protocol):
    """The bundle that bootstrap makes for one connection."""

    @property
    def accounts(self) -> Accounts: ...

    @property
    def passwords(self) -> Passwords: ...

    @property
    def second_factors(self) -> SecondFactors: ...

    @property
    def logins(self) -> Logins: ...

    @property
    def sign_ins(self) -> SignIns: ...

    @property
    def grants(self) -> Grants: ...

    @property
    def service_accounts(self) -> ServiceAccounts: ...

    @property
    def feed_readings(self) -> FeedReadings: ...

    @property
    def login_terms(self) -> LoginTerms: ...

    @property
    def lock_terms(self) -> LockTerms: ...


Tx = Transaction[Ports]
"""A unit of work of the gateway."""


class Hasher(Protocol):
    """Slow digests of passwords, few at a time; raises unavailable("door_busy") when too many wait."""

    def digest(self, password: str) -> str: ...

    def fits(self, digest: str | None, password: str) -> bool:
        """Whether it is the password; without a digest the same work is done and the answer is no."""
        ...

    def is_weaker(self, digest: str) -> bool:
        """Whether it was made with less work than new ones are."""
        ...


class Throttle(Protocol):
    """How often something may be tried from one place."""

    def take(self, place: str, now: datetime) -> bool: ...

    def give_back(self, place: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Departure:
    """Where the browser is sent, and what the answer is held against."""

    url: str
    state: str
    kept: Mapping[str, str]


class IdentitySource(Protocol):
    """Somebody outside who vouches for people, by whatever protocol: `label` is what the way in is called on pages."""

    @property
    def name(self) -> str: ...

    @property
    def label(self) -> str: ...

    def depart(self, callback: str) -> Departure:
        """Begin; raises unavailable("identity_source_away")."""
        ...

    def state_of(self, answer: Mapping[str, str]) -> str:
        """The state that the answer brings back; empty without one."""
        ...

    def arrive(self, callback: str, answer: Mapping[str, str], kept: Mapping[str, str]) -> tuple[Vouched, str | None]:
        """Who it is, and the ticket that must not be shown again, if there is one.

        Raises forbidden("identity_refused") or unavailable("identity_source_away").
        """
        ...


class Door(Protocol):
    """What works on more than one transaction, with slow work between them."""

    @property
    def clock(self) -> Clock: ...

    @property
    def hasher(self) -> Hasher: ...

    @property
    def throttle(self) -> Throttle: ...

    @property
    def sources(self) -> Mapping[str, IdentitySource]: ...

    def transaction(self, caller: Caller = ...) -> AbstractContextManager[Tx]: ...

    def reading(self) -> AbstractContextManager[Tx]: ...
