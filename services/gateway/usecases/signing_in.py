"""Signing in with a name and a password, and with the second factor where there is one.

Whoever is refused learns one sentence, whether the name is known, the password wrong or the account locked; and each
attempt costs one slow digest. Only an address that has failed too often is turned away before that.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from services.gateway.domain.lockout import Failures, counter_of, is_mark_of
from services.gateway.domain.password import login_name_of
from services.gateway.domain.second_factor import recovery_digest
from services.gateway.domain.sign_in import SECOND_FACTOR, Outcome, PendingSignIn, Where, safe_next
from services.gateway.usecases.logins import note, open_login
from services.gateway.usecases.ports import Door, Password, Tx
from services.gateway.usecases.secret_digests import digest_of, new_secret
from shared.kernel.errors import ZhipingError, forbidden, unavailable

PASSWORD, CODE, RECOVERY = "password", "code", "recovery_code"


@dataclass(frozen=True, slots=True)
class Opened:
    """Somebody is in: the secret of his login, and whose it is."""

    secret: str
    account_id: str
    next_path: str = "/"


@dataclass(frozen=True, slots=True)
class CodeWanted:
    """The password is right; the secret of the step that waits for the code."""

    secret: str


def by_password(door: Door, name: str, password: str, where: Where, next_path: str = "/") -> Opened | CodeWanted:
    """Raises forbidden("sign_in_refused"), and unavailable("too_many_attempts", "door_busy") before looking at all."""
    with door.reading() as tx:
        known = _known(tx, name)
    marked = known is not None and is_mark_of(known.account_id, where.device)
    place = where.device if marked and where.device else where.address
    if not door.throttle.take(place, door.clock.now()):
        raise unavailable("too_many_attempts")
    fits = door.hasher.fits(known.digest if known else None, password)
    weaker = known is not None and fits and door.hasher.is_weaker(known.digest)
    if weaker and known:
        known = replace(known, digest=door.hasher.digest(password))
    with door.transaction() as tx:
        found = _conclude(tx, known, fits, where, safe_next(next_path))
        if found is not None and weaker and known:
            tx.ports.passwords.put(known)
    if found is None:
        raise forbidden("sign_in_refused")
    door.throttle.give_back(place)
    return found


def _known(tx: Tx, name: str) -> Password | None:
    try:
        return tx.ports.passwords.of_name(login_name_of(name))
    except ZhipingError:
        return None


def _conclude(tx: Tx, known: Password | None, fits: bool, where: Where, next_path: str) -> Opened | CodeWanted | None:
    if known is None:
        note(tx, None, where, PASSWORD, "refused")
        return None
    if outcome := _barred(tx, known.account_id, fits, where):
        note(tx, known.account_id, where, PASSWORD, outcome)
        return None
    factor = tx.ports.second_factors.find(known.account_id)
    if factor is not None and factor.confirmed_at is not None:
        secret = new_secret()
        step = PendingSignIn(digest_of(secret), SECOND_FACTOR, tx.now, account_id=known.account_id, next_path=next_path)
        tx.ports.sign_ins.begin(step)
        return CodeWanted(secret)
    return _let_in(tx, known.account_id, PASSWORD, where, next_path)


def _barred(tx: Tx, account_id: str, fits: bool, where: Where) -> Outcome | None:
    """Why even a known name does not get in; a wrong password is counted."""
    failures = _failures(tx, account_id, where)
    if failures.is_locked(tx.now):
        return "locked"
    account = tx.ports.accounts.find(account_id)
    if not fits:
        tx.ports.passwords.count(failures.another(tx.now, tx.ports.lock_terms))
        return "refused"
    return "blocked" if account is None or account.blocked_at is not None else None


def by_code(door: Door, secret: str | None, code: str, where: Where) -> Opened:
    """The second step; raises forbidden("step_over") and forbidden("code_wrong")."""
    with door.transaction() as tx:
        step = tx.ports.sign_ins.step(digest_of(secret)) if secret else None
        if step is None or step.kind != SECOND_FACTOR or step.account_id is None or not step.is_open(tx.now):
            raise forbidden("step_over")
        tx.ports.sign_ins.count_attempt(step.digest)
        way = _code_taken(tx, step.account_id, code, where)
        found = None
        if way is not None and tx.ports.sign_ins.end(step.digest):
            found = _let_in(tx, step.account_id, way, where, step.next_path)
    if found is None:
        raise forbidden("code_wrong", path="code")
    return found


def _code_taken(tx: Tx, account_id: str, code: str, where: Where) -> str | None:
    """By which way the code counts; None, and counted, where it does not."""
    failures = _failures(tx, account_id, where)
    if failures.is_locked(tx.now):
        note(tx, account_id, where, CODE, "locked")
        return None
    way = takes_code(tx, account_id, code)
    if way is None:
        tx.ports.passwords.count(failures.another(tx.now, tx.ports.lock_terms))
        note(tx, account_id, where, CODE, "wrong_code")
    return way


def takes_code(tx: Tx, account_id: str, code: str) -> str | None:
    """Use a code of the app or a recovery code up: CODE or RECOVERY; None for what does not count (any more)."""
    factor = tx.ports.second_factors.find(account_id)
    step = factor.step_of(code, tx.now) if factor else None
    if step is not None and tx.ports.second_factors.use_step(account_id, step):
        return CODE
    used = tx.ports.second_factors.use_recovery(account_id, recovery_digest(account_id, code), tx.now)
    return RECOVERY if used else None


def _failures(tx: Tx, account_id: str, where: Where) -> Failures:
    return tx.ports.passwords.failures(counter_of(account_id, where.device), account_id)


def _let_in(tx: Tx, account_id: str, way: str, where: Where, next_path: str) -> Opened:
    tx.ports.passwords.forget_failures(account_id, counter_of(account_id, where.device))
    secret, _ = open_login(tx, account_id, way, where)
    return Opened(secret, account_id, next_path)
