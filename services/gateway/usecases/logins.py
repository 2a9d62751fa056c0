"""Logins from sign-in to sign-out."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from services.gateway.domain.account import Account, Capacity
from services.gateway.domain.login import Login
from services.gateway.usecases.ports import Tx
from shared.kernel.errors import forbidden, not_found

SEEN_EVERY = timedelta(minutes=1)
"""How often a login in use is written."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A living login with whose it is; `capacity` is None while he has several and has not chosen."""

    login: Login
    account: Account
    capacity: Capacity | None


def open_login(tx: Tx, account_id: str) -> tuple[str, SignedIn]:
    """A login of its own for an account that somebody has vouched for; the secret for the cookie, never kept."""
    account = tx.ports.accounts.find(account_id)
    if account is None:
        raise not_found("account_not_found")
    secret = secrets.token_urlsafe(32)
    capacity = account.capacity(None)
    login = Login(
        digest_of(secret), account.id, secrets.token_urlsafe(32), tx.now, tx.now,
        capacity_id=capacity.id if capacity else None,
    )  # fmt: skip
    tx.ports.logins.add(login)
    return secret, SignedIn(login, account, capacity)


def login_of(tx: Tx, secret: str | None) -> SignedIn | None:
    """The living login behind a cookie; None when there is none (any more)."""
    login = tx.ports.logins.find(digest_of(secret)) if secret else None
    if login is None or not login.is_alive(tx.now, tx.ports.login_terms):
        return None
    account = tx.ports.accounts.find(login.account_id)
    if account is None:
        return None
    return SignedIn(login, account, account.capacity(login.capacity_id))


def is_stale(tx: Tx, found: SignedIn) -> bool:
    """Whether its last use has to be written."""
    return tx.now - found.login.seen_at >= SEEN_EVERY


def note_use(tx: Tx, login: Login) -> None:
    """Put its end off."""
    tx.ports.logins.save(login.seen(tx.now))


def choose_capacity(tx: Tx, found: SignedIn, capacity_id: str) -> None:
    """Act in another of one's capacities from now on."""
    if found.account.capacity(capacity_id) is None:
        raise forbidden("capacity_not_yours", path="capacity_id")
    tx.ports.logins.save(found.login.acting(capacity_id))


def end_login(tx: Tx, login: Login) -> None:
    """Sign out."""
    tx.ports.logins.save(login.ended(tx.now))


def digest_of(secret: str) -> str:
    """Under which a login is kept."""
    return hashlib.sha256(secret.encode()).hexdigest()
