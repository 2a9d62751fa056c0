"""What the use cases need from outside, bound to one transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from services.gateway.domain.account import Account
from services.gateway.domain.login import Login, LoginTerms
from shared.persistence import Tx as Transaction


class Accounts(Protocol):
    """Who may sign in."""

    def add(self, account: Account, at: datetime) -> None: ...

    def find(self, account_id: str) -> Account | None: ...

    def of_person(self, person_id: str) -> Account | None: ...

    def every(self) -> list[Account]: ...


class Logins(Protocol):
    """Who is signed in."""

    def add(self, login: Login) -> None: ...

    def find(self, digest: str) -> Login | None: ...

    def save(self, login: Login) -> None: ...


class Ports(Protocol):
    """The bundle that bootstrap makes for one connection."""

    @property
    def accounts(self) -> Accounts: ...

    @property
    def logins(self) -> Logins: ...

    @property
    def login_terms(self) -> LoginTerms: ...


Tx = Transaction[Ports]
"""A unit of work of the gateway."""
