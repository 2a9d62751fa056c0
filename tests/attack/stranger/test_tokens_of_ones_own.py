"""A stranger signs his own tokens: with a key that he sends along, one that he says where to fetch, or none."""

import json
from datetime import timedelta

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey

from shared.kernel.clock import VirtualClock
from shared.kernel.errors import ZhipingError
from shared.security import TokenIssuer, TokenVerifier
from shared.security.tokens import claims_of
from tests.support.declaration_suite import people


@pytest.fixture
def clock():
    return VirtualClock(people.OPENING)


def claims(clock):
    now = int(clock.now().timestamp())
    lasting = int(timedelta(hours=1).total_seconds())
    return {**claims_of(people.UNIT_CLERK), "iss": "zhiping-idp", "aud": "zhiping", "nbf": now, "exp": now + lasting}


@pytest.mark.parametrize("sent_along", ["jwk", "jku", "x5u"])
def test_a_key_that_comes_with_the_token_is_nobodys(clock, sent_along):
    verifier = TokenVerifier(TokenIssuer(clock).jwks, clock)
    mine = ECKey.generate_key("P-256", {"kid": "mine"}, private=True)
    told = {"jwk": mine.as_dict(private=False)}.get(sent_along, "https://stranger.example/keys.json")
    token = jwt.encode({"alg": "ES256", "kid": "dev-1", sent_along: told}, claims(clock), mine)
    with pytest.raises(ZhipingError) as refused:
        verifier.verify(token)
    assert refused.value.slug == "token_invalid"


def test_the_public_key_is_no_shared_secret(clock):
    issuer = TokenIssuer(clock)
    public = json.dumps(json.loads(issuer.jwks)["keys"][0])
    token = jwt.encode({"alg": "HS256", "kid": "dev-1"}, claims(clock), OctKey.import_key(public))
    with pytest.raises(ZhipingError) as refused:
        TokenVerifier(issuer.jwks, clock).verify(token)
    assert refused.value.slug == "token_invalid"
