"""Tokens: who is accepted, and for how long by which clock."""

import base64
import json
from datetime import datetime, timedelta

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, OKPKey

from shared.kernel.caller import Caller
from shared.kernel.clock import ZONE, VirtualClock
from shared.kernel.errors import ZhipingError
from shared.security import TokenIssuer, TokenVerifier

CLERK = Caller("p-1", "李四", "org-1", frozenset({"unit_clerk", "expert"}), "150402")


@pytest.fixture
def clock():
    return VirtualClock(datetime(2026, 5, 8, 9, tzinfo=ZONE))


@pytest.fixture
def issuer(clock):
    return TokenIssuer(clock)


@pytest.fixture
def verifier(clock, issuer):
    return TokenVerifier(issuer.jwks, clock)


def refusal(verifier, token):
    with pytest.raises(ZhipingError) as caught:
        verifier.verify(token)
    assert caught.value.kind.value == "forbidden"
    return caught.value.slug


def test_a_token_yields_the_caller_it_was_issued_for(issuer, verifier):
    assert verifier.verify(issuer.issue(CLERK)) == CLERK


@pytest.mark.parametrize("token", [None, ""])
def test_no_token_is_reported_as_missing(verifier, token):
    assert refusal(verifier, token) == "token_missing"


def test_a_token_expires_by_the_injected_clock_remembered_or_not(clock, issuer, verifier):
    remembered, fresh = (issuer.issue(CLERK, timedelta(minutes=number)) for number in (30, 31))
    verifier.verify(remembered)
    clock.advance(timedelta(minutes=31, seconds=30))
    assert refusal(verifier, remembered) == "token_expired"
    assert refusal(verifier, fresh) == "token_expired"


def test_a_token_is_not_valid_before_its_time(issuer, verifier, clock):
    later = VirtualClock(clock.now() + timedelta(hours=1))
    token = TokenIssuer(later, issuer.private_json).issue(CLERK)
    assert refusal(verifier, token) == "token_invalid"
    clock.advance(timedelta(hours=2))
    assert verifier.verify(token) == CLERK


def test_clocks_may_differ_a_little(issuer, verifier, clock):
    ahead = VirtualClock(clock.now() + timedelta(seconds=20))
    assert verifier.verify(TokenIssuer(ahead, issuer.private_json).issue(CLERK)) == CLERK
    short = issuer.issue(CLERK, timedelta(minutes=5))
    clock.advance(timedelta(minutes=5, seconds=20))
    assert verifier.verify(short) == CLERK
    clock.advance(timedelta(seconds=20))
    assert refusal(verifier, short) == "token_expired"


def test_a_token_of_another_key_is_invalid(clock, verifier):
    assert refusal(verifier, TokenIssuer(clock).issue(CLERK)) == "token_invalid"


def test_without_keys_every_token_is_invalid(clock, issuer):
    assert refusal(TokenVerifier('{"keys": []}', clock), issuer.issue(CLERK)) == "token_invalid"


@pytest.mark.parametrize(
    ("cause", "kid", "changes"),
    [
        ("expired", "dev-1", {"exp": -60}),
        ("not_yet_valid", "dev-1", {"nbf": 60}),
        ("not_yet_valid", "dev-1", {"iat": 60}),
        ("wrong_issuer", "dev-1", {"iss": "somebody-else"}),
        ("wrong_audience", "dev-1", {"aud": ["another-system"]}),
        ("unknown_key", "dev-2", {}),
        ("too_long_lifetime", "dev-1", {"iat": 0, "exp": 43201}),
        ("malformed", "dev-1", {"roles": "operator"}),
    ],
)
def test_operators_learn_the_cause_and_nobody_else(clock, issuer, cause, kid, changes):
    told, now = [], int(clock.now().timestamp())
    changes = {name: now + value if isinstance(value, int) else value for name, value in changes.items()}
    key = ECKey.import_key(json.loads(issuer.private_json))
    token = jwt.encode({"alg": "ES256", "kid": kid}, _claims(clock, **changes), key)
    verifier = TokenVerifier(issuer.jwks, clock, on_refusal=told.append)
    assert refusal(verifier, token) == ("token_expired" if cause == "expired" else "token_invalid")
    assert told == [cause]


def test_the_cause_of_a_foreign_signature(clock, issuer):
    told = []
    refusal(TokenVerifier(issuer.jwks, clock, on_refusal=told.append), TokenIssuer(clock).issue(CLERK))
    assert told == ["bad_signature"]


@pytest.mark.parametrize("wrong", [{"issuer": "somebody-else"}, {"audience": "another-system"}])
def test_a_token_for_another_system_is_invalid(clock, issuer, verifier, wrong):
    assert refusal(verifier, TokenIssuer(clock, issuer.private_json, **wrong).issue(CLERK)) == "token_invalid"


def test_an_edited_token_is_invalid(issuer, verifier):
    head, body, signature = issuer.issue(CLERK).split(".")
    claims = json.loads(base64.urlsafe_b64decode(body + "=="))
    claims["roles"] = ["operator"]
    edited = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    assert refusal(verifier, f"{head}.{edited}.{signature}") == "token_invalid"


@pytest.mark.parametrize("junk", ["abc", "a.b.c", "..", "x" * 5000])
def test_junk_is_invalid(verifier, junk):
    assert refusal(verifier, junk) == "token_invalid"


def _claims(clock, **changes):
    times = {"exp": int(clock.now().timestamp()) + 60}
    return {"sub": "p", "iss": "zhiping-idp", "aud": "zhiping", "roles": [], **times, **changes}


def test_an_unsigned_token_and_a_shared_secret_are_invalid(clock, issuer, verifier):
    unsigned = ".".join(
        base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")
        for part in ({"alg": "none"}, _claims(clock))
    )
    shared = jwt.encode({"alg": "HS256"}, _claims(clock), OctKey.import_key(b"s" * 32))
    assert refusal(verifier, unsigned + ".") == "token_invalid"
    assert refusal(verifier, shared) == "token_invalid"


@pytest.mark.parametrize(
    "changes", [{"roles": "operator"}, {"roles": [1]}, {"roles": None}, {"sub": None}, {"exp": None}]
)
def test_claims_of_a_wrong_shape_are_invalid(clock, issuer, verifier, changes):
    key = ECKey.import_key(json.loads(issuer.private_json))
    token = jwt.encode({"alg": "ES256", "kid": "dev-1"}, _claims(clock, **changes), key)
    assert refusal(verifier, token) == "token_invalid"


def test_an_ed25519_key_of_a_portal_is_accepted(clock):
    key = OKPKey.generate_key("Ed25519", {"kid": "portal"}, private=True)
    token = jwt.encode({"alg": "Ed25519", "kid": "portal"}, _claims(clock, name="n"), key, algorithms=["Ed25519"])
    verifier = TokenVerifier({"keys": [key.as_dict(private=False)]}, clock)
    assert verifier.verify(token).person_id == "p"


def test_the_public_keys_hold_no_private_part(issuer):
    assert "d" not in json.loads(issuer.jwks)["keys"][0]


def test_the_memory_of_verified_tokens_is_bounded(monkeypatch, clock, issuer, verifier):
    monkeypatch.setattr("shared.security.tokens.CACHE_SIZE", 3)
    for _ in range(5):
        verifier.verify(issuer.issue(CLERK))
    assert len(verifier._seen) == 3
