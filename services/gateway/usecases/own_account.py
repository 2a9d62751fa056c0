"""What a person does with his own account: password, second factor, and who has signed in to it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from services.gateway.domain.lockout import counter_of
from services.gateway.domain.password import check_strength
from services.gateway.domain.second_factor import SecondFactor, new_recovery_codes, new_secret, recovery_digest
from services.gateway.domain.sign_in import SignInEntry, Where
from services.gateway.usecases import logins
from services.gateway.usecases.logins import SignedIn
from services.gateway.usecases.ports import Door, Password, Tx
from services.gateway.usecases.signing_in import takes_code
from shared.kernel.caller import Caller
from shared.kernel.errors import conflict, forbidden

LINES = 50
SUBJECT = "account"


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """What the page of one's own account says; `login_name` is None for whoever comes from an identity source only."""

    login_name: str | None
    has_second_factor: bool
    recovery_left: int
    lines: list[SignInEntry]


def standing_of(tx: Tx, account_id: str) -> OwnAccount:
    """What there is."""
    password = tx.ports.passwords.of_account(account_id)
    factor = tx.ports.second_factors.find(account_id)
    return OwnAccount(
        password.login_name if password else None,
        factor is not None and factor.confirmed_at is not None,
        tx.ports.second_factors.recovery_left(account_id),
        tx.ports.sign_ins.listed(account_id, None, LINES),
    )


def change_password(door: Door, found: SignedIn, old: str, new: str, where: Where) -> str:
    """Take another; ends all other logins and gives this one a new secret, which is returned."""
    with door.reading() as tx:
        known = _own_password(tx, found)
        check_strength(new, known.login_name, "new_password")
    _must_know(door, found, known, old, where)
    if old == new:
        raise conflict("password_unchanged", path="new_password")
    digest = door.hasher.digest(new)
    with door.transaction(caller_of(found)) as tx:
        tx.ports.passwords.put(replace(known, digest=digest, set_at=tx.now))
        tx.ports.accounts.save(replace(found.account, must_change_password=False))
        logins.end_all(tx, found.account.id, where, but=found.login.digest)
        tx.trail("password_changed", SUBJECT, found.account.id)
        return logins.renew(tx, found.login)


def begin_second_factor(tx: Tx, found: SignedIn) -> None:
    """A secret that counts once a code of it was given; a second factor that counts stays until it is removed."""
    _own_password(tx, found)
    held = tx.ports.second_factors.find(found.account.id)
    if held is not None and held.confirmed_at is not None:
        raise conflict("second_factor_held")
    tx.ports.second_factors.put(SecondFactor(found.account.id, new_secret()))


def pending_second_factor(tx: Tx, found: SignedIn) -> tuple[SecondFactor, str] | None:
    """The secret that waits for its first code, with the login name; None without one."""
    held = tx.ports.second_factors.find(found.account.id)
    if held is None or held.confirmed_at is not None:
        return None
    return held, _own_password(tx, found).login_name


def confirm_second_factor(tx: Tx, found: SignedIn, code: str) -> list[str]:
    """From now on it is asked for; the recovery codes, which nobody can read again."""
    pending = pending_second_factor(tx, found)
    step = pending[0].step_of(code, tx.now) if pending else None
    if pending is None or step is None:
        raise forbidden("code_wrong", path="code")
    codes = new_recovery_codes()
    tx.ports.second_factors.put(replace(pending[0], confirmed_at=tx.now, last_step=step))
    tx.ports.second_factors.put_recovery(found.account.id, [recovery_digest(found.account.id, one) for one in codes])
    tx.trail("second_factor_set", SUBJECT, found.account.id)
    return codes


def remove_second_factor(door: Door, found: SignedIn, password: str, code: str, where: Where) -> None:
    """Whoever knows the password and has a code may do without from now on."""
    with door.reading() as tx:
        known = _own_password(tx, found)
    _must_know(door, found, known, password, where)
    with door.transaction(caller_of(found)) as tx:
        if takes_code(tx, found.account.id, code) is None:
            raise forbidden("code_wrong", path="code")
        tx.ports.second_factors.remove(found.account.id)
        tx.trail("second_factor_removed", SUBJECT, found.account.id)


def end_others(door: Door, found: SignedIn, where: Where) -> int:
    """End every other login of one's own."""
    with door.transaction(caller_of(found)) as tx:
        return logins.end_all(tx, found.account.id, where, but=found.login.digest)


def _must_know(door: Door, found: SignedIn, known: Password, password: str, where: Where) -> None:
    """Whoever sits at an open browser must know the password too; wrong ones are counted as at the door."""
    counter = counter_of(found.account.id, where.device)
    with door.reading() as tx:
        counters = tx.ports.passwords.failures_of(found.account.id)
        if any(one.counter == counter and one.is_locked(tx.now) for one in counters):
            raise forbidden("password_wrong", path="password")
    if door.hasher.fits(known.digest, password):
        return
    with door.transaction() as tx:
        failures = tx.ports.passwords.failures(counter, found.account.id)
        tx.ports.passwords.count(failures.another(tx.now, tx.ports.lock_terms))
    raise forbidden("password_wrong", path="password")


def _own_password(tx: Tx, found: SignedIn) -> Password:
    known = tx.ports.passwords.of_account(found.account.id)
    if known is None:
        raise conflict("no_password_here")
    return known


def caller_of(found: SignedIn) -> Caller:
    """Him, for the trail, whether or not he has chosen a capacity."""
    if found.capacity is not None:
        return found.account.caller(found.capacity)
    return Caller(found.account.person_id, found.account.name)
