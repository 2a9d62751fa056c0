"""Signing in by somebody outside who vouches: an OIDC provider, a province's portal."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import replace

from services.gateway.domain.account import Account, Capacity
from services.gateway.domain.sign_in import OUTSIDE, STEP_ENDS, PendingSignIn, Where, safe_next
from services.gateway.domain.vouched import Vouched
from services.gateway.usecases.logins import note, open_login
from services.gateway.usecases.ports import Door, IdentitySource, Tx
from services.gateway.usecases.secret_digests import digest_of, new_secret
from services.gateway.usecases.signing_in import Opened
from shared.kernel.errors import conflict, forbidden, not_found, unavailable

SUBJECT = "account"


def depart(door: Door, source_name: str, callback: str, where: Where, next_path: str) -> tuple[str, str]:
    """(address outside, secret of the step for this browser's cookie)."""
    source = _source(door, source_name)
    if not door.throttle.take(f"depart:{where.address}", door.clock.now()):
        raise unavailable("too_many_attempts")
    departure = source.depart(callback)
    secret = new_secret()
    with door.transaction() as tx:
        tx.ports.sign_ins.end_older(tx.now - STEP_ENDS)
        kept = {**departure.kept, "state": departure.state}
        tx.ports.sign_ins.begin(
            PendingSignIn(digest_of(secret), OUTSIDE, tx.now, source.name, next_path=safe_next(next_path), kept=kept)
        )
    return departure.url, secret


def arrive(
    door: Door, source_name: str, callback: str, answer: Mapping[str, str], secret: str | None, where: Where
) -> Opened:
    """Back from outside, in the browser that set out: each step is answered once, whatever comes of it."""
    source = _source(door, source_name)
    with door.transaction() as tx:
        step = _take_step(tx, source, answer, secret)
    if step is None:
        raise forbidden("step_over")
    found, ticket = source.arrive(callback, answer, step.kept)
    with door.transaction() as tx:
        if ticket is not None and not tx.ports.sign_ins.show_ticket(source.name, digest_of(ticket), tx.now):
            raise forbidden("identity_refused")
        account = _account_of(tx, found)
        if account.blocked_at is None:
            opened, _ = open_login(tx, account.id, source.name, where)
            return Opened(opened, account.id, step.next_path)
        note(tx, account.id, where, source.name, "blocked")
    raise forbidden("account_blocked")


def _take_step(tx: Tx, source: IdentitySource, answer: Mapping[str, str], secret: str | None) -> PendingSignIn | None:
    step = tx.ports.sign_ins.step(digest_of(secret)) if secret else None
    if step is None or step.kind != OUTSIDE or step.source != source.name or not step.is_open(tx.now):
        return None
    same = hmac.compare_digest(step.kept["state"].encode(), source.state_of(answer).encode())
    return step if tx.ports.sign_ins.end(step.digest) and same else None


def _source(door: Door, name: str) -> IdentitySource:
    found = door.sources.get(name)
    if found is None:
        raise not_found("identity_source_unknown")
    return found


def _account_of(tx: Tx, found: Vouched) -> Account:
    """The account of the subject, made at the first sign-in; what the source says of it today."""
    account = tx.ports.accounts.of_subject(found.source, found.subject) or _first_time(tx, found)
    told = replace(account, name=found.name, id_number_index=found.id_number_index or account.id_number_index)
    if told != account:
        tx.ports.accounts.save(told)
    _follow(tx, account, found)
    return account


def _first_time(tx: Tx, found: Vouched) -> Account:
    person_id = found.person_id or tx.new_id()
    if tx.ports.accounts.of_person(person_id) is not None:
        raise conflict("person_known_elsewhere")
    account = Account(tx.new_id(), person_id, found.name, id_number_index=found.id_number_index)
    tx.ports.accounts.add(account, tx.now)
    tx.ports.accounts.link(account.id, found.source, found.subject, tx.now)
    tx.trail("account_made", SUBJECT, account.id, data={"source": found.source})
    return account


def _follow(tx: Tx, account: Account, found: Vouched) -> None:
    """Capacities that the source gives and takes; those of administrators stay as they are."""
    given = {one.place for one in found.capacities}
    for held in account.capacities:
        if held.source == found.source and held.place not in given:
            tx.ports.accounts.remove_capacity(held.id)
            _trail(tx, "capacity_withdrawn", account, held)
    places = {one.place for one in account.capacities}
    for one in found.capacities:
        if one.place not in places:
            tx.ports.accounts.add_capacity(account.id, replace(one, id=tx.new_id()))
            _trail(tx, "capacity_granted", account, one)


def _trail(tx: Tx, action: str, account: Account, one: Capacity) -> None:
    data = {"role": one.role, "organisation_id": one.organisation_id, "region": one.region, "source": one.source}
    tx.trail(action, SUBJECT, account.id, data=data)
