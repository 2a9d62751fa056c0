"""A portal's own account: which methods it may call, for which organisation, in whose name, and until when."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from services.gateway.domain.account import ROLES
from shared.kernel.caller import Caller
from shared.kernel.errors import forbidden, invalid

PREFIX = "zps_"
MOST_SECRETS = 2
"""That count at the same time: the present one and its successor."""
_BEARER = re.compile(r"zps_([0-9a-f]{32})_([A-Za-z0-9_-]{43})")
_METHOD = re.compile(r"[a-z_]+\.([a-z_]+|\*)")


@dataclass(frozen=True, slots=True)
class PortalScope:
    """What a service account may: `methods` are `service.method` or `service.*`.

    As itself it acts in `role` for `organisation_id`; without a role it acts only for persons, whose own token comes
    with each call, and who must act for that organisation where one is named.
    """

    methods: tuple[str, ...]
    role: str | None = None
    organisation_id: str | None = None
    region: str | None = None

    def __post_init__(self) -> None:
        """invalid for what names no method or no role."""
        if not self.methods or not all(_METHOD.fullmatch(one) for one in self.methods):
            raise invalid("scope_methods_malformed", path="methods")
        if self.role is not None and self.role not in ROLES - {"operator"}:
            raise invalid("role_unknown", path="role")

    def covers(self, method: str) -> bool:
        """Whether the method is among them."""
        return method in self.methods or f"{method.partition('.')[0]}.*" in self.methods


@dataclass(frozen=True, slots=True)
class ServiceAccount:
    """A portal; its secrets stand beside it."""

    id: str
    name: str
    scope: PortalScope
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None

    def is_alive(self, now: datetime) -> bool:
        """Whether it may call at all."""
        return self.revoked_at is None and now < self.expires_at

    def caller(self, method: str, person: Caller | None) -> Caller | None:
        """Who calls: the portal itself, or None where the person's own token does; raises what the scope forbids."""
        if not self.scope.covers(method):
            raise forbidden("scope_lacks_method", method=method)
        if self.scope.role is None:
            self._check_person(person)
            return None
        if person is not None:
            raise forbidden("scope_not_for_persons")
        roles = frozenset({self.scope.role})
        return Caller(f"portal:{self.id}", self.name, self.scope.organisation_id, roles, self.scope.region)

    def _check_person(self, person: Caller | None) -> None:
        if person is None:
            raise forbidden("scope_needs_person")
        if self.scope.organisation_id is not None and person.organisation_id != self.scope.organisation_id:
            raise forbidden("scope_lacks_organisation")


@dataclass(frozen=True, slots=True)
class ServiceSecret:
    """A secret's digest; `id` stands in the bearer in the clear, so that it is found."""

    id: str
    service_account_id: str
    digest: str
    created_at: datetime
    ends_at: datetime | None = None

    def fits(self, secret: str, now: datetime) -> bool:
        """Whether that is the secret, and counts."""
        alive = self.ends_at is None or now < self.ends_at
        return hmac.compare_digest(self.digest, digest_of_secret(secret)) and alive

    def ending(self, at: datetime) -> ServiceSecret:
        """Counts until then, or until its own end."""
        return replace(self, ends_at=at if self.ends_at is None else min(self.ends_at, at))


def digest_of_secret(secret: str) -> str:
    """Under which a secret is kept; 256 random bits need no slow digest."""
    return hashlib.sha256(secret.encode()).hexdigest()


def bearer_of(secret_id: str, secret: str) -> str:
    """What the portal sends."""
    return f"{PREFIX}{secret_id}_{secret}"


def parts_of(bearer: str) -> tuple[str, str] | None:
    """(id, secret) of a bearer; None for what has not its form."""
    found = _BEARER.fullmatch(bearer)
    return (found[1], found[2]) if found else None


def counting(secrets: Collection[ServiceSecret], now: datetime) -> list[ServiceSecret]:
    """Those that count, oldest first."""
    return sorted((one for one in secrets if one.ends_at is None or now < one.ends_at), key=lambda one: one.created_at)
