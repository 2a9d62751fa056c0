"""Accounts in the operator's hands: nobody gives himself a capacity, and two people give one with power over others."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace

from services.gateway.domain.account import Account, Capacity
from services.gateway.domain.grant import (
    PROPOSERS,
    SYSTEM,
    Grant,
    check_grant,
    has_role,
    is_oneself,
    needs_another,
    require_role,
)
from services.gateway.domain.lockout import Failures
from services.gateway.domain.password import check_strength, login_name_of
from services.gateway.usecases import logins
from services.gateway.usecases.ports import Door, Password, Tx
from shared.kernel.caller import Caller
from shared.kernel.errors import conflict, forbidden, invalid, not_found
from shared.kernel.scope import APPLICANT, OPERATOR

SUBJECT = "account"
NAME_LENGTH = 100
FIRST_OPERATORS = 2
"""So many can propose and confirm by themselves."""


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What an operator says of a new person; the password is one that the person changes at once."""

    name: str
    login_name: str
    password: str
    person_id: str | None = None


def first_password() -> str:
    """Strong enough by the rule, and typed once."""
    return f"{secrets.token_hex(3)}-{secrets.token_hex(3).upper()}-{secrets.token_hex(3)}-Zq7"


def add_account(door: Door, by: Caller, new: NewAccount) -> str:
    """A local account as an applicant; returns its id."""
    require_role(by, PROPOSERS)
    login_name = login_name_of(new.login_name)
    check_strength(new.password, login_name)
    if not 0 < len(new.name) <= NAME_LENGTH:
        raise invalid("name_needed", path="name")
    digest = door.hasher.digest(new.password)
    with door.transaction(by) as tx:
        person_id = new.person_id or tx.new_id()
        if tx.ports.passwords.of_name(login_name) is not None:
            raise conflict("login_name_taken", path="login_name")
        if tx.ports.accounts.of_person(person_id) is not None:
            raise conflict("person_known_elsewhere", path="person_id")
        own = Capacity(tx.new_id(), APPLICANT)
        account = Account(tx.new_id(), person_id, new.name, (own,), must_change_password=True)
        tx.ports.accounts.add(account, tx.now)
        tx.ports.passwords.put(Password(account.id, login_name, digest, tx.now))
        tx.trail("account_made", SUBJECT, account.id)
        return account.id


def reset_password(door: Door, by: Caller, account_id: str, password: str) -> None:
    """Another password, which the person changes at once; his logins end, his second factor stays."""
    require_role(by, PROPOSERS)
    with door.reading() as tx:
        account = the_account(tx, account_id)
        known = tx.ports.passwords.of_account(account_id)
    _not_oneself(by, account)
    if known is None:
        raise conflict("no_password_here")
    check_strength(password, known.login_name)
    digest = door.hasher.digest(password)
    with door.transaction(by) as tx:
        tx.ports.passwords.put(replace(known, digest=digest, set_at=tx.now))
        tx.ports.accounts.save(replace(account, must_change_password=True))
        logins.end_all(tx, account_id)
        tx.trail("password_reset", SUBJECT, account_id)


def propose_grant(tx: Tx, grant: Grant) -> bool:
    """Give a capacity, or propose it where another person has to confirm; tells whether it is given."""
    account = the_account(tx, grant.account_id)
    check_grant(grant, account, tx.caller)
    if not needs_another(grant.role):
        _give(tx, grant)
        return True
    if any(_same(one, grant) for one in tx.ports.grants.open()):
        raise conflict("grant_open")
    tx.ports.grants.add(grant)
    _trail(tx, "capacity_proposed", grant)
    return False


def give_first_operator(tx: Tx, grant: Grant) -> bool:
    """While a site has no two operators there is no second person; the command line makes them."""
    check_grant(grant, the_account(tx, grant.account_id), tx.caller)
    if not has_role(tx.caller, SYSTEM) or tx.ports.accounts.holders(OPERATOR) >= FIRST_OPERATORS:
        raise forbidden("grant_needs_another")
    _give(tx, grant)
    return True


def decide_grant(tx: Tx, grant_id: str, *, confirmed: bool) -> None:
    """The second person's word; a proposer may take his own back by rejecting it."""
    grant = tx.ports.grants.find(grant_id)
    if grant is None:
        raise not_found("grant_not_found")
    account = the_account(tx, grant.account_id)
    decided = grant.decided(tx.caller, tx.now, confirmed=confirmed, account=account)
    if not tx.ports.grants.decide(decided):
        raise conflict("grant_decided")
    if confirmed:
        _give(tx, decided)
    else:
        _trail(tx, "capacity_rejected", decided)


def withdraw_capacity(tx: Tx, account_id: str, capacity_id: str) -> None:
    """Take a capacity away; his logins end, as one of them may act in it."""
    require_role(tx.caller, PROPOSERS)
    account = the_account(tx, account_id)
    _not_oneself(tx.caller, account)
    held = account.capacity(capacity_id)
    if held is None:
        raise not_found("capacity_not_found")
    if held.role == OPERATOR and tx.ports.accounts.holders(OPERATOR) == 1:
        raise conflict("last_operator")
    tx.ports.accounts.remove_capacity(held.id)
    logins.end_all(tx, account_id)
    data = {"role": held.role, "organisation_id": held.organisation_id, "region": held.region}
    tx.trail("capacity_withdrawn", SUBJECT, account_id, data=data)


def block(tx: Tx, account_id: str) -> None:
    """Nobody signs in to it any more; its logins end."""
    account = _others(tx, account_id)
    tx.ports.accounts.save(replace(account, blocked_at=account.blocked_at or tx.now))
    logins.end_all(tx, account_id)
    tx.trail("account_blocked", SUBJECT, account_id)


def unblock(tx: Tx, account_id: str) -> None:
    """It may be used again, and wrong passwords are forgotten."""
    account = _others(tx, account_id)
    tx.ports.accounts.save(replace(account, blocked_at=None))
    tx.ports.passwords.forget_failures(account_id)
    tx.trail("account_unblocked", SUBJECT, account_id)


def end_logins(tx: Tx, account_id: str) -> int:
    """Sign the person out everywhere."""
    account = _others(tx, account_id)
    tx.trail("logins_ended", SUBJECT, account.id)
    return logins.end_all(tx, account.id)


def remove_second_factor(tx: Tx, account_id: str) -> None:
    """For somebody who has lost his telephone and his recovery codes."""
    account = _others(tx, account_id)
    tx.ports.second_factors.remove(account.id)
    logins.end_all(tx, account.id)
    tx.trail("second_factor_removed", SUBJECT, account.id)


def the_account(tx: Tx, account_id: str) -> Account:
    """The account; not_found("account_not_found")."""
    found = tx.ports.accounts.find(account_id)
    if found is None:
        raise not_found("account_not_found")
    return found


def locks_of(tx: Tx, account_id: str) -> list[Failures]:
    """The counters that are locked now."""
    return [one for one in tx.ports.passwords.failures_of(account_id) if one.is_locked(tx.now)]


def _others(tx: Tx, account_id: str) -> Account:
    require_role(tx.caller, PROPOSERS)
    account = the_account(tx, account_id)
    _not_oneself(tx.caller, account)
    return account


def _not_oneself(by: Caller, account: Account) -> None:
    if is_oneself(by, account.person_id):
        raise forbidden("not_on_oneself")


def _give(tx: Tx, grant: Grant) -> None:
    capacity = grant.capacity(tx.new_id())
    if capacity.place in {one.place for one in the_account(tx, grant.account_id).capacities}:
        raise conflict("capacity_held")
    tx.ports.accounts.add_capacity(grant.account_id, capacity)
    _trail(tx, "capacity_granted", grant)


def _same(one: Grant, other: Grant) -> bool:
    return one.account_id == other.account_id and one.capacity("").place == other.capacity("").place


def _trail(tx: Tx, action: str, grant: Grant) -> None:
    data = {
        "role": grant.role, "organisation_id": grant.organisation_id, "region": grant.region,
        "proposed_by": grant.proposed_by,
    }  # fmt: skip
    tx.trail(action, SUBJECT, grant.account_id, data=data)
