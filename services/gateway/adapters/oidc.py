"""An OpenID Connect provider: authorization code flow with PKCE, state and nonce; the ID token is checked here."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, cast

import requests
from authlib.common.security import generate_token
from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, KeySetSerialization

from services.gateway.adapters import outside
from services.gateway.adapters.outside import TIMEOUT, ask, new_session, read_object, secure_address
from services.gateway.domain.vouched import Trust, Vouched, vouched
from services.gateway.usecases.ports import Departure
from shared.kernel.clock import Clock
from shared.kernel.errors import unavailable
from shared.security.tokens import Claims
from shared.wire.types import JsonObject

ALGORITHMS = ("RS256", "ES256", "EdDSA", "Ed25519")
"""Signatures that may be allowed; nothing symmetric and never `none`."""
KEPT_FOR = timedelta(hours=1)
ASKED_AGAIN = timedelta(minutes=1)
"""How soon keys are fetched anew when a token names one that is not known."""
NUMBER_INDEX = "idn"


@dataclass(frozen=True)
class OidcTerms:
    """One provider, as the site's settings describe it."""

    name: str
    label: str
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    scope: str = "openid profile"
    algorithms: tuple[str, ...] = ("RS256", "ES256", "EdDSA")
    leeway: float = 30.0
    ca_file: str | None = None

    def __post_init__(self) -> None:
        """ValueError for an algorithm that is not allowed, or an address that others can read."""
        if not self.algorithms or not set(self.algorithms) <= set(ALGORITHMS):
            raise ValueError(f"algorithms must be some of {', '.join(ALGORITHMS)}")
        secure_address(self.issuer)


class OidcSource:
    """Adapter of `ports.IdentitySource`."""

    def __init__(self, terms: OidcTerms, trust: Trust, clock: Clock) -> None:
        self.name = terms.name
        self.label = terms.label
        self._terms = terms
        self._trust = trust
        self._clock = clock
        self._provider: tuple[datetime, JsonObject] | None = None
        self._keys: tuple[datetime, KeySet] | None = None

    def depart(self, callback: str) -> Departure:
        """To the provider's page, with a challenge whose answer stays here."""
        verifier, nonce = generate_token(64), secrets.token_urlsafe(24)
        with self._session(callback) as session:
            url, state = session.create_authorization_url(
                self._endpoint("authorization_endpoint"), code_verifier=verifier, nonce=nonce
            )
        return Departure(url, state, {"verifier": verifier, "nonce": nonce})

    def state_of(self, answer: Mapping[str, str]) -> str:
        """As the protocol names it."""
        return answer.get("state", "")

    def arrive(self, callback: str, answer: Mapping[str, str], kept: Mapping[str, str]) -> tuple[Vouched, str | None]:
        """Change the code for an ID token and believe what it says."""
        if "error" in answer or not answer.get("code") or answer.get("iss", self._terms.issuer) != self._terms.issuer:
            raise outside.not_believed()
        token = self._fetch(callback, answer["code"], kept["verifier"])
        claims = self.check(str(token.get("id_token", "")), kept["nonce"])
        told = {**self._more(claims, token), **claims}
        return vouched(self.name, told, self._trust, told.get(NUMBER_INDEX)), None

    def check(self, id_token: str, nonce: str) -> Claims:
        """The claims of an ID token whose signature and claims are good."""
        try:
            claims = self._decoded(id_token)
            self._registry(nonce).validate(claims)
        except (JoseError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
            raise outside.not_believed() from None
        audience = claims["aud"]
        several = isinstance(audience, list) and len(audience) > 1
        if claims.get("azp", None if several else self._terms.client_id) != self._terms.client_id:
            raise outside.not_believed()
        return claims

    def _decoded(self, id_token: str) -> Claims:
        allowed = list(self._terms.algorithms)
        try:
            return jwt.decode(id_token, self._key_set(KEPT_FOR), algorithms=allowed).claims
        except (JoseError, ValueError):  # a key that came after the set was read
            return jwt.decode(id_token, self._key_set(ASKED_AGAIN), algorithms=allowed).claims

    def _registry(self, nonce: str) -> jwt.JWTClaimsRegistry:
        return jwt.JWTClaimsRegistry(
            now=int(self._clock.now().timestamp()),
            leeway=int(self._terms.leeway),
            exp={"essential": True},
            iat={"essential": True},
            sub={"essential": True},
            iss={"essential": True, "value": self._terms.issuer},
            aud={"essential": True, "value": self._terms.client_id},
            nonce={"essential": True, "value": nonce},
        )

    def _fetch(self, callback: str, code: str, verifier: str) -> JsonObject:
        try:
            with self._session(callback) as session:
                token: JsonObject = session.fetch_token(
                    self._endpoint("token_endpoint"), code=code, code_verifier=verifier, allow_redirects=False
                )
                return token
        except OAuthError:
            raise outside.not_believed() from None
        except (requests.RequestException, OSError):
            raise unavailable("identity_source_away") from None

    def _more(self, claims: Claims, token: JsonObject) -> JsonObject:
        """What the provider tells of the person beside the ID token, where that has no name."""
        endpoint = self._about().get("userinfo_endpoint")
        if claims.get("name") or not endpoint:
            return {}
        head = {"Authorization": f"Bearer {token.get('access_token', '')}"}
        with new_session(self._terms.ca_file) as session:
            told = read_object(ask(session, "GET", secure_address(endpoint), headers=head)[0])
        if told.get("sub") != claims["sub"]:
            raise outside.not_believed()
        return told

    def _session(self, callback: str) -> Any:
        session = OAuth2Session(
            self._terms.client_id, self._terms.client_secret, scope=self._terms.scope, redirect_uri=callback,
            code_challenge_method="S256", default_timeout=TIMEOUT,
        )  # fmt: skip
        outside.set_up(session, self._terms.ca_file)
        return session

    def _endpoint(self, name: str) -> str:
        try:
            return secure_address(str(self._about()[name]))
        except (KeyError, ValueError):
            raise outside.not_believed() from None

    def _about(self) -> JsonObject:
        now = self._clock.now()
        if self._provider is None or now - self._provider[0] >= KEPT_FOR:
            told = self._get(f"{self._terms.issuer.rstrip('/')}/.well-known/openid-configuration")
            if told.get("issuer") != self._terms.issuer:
                raise outside.not_believed()
            self._provider = now, told
        return self._provider[1]

    def _key_set(self, oldest: timedelta) -> KeySet:
        now = self._clock.now()
        if self._keys is None or now - self._keys[0] >= oldest:
            raw = self._get(self._endpoint("jwks_uri"))
            self._keys = now, KeySet.import_key_set(cast(KeySetSerialization, raw))
        return self._keys[1]

    def _get(self, url: str) -> JsonObject:
        with new_session(self._terms.ca_file) as session:
            return read_object(ask(session, "GET", url)[0])
