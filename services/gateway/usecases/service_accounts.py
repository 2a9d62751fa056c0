"""Portals' own accounts: made by an operator, renewed with an overlap, revoked at once."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from services.gateway.domain.grant import PROPOSERS, require_role
from services.gateway.domain.service_account import (
    MOST_SECRETS,
    PortalScope,
    ServiceAccount,
    ServiceSecret,
    bearer_of,
    counting,
    digest_of_secret,
    parts_of,
)
from services.gateway.usecases.ports import Tx
from shared.kernel.errors import conflict, forbidden, invalid, not_found

SUBJECT = "service_account"
LONGEST = timedelta(days=400)
OVERLAP = timedelta(days=14)


def add(tx: Tx, name: str, scope: PortalScope, lasts: timedelta) -> tuple[str, str]:
    """(id, bearer): the bearer is shown once and kept as a digest."""
    require_role(tx.caller, PROPOSERS)
    if not name or len(name) > 100:
        raise invalid("name_needed", path="name")
    if not timedelta(0) < lasts <= LONGEST:
        raise invalid("expiry_out_of_range", path="days", longest=LONGEST.days)
    account = ServiceAccount(uuid4().hex, name, scope, tx.now, tx.now + lasts)
    tx.ports.service_accounts.add(account)
    _trail(tx, "service_account_made", account)
    return account.id, _new_secret(tx, account)


def renew_secret(tx: Tx, account_id: str, overlap: timedelta = OVERLAP) -> str:
    """A further bearer; the present one counts for as long as `overlap` says."""
    require_role(tx.caller, PROPOSERS)
    account = _living(tx, account_id)
    held = counting(tx.ports.service_accounts.secrets_of(account_id), tx.now)
    for older in held:
        tx.ports.service_accounts.save_secret(older.ending(tx.now + overlap))
    for oldest in held[: max(0, len(held) + 1 - MOST_SECRETS)]:
        tx.ports.service_accounts.save_secret(oldest.ending(tx.now))
    _trail(tx, "service_secret_renewed", account)
    return _new_secret(tx, account)


def revoke(tx: Tx, account_id: str) -> None:
    """It calls nothing any more, by no secret."""
    require_role(tx.caller, PROPOSERS)
    account = _living(tx, account_id)
    tx.ports.service_accounts.save(replace(account, revoked_at=tx.now))
    _trail(tx, "service_account_revoked", account)


def account_behind(tx: Tx, bearer: str) -> ServiceAccount:
    """Whose bearer it is; forbidden("service_token_invalid") for everything that does not count, without saying why."""
    parts = parts_of(bearer)
    secret = tx.ports.service_accounts.secret(parts[0]) if parts else None
    if parts is None or secret is None or not secret.fits(parts[1], tx.now):
        raise forbidden("service_token_invalid")
    account = tx.ports.service_accounts.find(secret.service_account_id)
    if account is None or not account.is_alive(tx.now):
        raise forbidden("service_token_invalid")
    return account


def _living(tx: Tx, account_id: str) -> ServiceAccount:
    account = tx.ports.service_accounts.find(account_id)
    if account is None:
        raise not_found("service_account_not_found")
    if not account.is_alive(tx.now):
        raise conflict("service_account_over")
    return account


def _new_secret(tx: Tx, account: ServiceAccount) -> str:
    secret, secret_id = secrets.token_urlsafe(32), uuid4().hex
    tx.ports.service_accounts.add_secret(ServiceSecret(secret_id, account.id, digest_of_secret(secret), tx.now))
    return bearer_of(secret_id, secret)


def _trail(tx: Tx, action: str, account: ServiceAccount) -> None:
    scope = account.scope
    data = {"methods": list(scope.methods), "role": scope.role, "organisation_id": scope.organisation_id}
    tx.trail(action, SUBJECT, account.id, data=data)
