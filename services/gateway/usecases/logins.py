"""Logins from sign-in to sign-out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from services.gateway.domain.account import Account, Capacity
from services.gateway.domain.login import Login
from services.gateway.domain.sign_in import NOWHERE, Outcome, SignInEntry, Where
from services.gateway.usecases.ports import Tx
from services.gateway.usecases.secret_digests import digest_of, new_secret
from shared.kernel.errors import forbidden, not_found

SEEN_EVERY = timedelta(minutes=1)
"""How often a login in use is written."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A living login with whose it is; `capacity` is None while he has several and has not chosen."""

    login: Login
    account: Account
    capacity: Capacity | None


def open_login(tx: Tx, account_id: str, way: str, where: Where = NOWHERE) -> tuple[str, SignedIn]:
    """A login of its own for an account that somebody has vouched for; the secret for the cookie, never kept."""
    account = tx.ports.accounts.find(account_id)
    if account is None:
        raise not_found("account_not_found")
    if account.blocked_at is not None:
        raise forbidden("account_blocked")
    secret = new_secret()
    capacity = account.capacity(None)
    login = Login(
        digest_of(secret), account.id, new_secret(), tx.now, tx.now, capacity_id=capacity.id if capacity else None
    )
    tx.ports.logins.add(login)
    note(tx, account.id, where, way, "signed_in")
    return secret, SignedIn(login, account, capacity)


def login_of(tx: Tx, secret: str | None) -> SignedIn | None:
    """The living login behind a cookie; None when there is none (any more)."""
    login = tx.ports.logins.find(digest_of(secret)) if secret else None
    if login is None or not login.is_alive(tx.now, tx.ports.login_terms):
        return None
    account = tx.ports.accounts.find(login.account_id)
    if account is None or account.blocked_at is not None:
        return None
    return SignedIn(login, account, account.capacity(login.capacity_id))


def is_stale(tx: Tx, found: SignedIn) -> bool:
    """Whether its last use has to be written."""
    return tx.now - found.login.seen_at >= SEEN_EVERY


def note_use(tx: Tx, login: Login) -> None:
    """Put its end off."""
    tx.ports.logins.save(login.seen(tx.now))


def choose_capacity(tx: Tx, found: SignedIn, capacity_id: str) -> str:
    """Act in another of one's capacities from now on, under a new secret, which is returned."""
    if found.account.capacity(capacity_id) is None:
        raise forbidden("capacity_not_yours", path="capacity_id")
    return renew(tx, found.login.acting(capacity_id))


def renew(tx: Tx, login: Login) -> str:
    """The same login under a new secret, which is returned; the old one leads nowhere any more."""
    secret = new_secret()
    tx.ports.logins.save(login.ended(tx.now))
    tx.ports.logins.add(login.renewed(digest_of(secret), new_secret(), tx.now))
    return secret


def end_login(tx: Tx, login: Login, where: Where = NOWHERE) -> None:
    """Sign out."""
    tx.ports.logins.save(login.ended(tx.now))
    note(tx, login.account_id, where, "", "signed_out")


def end_all(tx: Tx, account_id: str, where: Where = NOWHERE, *, but: str | None = None) -> int:
    """End every living login of the account, except the one with the digest `but`; says how many."""
    terms = tx.ports.login_terms
    living = [one for one in tx.ports.logins.of_account(account_id) if one.is_alive(tx.now, terms)]
    ending = [one for one in living if one.digest != but]
    for login in ending:
        tx.ports.logins.save(login.ended(tx.now))
    if ending:
        note(tx, account_id, where, "", "ended")
    return len(ending)


def note(tx: Tx, account_id: str | None, where: Where, way: str, outcome: Outcome) -> None:
    """A line of the log."""
    tx.ports.sign_ins.note(SignInEntry(tx.new_id(), tx.now, account_id, where.address, where.agent, way, outcome))
