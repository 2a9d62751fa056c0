"""Verification of access tokens (JWT, ES256 or Ed25519) into the caller they name.

Whoever is refused learns whether to log in again (`token_expired`) and nothing else; the cause goes to the operators.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal

from joserfc import jwt
from joserfc.errors import BadSignatureError, ExpiredTokenError, InvalidClaimError, InvalidKeyIdError, JoseError
from joserfc.jwk import KeySetSerialization

from shared.kernel.caller import Caller
from shared.kernel.clock import Clock
from shared.kernel.errors import forbidden
from shared.kernel.text import is_plain
from shared.security.public_keys import public_keys
from shared.security.revocations import NOTHING_REVOKED, Revocations

ALGORITHMS = ("ES256", "Ed25519", "EdDSA")
DEFAULT_ISSUER = "zhiping-idp"
DEFAULT_AUDIENCE = "zhiping"
CACHE_SIZE = 2048
LONGEST = 100
"""Characters of a claim: what the columns for persons and organisations hold."""
MOST_ROLES = 50
_RESERVED = ("public",)
Claims = dict[str, Any]
"""What a token says: whoever signed it may have written anything, so each claim is looked at when it is read."""


Cause = Literal[
    "expired", "not_yet_valid", "wrong_issuer", "wrong_audience", "unknown_key", "bad_signature", "malformed",
    "too_long_lifetime", "revoked",
]  # fmt: skip
"""Why a token was refused, for the log."""
_BY_CLAIM: dict[str, Cause] = {
    "iss": "wrong_issuer", "aud": "wrong_audience", "nbf": "not_yet_valid", "iat": "not_yet_valid",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TokenTerms:
    """What a site asks of tokens: `leeway` for clocks that differ, the `longest` time from issue to end."""

    issuer: str = DEFAULT_ISSUER
    audience: str = DEFAULT_AUDIENCE
    leeway: timedelta = timedelta(seconds=30)
    longest: timedelta = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class _Verified:
    """A token whose signature and claims are good; times in seconds, `issued` as early as it can have been."""

    caller: Caller
    token_id: str
    issued: float
    expires: float


class _Refusal(Exception):
    """A token that is not accepted."""

    def __init__(self, cause: Cause) -> None:
        super().__init__(cause)
        self.cause = cause


class TokenVerifier:
    """Checks signature, issuer, audience and times (against the injected clock) and reads the caller.

    Verified tokens are remembered until they expire, so that a busy caller costs one signature check; whether one was
    revoked is asked each time. `on_refusal` is told the cause, never the token.
    """

    def __init__(
        self,
        jwks: str | KeySetSerialization,
        clock: Clock,
        terms: TokenTerms = TokenTerms(),
        *,
        revocations: Callable[[], Revocations] = lambda: NOTHING_REVOKED,
        on_refusal: Callable[[Cause], None] = lambda cause: None,
    ) -> None:
        """Take the public keys as JWKS (`{"keys": [...]}`, text or parsed); without keys every token is invalid.

        ValueError for a set that holds a private or a shared key.
        """
        self._keys = public_keys(jwks)
        self._clock = clock
        self._terms = terms
        self._leeway = terms.leeway.total_seconds()
        self._longest = terms.longest.total_seconds()
        self._revocations = revocations
        self._on_refusal = on_refusal
        self._seen: OrderedDict[str, _Verified] = OrderedDict()

    def verify(self, token: str | None) -> Caller:
        """Return the caller; raises forbidden `token_missing`, `token_expired` or `token_invalid`."""
        if not token:
            raise forbidden("token_missing")
        try:
            return self._verified(token).caller
        except _Refusal as refusal:
            self._on_refusal(refusal.cause)
            raise forbidden("token_expired" if refusal.cause == "expired" else "token_invalid") from None

    def _verified(self, token: str) -> _Verified:
        now = self._clock.now().timestamp()
        known = self._seen.get(token)
        found = self._check(token, now) if known is None else known
        if found.expires + self._leeway <= now:
            self._seen.pop(token, None)
            raise _Refusal("expired")
        if self._revocations().cover(found.token_id, found.caller.person_id, found.issued):
            self._seen.pop(token, None)
            raise _Refusal("revoked")
        self._remember(token, found)
        return found

    def _check(self, token: str, now: float) -> _Verified:
        if self._keys is None:
            raise _Refusal("unknown_key")
        try:
            claims = jwt.decode(token, self._keys, algorithms=list(ALGORITHMS)).claims
            self._registry(int(now)).validate(claims)
            return self._read(claims, now)
        except (JoseError, ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
            raise _Refusal(_cause_of(error)) from None

    def _read(self, claims: Claims, now: float) -> _Verified:
        expires = float(claims["exp"])
        said = [float(claims[name]) for name in ("iat", "nbf") if claims.get(name) is not None]
        if not expires - min(said, default=now) <= self._longest:  # so that "not a number" is refused too
            raise _Refusal("too_long_lifetime")
        token_id = claims.get("jti") or ""
        return _Verified(caller_of(claims), str(token_id), min(said, default=expires - self._longest), expires)

    def _registry(self, now: int) -> jwt.JWTClaimsRegistry:
        return jwt.JWTClaimsRegistry(
            now=now,
            leeway=int(self._leeway),
            exp={"essential": True},
            sub={"essential": True},
            iss={"essential": True, "value": self._terms.issuer},
            aud={"essential": True, "value": self._terms.audience},
        )

    def _remember(self, token: str, found: _Verified) -> None:
        self._seen[token] = found
        self._seen.move_to_end(token)
        while len(self._seen) > CACHE_SIZE:
            self._seen.popitem(last=False)


def _cause_of(error: Exception) -> Cause:
    """One word for what joserfc, or the reading of the claims, did not like."""
    if isinstance(error, ExpiredTokenError):
        return "expired"
    if isinstance(error, InvalidKeyIdError):
        return "unknown_key"
    if isinstance(error, BadSignatureError):
        return "bad_signature"
    return _BY_CLAIM.get(error.claim, "malformed") if isinstance(error, InvalidClaimError) else "malformed"


def caller_of(claims: Claims) -> Caller:
    """Read a caller from claims `sub`, `name`, `org`, `roles` (list), `region`, `idn`; raises KeyError or ValueError.

    `idn`, optional: the keyed index (`Keyring.blind_index`) of an ID number that the identity provider has verified.
    """
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
        id_number_index=_word_or_none(claims.get("idn")),
    )


def _word(value: Any) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST or not is_plain(value) or "\n" in value:
        raise ValueError("a claim must be a short plain text")
    return value


def _word_or_none(value: Any) -> str | None:
    return None if value is None else _word(value)


def claims_of(caller: Caller) -> Claims:
    """Write the claims that `caller_of` reads."""
    told: Claims = {
        "sub": caller.person_id,
        "name": caller.name,
        "org": caller.organisation_id,
        "roles": sorted(caller.roles),
        "region": caller.region,
    }
    return told | ({"idn": caller.id_number_index} if caller.id_number_index else {})
