"""Verification of access tokens (JWT, ES256 or Ed25519) into the caller they name."""

from __future__ import annotations

import json
from collections import OrderedDict
from typing import Any, cast

from joserfc import jwt
from joserfc.errors import ExpiredTokenError, JoseError
from joserfc.jwk import KeySet, KeySetSerialization

from shared.kernel.caller import Caller
from shared.kernel.clock import Clock
from shared.kernel.errors import forbidden
from shared.kernel.text import is_plain

ALGORITHMS = ("ES256", "Ed25519", "EdDSA")
DEFAULT_ISSUER = "zhiping-idp"
DEFAULT_AUDIENCE = "zhiping"
CACHE_SIZE = 2048
LONGEST = 100
"""Characters of a claim: what the columns for persons and organisations hold."""
MOST_ROLES = 50
_RESERVED = ("public",)


class TokenVerifier:
    """Checks signature, issuer, audience, `nbf` and `exp` (against the injected clock) and reads the caller.

    Verified tokens are remembered until they expire, so that a busy caller costs one signature check.
    """

    def __init__(
        self, jwks: str | dict[str, Any], clock: Clock, issuer: str = DEFAULT_ISSUER, audience: str = DEFAULT_AUDIENCE
    ) -> None:
        """Take the public keys as JWKS (`{"keys": [...]}`, text or parsed); without keys every token is invalid."""
        raw = json.loads(jwks) if isinstance(jwks, str) else jwks
        self._keys = KeySet.import_key_set(cast(KeySetSerialization, raw)) if raw["keys"] else None
        self._clock = clock
        self._issuer = issuer
        self._audience = audience
        self._seen: OrderedDict[str, tuple[float, Caller]] = OrderedDict()

    def verify(self, token: str | None) -> Caller:
        """Return the caller; raises forbidden `token_missing`, `token_expired` or `token_invalid`."""
        if not token:
            raise forbidden("token_missing")
        now = self._clock.now().timestamp()
        known = self._seen.get(token)
        if known is None:
            return self._remember(token, *self._check(token, now))
        expires, caller = known
        if expires <= now:
            del self._seen[token]
            raise forbidden("token_expired")
        self._seen.move_to_end(token)
        return caller

    def _check(self, token: str, now: float) -> tuple[float, Caller]:
        if self._keys is None:
            raise forbidden("token_invalid")
        try:
            claims = jwt.decode(token, self._keys, algorithms=list(ALGORITHMS)).claims
            self._registry(int(now)).validate(claims)
            return float(claims["exp"]), caller_of(claims)
        except ExpiredTokenError:
            raise forbidden("token_expired") from None
        except (JoseError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
            raise forbidden("token_invalid") from None

    def _registry(self, now: int) -> jwt.JWTClaimsRegistry:
        return jwt.JWTClaimsRegistry(
            now=now,
            leeway=0,
            exp={"essential": True},
            sub={"essential": True},
            iss={"essential": True, "value": self._issuer},
            aud={"essential": True, "value": self._audience},
        )

    def _remember(self, token: str, expires: float, caller: Caller) -> Caller:
        self._seen[token] = (expires, caller)
        while len(self._seen) > CACHE_SIZE:
            self._seen.popitem(last=False)
        return caller


def caller_of(claims: dict[str, Any]) -> Caller:
    """Read a caller from claims `sub`, `name`, `org`, `roles` (list) and `region`; raises KeyError or ValueError."""
    roles = claims["roles"]
    if not isinstance(roles, list) or len(roles) > MOST_ROLES:
        raise ValueError("roles must be a short list")
    person = _word(claims["sub"])
    if person in _RESERVED or person.startswith("system:"):
        raise ValueError("sub names no person")
    return Caller(
        person_id=person,
        name=_word_or_none(claims.get("name") if claims.get("name") != "" else None) or "",
        organisation_id=_word_or_none(claims.get("org")),
        roles=frozenset(_word(role) for role in roles),
        region=_word_or_none(claims.get("region")),
    )


def _word(value: Any) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST or not is_plain(value) or "\n" in value:
        raise ValueError("a claim must be a short plain text")
    return value


def _word_or_none(value: Any) -> str | None:
    return None if value is None else _word(value)


def claims_of(caller: Caller) -> dict[str, Any]:
    """Write the claims that `caller_of` reads."""
    return {
        "sub": caller.person_id,
        "name": caller.name,
        "org": caller.organisation_id,
        "roles": sorted(caller.roles),
        "region": caller.region,
    }
