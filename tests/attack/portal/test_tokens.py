"""A portal signs tokens for its users: one that never ends, one of tomorrow, one that was taken back.

And a key set that a portal hands over with more in it than it should give away.
"""

import json
from datetime import datetime, timedelta

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey
from typer.testing import CliRunner

from infra.commands import keys
from services.audit.bootstrap import bootstrap
from shared.kernel.caller import Caller
from shared.kernel.clock import ZONE, VirtualClock
from shared.kernel.errors import ZhipingError
from shared.kernel.settings import Settings
from shared.persistence import migrate
from shared.security import TokenIssuer
from shared.security.tokens import claims_of
from tests.support.stages import KEYRING

CLERK = Caller("p-1", "王某", "o-1", frozenset({"hr_clerk"}), "150402")
PORTAL = ECKey.generate_key("P-256", {"kid": "portal", "use": "sig", "alg": "ES256"}, private=True)


class Door:
    """The audit service, twice, as two replicas on one database; the portal's public key is known."""

    def __init__(self, folder):
        self.url = f"sqlite:///{folder}/audit.db"
        migrate("audit", self.url)
        self.clock = VirtualClock(datetime(2026, 6, 1, 9, tzinfo=ZONE))
        jwks = json.dumps({"keys": [PORTAL.as_dict(private=False)]})
        settings = Settings(
            database_url=self.url, jwks=jwks, storage_url=f"dir://{folder}/files?durable=no", keyring=KEYRING
        )
        self.replicas = [bootstrap(settings, self.clock) for _ in range(2)]

    def signed(self, **changes):
        """A token of the portal; `changes` in seconds from now where they are numbers."""
        now = int(self.clock.now().timestamp())
        claims = {
            **claims_of(CLERK),
            "iss": "zhiping-idp",
            "aud": "zhiping",
            "iat": 0,
            "nbf": 0,
            "exp": 600,
            "jti": "t",
        }
        claims |= changes
        claims = {name: now + value if isinstance(value, int) else value for name, value in claims.items()}
        return jwt.encode({"alg": "ES256", "kid": "portal"}, {k: v for k, v in claims.items() if v is not None}, PORTAL)

    def lets_in(self, token):
        """Whether each replica does, looking at what was revoked now."""
        return [self._lets_in(app, token) for app in self.replicas]

    def _lets_in(self, app, token):
        if list_of := getattr(app.verifier, "_revocations", None):
            list_of.look_again()
        try:
            return app.verifier.verify(token).person_id
        except ZhipingError as error:
            return error.slug

    def revoke(self, *arguments):
        """What the operator calls."""
        done = CliRunner().invoke(keys.app, ["revoke", "--service", "audit", "--url", self.url, *arguments])
        assert done.exit_code == 0, done.output

    def close(self):
        for app in self.replicas:
            app.close()


@pytest.fixture
def door(tmp_path):
    made = Door(tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize(
    "changes",
    [
        {"exp": 50 * 365 * 86_400},
        {"exp": 12 * 3600 + 1},
        {"iat": None, "nbf": None, "exp": 13 * 3600},
        {"iat": -12 * 3600, "nbf": -12 * 3600, "exp": 1},
        {"iat": 0, "nbf": -30 * 86_400},
        {"exp": float("inf")},
        {"exp": float("nan")},
    ],
)
def test_a_token_that_does_not_end_opens_nothing(door, changes):
    assert door.lets_in(door.signed(**changes)) == ["token_invalid"] * 2


def test_a_day_of_work_is_no_endless_token(door):
    assert door.lets_in(door.signed(exp=12 * 3600)) == ["p-1"] * 2


@pytest.mark.parametrize("changes", [{"iat": 3600}, {"nbf": 3600}])
def test_a_token_of_tomorrow_opens_nothing_today(door, changes):
    assert door.lets_in(door.signed(**changes)) == ["token_invalid"] * 2


def test_a_revoked_token_is_forgotten_by_every_replica(door):
    token, other = door.signed(), door.signed(jti="u")
    assert door.lets_in(token) == ["p-1"] * 2  # and now they remember it
    door.revoke("--token-id", "t")
    assert door.lets_in(token) == ["token_invalid"] * 2
    assert door.lets_in(other) == ["p-1"] * 2


def test_a_person_who_left_is_out_with_all_his_tokens_and_comes_back_with_a_new_one(door, monkeypatch):
    old, without_issue = door.signed(), door.signed(iat=None, nbf=None)
    assert door.lets_in(old) == ["p-1"] * 2
    at = door.clock.now() + timedelta(minutes=1)
    monkeypatch.setattr("shared.kernel.clock.clock_from", lambda _: VirtualClock(at))
    door.revoke("--person", "p-1")
    assert door.lets_in(old) == door.lets_in(without_issue) == ["token_invalid"] * 2
    door.clock.advance(timedelta(minutes=2))
    assert door.lets_in(door.signed(jti="v")) == ["p-1"] * 2
    assert door.lets_in(old) == ["token_invalid"] * 2


@pytest.mark.parametrize(
    "key",
    [
        ECKey.generate_key("P-256", {"kid": "leaked"}, private=True).as_dict(private=True),
        OKPKey.generate_key("Ed25519", {"kid": "leaked"}, private=True).as_dict(private=True),
        RSAKey.generate_key(2048, {"kid": "leaked"}, private=True).as_dict(private=True),
        OctKey.generate_key(256, {"kid": "leaked"}).as_dict(private=True),
    ],
    ids=["ES256", "Ed25519", "RSA", "shared secret"],
)
def test_a_key_set_that_can_sign_is_refused_at_the_start(tmp_path, key):
    public = PORTAL.as_dict(private=False)
    jwks = json.dumps({"keys": [public, key]})
    settings = Settings(database_url=f"sqlite:///{tmp_path}/audit.db", jwks=jwks, keyring=KEYRING)
    with pytest.raises(ValueError, match="key leaked can sign tokens") as refused:
        bootstrap(settings, VirtualClock(datetime(2026, 6, 1, 9, tzinfo=ZONE)))
    assert str(key.get("d") or key.get("k")) not in str(refused.value)


def test_the_log_says_why_and_never_with_what(door, capsys):
    tokens = {
        "bad_signature": TokenIssuer(door.clock, _other_key()).issue(CLERK),
        "too_long_lifetime": door.signed(exp=10**9),
        "not_yet_valid": door.signed(nbf=3600),
        "wrong_issuer": door.signed(iss="somebody"),
        "expired": door.signed(iat=-900, nbf=-900, exp=-300),
    }
    for cause, token in tokens.items():
        door.lets_in(token)
        said = "".join(capsys.readouterr())
        assert f"cause={cause}" in said.replace("'", "").replace('"', "").replace(": ", "="), said
        assert token not in said
        assert token.split(".")[1][:40] not in said


def _other_key():
    return json.dumps(
        ECKey.generate_key("P-256", {"kid": "portal", "alg": "ES256"}, private=True).as_dict(private=True)
    )
