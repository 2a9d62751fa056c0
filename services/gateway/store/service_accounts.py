"""Portals' accounts and their secrets in the database."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, insert, update

from services.gateway.domain.service_account import PortalScope, ServiceAccount, ServiceSecret
from services.gateway.store.tables import SERVICE_ACCOUNTS, SERVICE_SECRETS
from shared.persistence import conflict_on_duplicate, find, from_row, values_of


class ServiceAccountRepository:
    """Adapter of `ports.ServiceAccounts` for one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, account: ServiceAccount) -> None:
        """Keep a new one."""
        scope = account.scope
        row = {
            "id": account.id, "name": account.name, "methods": list(scope.methods), "role": scope.role,
            "organisation_id": scope.organisation_id, "region": scope.region, "created_at": account.created_at,
            "expires_at": account.expires_at,
        }  # fmt: skip
        with conflict_on_duplicate("service_account_name_taken"):
            self._connection.execute(insert(SERVICE_ACCOUNTS), row)

    def find(self, account_id: str) -> ServiceAccount | None:
        """By its id."""
        row = find(self._connection, SERVICE_ACCOUNTS, id=account_id).first()
        return None if row is None else _read(row)

    def every(self) -> list[ServiceAccount]:
        """All of them, by name: a site has a handful."""
        return [_read(row) for row in find(self._connection, SERVICE_ACCOUNTS, order_by=("name",))]

    def save(self, account: ServiceAccount) -> None:
        """Keep that it was revoked."""
        mine = SERVICE_ACCOUNTS.c.id == account.id
        self._connection.execute(update(SERVICE_ACCOUNTS).where(mine), {"revoked_at": account.revoked_at})

    def add_secret(self, secret: ServiceSecret) -> None:
        """Keep a new one."""
        self._connection.execute(insert(SERVICE_SECRETS), values_of(secret))

    def secret(self, secret_id: str) -> ServiceSecret | None:
        """By the id that stands in the bearer."""
        row = find(self._connection, SERVICE_SECRETS, id=secret_id).first()
        return None if row is None else from_row(ServiceSecret, row)

    def secrets_of(self, account_id: str) -> list[ServiceSecret]:
        """All that there were."""
        return [
            from_row(ServiceSecret, row)
            for row in find(self._connection, SERVICE_SECRETS, service_account_id=account_id)
        ]

    def save_secret(self, secret: ServiceSecret) -> None:
        """Keep its end."""
        mine = SERVICE_SECRETS.c.id == secret.id
        self._connection.execute(update(SERVICE_SECRETS).where(mine), {"ends_at": secret.ends_at})


def _read(row: Row[Any]) -> ServiceAccount:
    scope = PortalScope(tuple(row.methods), row.role, row.organisation_id, row.region)
    return ServiceAccount(row.id, row.name, scope, row.created_at, row.expires_at, row.revoked_at)
