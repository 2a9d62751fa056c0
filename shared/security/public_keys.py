"""The keys with which a site verifies tokens; a set that could sign as well is refused at start."""

from __future__ import annotations

import json

from joserfc.jwk import KeySet, KeySetSerialization

_PRIVATE = ("d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv")
"""Members of a JWK (RFC 7518, RFC 8037) that only who signs may have."""


def public_keys(jwks: str | KeySetSerialization) -> KeySet | None:
    """Read a JWK set; None when it is empty, ValueError when a key of it is private or shared."""
    raw: KeySetSerialization = json.loads(jwks) if isinstance(jwks, str) else jwks
    for key in raw["keys"]:
        if key.get("kty") == "oct" or any(name in key for name in _PRIVATE):
            name = f"{key.get('kid', 'without kid')!s:.40}"
            raise ValueError(f"ZHIPING_JWKS: key {name} can sign tokens; give the public half of a key pair only")
    return KeySet.import_key_set(raw) if raw["keys"] else None
