"""Issuer of access tokens: the door signs for whoever it has let in; dev stack, demo and tests have one each."""

from __future__ import annotations

import json
from datetime import timedelta

from joserfc import jwt
from joserfc.jwk import ECKey

from shared.kernel.caller import Caller
from shared.kernel.clock import Clock
from shared.kernel.ids import new_id
from shared.security.tokens import DEFAULT_AUDIENCE, DEFAULT_ISSUER, Claims, claims_of

DEFAULT_LIFETIME = timedelta(hours=8)


class TokenIssuer:
    """Holds one ES256 key pair; `jwks` goes into `ZHIPING_JWKS`, `private_json` stays with the stack's secrets."""

    def __init__(
        self,
        clock: Clock,
        private_json: str | None = None,
        issuer: str = DEFAULT_ISSUER,
        audience: str = DEFAULT_AUDIENCE,
    ) -> None:
        """Load the private key from `private_json`, or make one."""
        if private_json is None:
            self._key = ECKey.generate_key("P-256", {"kid": "dev-1", "use": "sig", "alg": "ES256"}, private=True)
        else:
            self._key = ECKey.import_key(json.loads(private_json))
        self._clock = clock
        self._issuer = issuer
        self._audience = audience

    @property
    def private_json(self) -> str:
        """The private key as JWK text."""
        return json.dumps(self._key.as_dict(private=True))

    @property
    def jwks(self) -> str:
        """The public key set as text."""
        return json.dumps({"keys": [self._key.as_dict(private=False)]})

    def issue(self, caller: Caller, lifetime: timedelta = DEFAULT_LIFETIME) -> str:
        """Sign a token for the caller, valid from now on by the issuer's clock."""
        now = self._clock.now()
        claims: Claims = {
            **claims_of(caller),
            "iss": self._issuer,
            "aud": self._audience,
            "iat": int(now.timestamp()),
            "nbf": int(now.timestamp()),
            "exp": int((now + lifetime).timestamp()),
            "jti": new_id(),
        }
        return jwt.encode({"alg": "ES256", "kid": self._key.kid}, claims, self._key)
