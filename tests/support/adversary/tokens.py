"""Tokens that open nothing: old, early, unsigned, somebody else's, for another house, or nonsense."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Any

from joserfc import jwt
from joserfc.jwk import ECKey, OctKey

from shared.kernel.caller import Caller
from shared.security import TokenIssuer
from shared.security.tokens import DEFAULT_AUDIENCE, DEFAULT_ISSUER, claims_of

INVALID = "token_invalid"


def wrong_tokens(issuer: TokenIssuer, caller: Caller, now: datetime) -> Iterator[tuple[str, str | None, str]]:
    """(what is wrong with it, the token, the slug of the refusal)."""
    yield "missing", None, "token_missing"
    yield "empty", "", "token_missing"
    yield "of another key", _signed(_other_key(), _claims(caller, now)), INVALID
    yield "unsigned", _unsigned(_claims(caller, now)), INVALID
    yield "signed with the public key as a secret", _confused(issuer, _claims(caller, now)), INVALID
    for garbage in ("a.b.c", "....", "x", "\x00", "\ud800", "长", "{}", "null", "A" * 100_000, _deep()):
        yield f"garbage {garbage[:8]!a}", garbage, INVALID
    key, claims = _imported(issuer.private_json), _claims(caller, now)
    for what, slug, change in _changes(int(now.timestamp())):
        yield what, _signed(key, claims | change), slug


def _changes(now: int) -> Iterator[tuple[str, str, dict[str, Any]]]:
    yield "old", "token_expired", {"exp": now - 31}
    yield "at its last second", "token_expired", {"exp": now - 30}
    yield "too early", INVALID, {"nbf": now + 60}
    yield "of the future", INVALID, {"iat": now + 60}
    for far in (now + 12 * 3600 + 1, 1e300, float("inf"), float("nan")):
        yield f"valid until {far}", INVALID, {"exp": far}
    yield "for another house", INVALID, {"aud": "other"}
    yield "of another issuer", INVALID, {"iss": "other"}
    for name in ("exp", "sub", "iss", "aud", "roles"):
        for value in (None, [], {}, 1.5, True, "", "x" * 50_000 if name != "roles" else 7):
            if (name, value) not in (("exp", 1.5), ("exp", True), ("roles", [])):
                yield f"{name} {value!a:.20}", INVALID, {name: value}
    for value in (7, True, [], {}, "", "\x00", "长" * 200):
        yield f"org {value!a:.20}", INVALID, {"org": value}
        yield f"region {value!a:.20}", INVALID, {"region": value}
    for value in ("\x00", "a\nb", "p" * 101, "system:audit", "public"):
        yield f"sub {value!a:.20}", INVALID, {"sub": value}
    for value in (7, [], {}, "\x00", "长" * 200):
        yield f"name {value!a:.20}", INVALID, {"name": value}
    yield "roles [7]", INVALID, {"roles": [7]}
    yield "roles text", INVALID, {"roles": "operator"}
    yield "too many roles", INVALID, {"roles": ["r"] * 1000}


def _claims(caller: Caller, now: datetime) -> dict[str, Any]:
    moment = int(now.timestamp())
    return claims_of(caller) | {
        "iss": DEFAULT_ISSUER, "aud": DEFAULT_AUDIENCE, "iat": moment, "nbf": moment, "exp": moment + 600,
    }  # fmt: skip


@cache
def _other_key() -> ECKey:
    return ECKey.generate_key("P-256")


@cache
def _imported(private_json: str) -> ECKey:
    return ECKey.import_key(json.loads(private_json))


def _signed(key: ECKey, claims: dict[str, Any]) -> str:
    return jwt.encode({"alg": "ES256", "kid": "dev-1"}, claims, key, algorithms=["ES256"])


def _unsigned(claims: dict[str, Any]) -> str:
    return f"{_part({'alg': 'none', 'kid': 'dev-1'})}.{_part(claims)}."


def _confused(issuer: TokenIssuer, claims: dict[str, Any]) -> str:
    public = OctKey.import_key(issuer.jwks.encode())
    return jwt.encode({"alg": "HS256", "kid": "dev-1"}, claims, public, algorithms=["HS256"])


def _deep() -> str:
    deep = base64.urlsafe_b64encode(b"[" * 100_000).rstrip(b"=").decode()
    return f"{deep}.{deep}.AAAA"


def _part(value: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()
