"""A stranger brings an identity of his own making: tokens, states, tickets, claims."""

import base64
import hmac
import json
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc.jwk import RSAKey

from services.gateway.adapters.sources import sources_from
from services.gateway.usecases import vouching
from shared.kernel.errors import ZhipingError
from tests.support.gateway_suite import ELSEWHERE, HOME
from tests.support.gateway_suite.attacked import door, reused  # noqa: F401 (fixtures)
from tests.support.gateway_suite.imitations import APP, CLIENT, SECRET, Portal, Provider, served

BACK = "http://127.0.0.1:8080/sign-in/back/prov"


@pytest.fixture(scope="module")
def provider():
    made = Provider()
    with served(made):
        yield made


@pytest.fixture
def portal():
    made = Portal()
    with served(made):
        yield made


@pytest.fixture
def oidc(door, provider):  # noqa: F811
    return connected(door, {"kind": "oidc", "issuer": provider.issuer, "client_id": CLIENT, "client_secret": "s"})


@pytest.fixture
def ticketed(door, portal):  # noqa: F811
    address = {"sign_in_url": f"{portal.issuer}/login", "exchange_url": f"{portal.issuer}/exchange"}
    return connected(door, {"kind": "ticket", "app_id": APP, "app_secret": SECRET, **address})


def connected(door, told):  # noqa: F811
    told = {"name": "prov", "label": "统一身份认证", **told}
    door.gateway.sources = sources_from(json.dumps([told]), door.clock)
    return door


class Trip:
    """To the source and back, in one browser."""

    def __init__(self, door):  # noqa: F811
        self.door = door
        self.url, self.secret = vouching.depart(door.gateway, "prov", BACK, HOME, "/mine")
        self.asked = {name: values[0] for name, values in parse_qs(urlsplit(self.url).query).items()}

    def back(self, secret=None, **answer):
        return vouching.arrive(self.door.gateway, "prov", BACK, answer, secret or self.secret, HOME)


def claims_for(door, provider, trip, **changes):  # noqa: F811
    now = int(door.clock.now().timestamp())
    return {
        "iss": provider.issuer, "aud": CLIENT, "sub": "subject-1", "name": "李华", "nonce": trip.asked["nonce"],
        "iat": now, "exp": now + 300, **changes,
    }  # fmt: skip


def refusal(work, *given, **named):
    with pytest.raises(ZhipingError) as caught:
        work(*given, **named)
    return caught.value.slug


def test_a_good_token_lets_in_and_the_code_went_with_its_verifier(oidc, provider):
    trip = Trip(oidc)
    provider.id_token = provider.sign(claims_for(oidc, provider, trip))
    opened = trip.back(code="c", state=trip.asked["state"])
    assert opened.next_path == "/mine"
    assert (trip.asked["code_challenge_method"], trip.asked["response_type"]) == ("S256", "code")
    assert len(provider.form["code_verifier"]) == 64
    assert [one.role for one in oidc.account(opened.account_id).capacities] == ["applicant"]


@pytest.mark.parametrize("forged", [
    {"aud": "another-client"}, {"iss": "https://evil.example"}, {"nonce": "another"}, {"exp": 1}, {"exp": None},
    {"iat": 99999999999}, {"aud": [CLIENT, "another"]}, {"azp": "another"}, {"sub": None}, {"sub": ""}, {"sub": 7},
    {"sub": "x" * 101}, {"nonce": None}, {"name": "two\nlines"},
], ids=str)  # fmt: skip
def test_claims_that_are_not_for_this_door_let_nobody_in(oidc, provider, forged):
    trip = Trip(oidc)
    told = {name: value for name, value in claims_for(oidc, provider, trip, **forged).items() if value is not None}
    provider.id_token = provider.sign(told)
    assert refusal(trip.back, code="c", state=trip.asked["state"]) in ("identity_refused", "identity_malformed")
    assert oidc.log() == []


def test_signatures_that_are_not_the_providers_let_nobody_in(oidc, provider):
    stranger = RSAKey.generate_key(2048, {"kid": provider.key.kid}, private=True)
    forged = {
        "wrong key": lambda told: provider.sign(told, stranger),
        "shared secret": lambda told: _under_the_public_key(provider, told),
        "none": _unsigned,
        "key of the token's own": lambda told: provider.sign(told, stranger, jwk=stranger.as_dict(private=False)),
        "cut": lambda told: provider.sign(told)[:-8],
        "empty": lambda told: "",
    }
    for name, make in forged.items():
        trip = Trip(oidc)
        provider.id_token = make(claims_for(oidc, provider, trip))
        assert refusal(trip.back, code="c", state=trip.asked["state"]) == "identity_refused", name
    assert oidc.log() == []


def _unsigned(told):
    return f"{_part({'alg': 'none'})}.{_part(told)}."


def _under_the_public_key(provider, told):
    """What a verifier would take that confuses a public key with a shared secret."""
    content = f"{_part({'alg': 'HS256', 'kid': provider.key.kid})}.{_part(told)}"
    signature = hmac.digest(provider.key.as_pem(private=False), content.encode(), "sha256")
    return f"{content}.{_coded(signature)}"


def _part(content):
    return _coded(json.dumps(content).encode())


def _coded(content):
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def test_a_state_counts_once_and_in_its_own_browser(oidc, provider):
    mine, others = Trip(oidc), Trip(oidc)
    provider.id_token = provider.sign(claims_for(oidc, provider, mine))
    assert refusal(mine.back, code="c", state=others.asked["state"]) == "step_over"
    assert refusal(mine.back, code="c", state=mine.asked["state"]) == "step_over", "a wrong answer ends it"
    again = Trip(oidc)
    provider.id_token = provider.sign(claims_for(oidc, provider, again))
    assert refusal(again.back, secret=others.secret, code="c", state=again.asked["state"]) == "step_over"
    assert again.back(code="c", state=again.asked["state"]).secret
    assert refusal(again.back, code="c", state=again.asked["state"]) == "step_over"


def test_an_answer_after_its_time_or_of_another_issuer_counts_for_nothing(oidc, provider):
    late = Trip(oidc)
    oidc.later(minutes=10)
    assert refusal(late.back, code="c", state=late.asked["state"]) == "step_over"
    mixed = Trip(oidc)
    answer = {"code": "c", "state": mixed.asked["state"], "iss": "https://evil.example"}
    assert refusal(mixed.back, **answer) == "identity_refused"
    failed = Trip(oidc)
    assert refusal(failed.back, error="access_denied", state=failed.asked["state"]) == "identity_refused"


def test_claims_give_no_office_that_the_site_has_not_named(oidc, provider):
    trip = Trip(oidc)
    told = claims_for(
        oidc, provider, trip, roles=["operator", "unit_clerk", "publisher"], org="unit-1", region="150400"
    )
    provider.id_token = provider.sign(told)
    opened = trip.back(code="c", state=trip.asked["state"])
    assert [one.role for one in oidc.account(opened.account_id).capacities] == ["applicant"]


def test_a_flood_of_departures_keeps_few_steps(oidc):
    slugs = []
    for _ in range(100):
        try:
            vouching.depart(oidc.gateway, "prov", BACK, ELSEWHERE, "/")
        except ZhipingError as error:
            slugs.append(error.slug)
    assert slugs == ["too_many_attempts"] * 80
    assert Trip(oidc).url


def test_a_ticket_is_shown_once_even_where_the_portal_forgets_that(ticketed, portal):
    person = {"userId": "u-1", "userName": "李华", "verified": True}
    first = Trip(ticketed)
    portal.people["t-1"] = person
    state = parse_qs(urlsplit(first.asked["goto"]).query)["state"][0]
    assert first.back(ticket="t-1", state=state).secret
    again = Trip(ticketed)
    portal.people["t-1"] = person
    state = parse_qs(urlsplit(again.asked["goto"]).query)["state"][0]
    assert refusal(again.back, ticket="t-1", state=state) == "identity_refused"


def test_a_ticket_without_a_state_signs_nobody_in(ticketed, portal):
    portal.people["t-1"] = {"userId": "u-1", "userName": "李华"}
    assert refusal(Trip(ticketed).back, ticket="t-1") == "step_over"
    assert portal.asked == []


def test_whoever_answers_in_the_portals_place_without_its_secret_is_not_believed(ticketed, portal):
    portal.spoiled = True
    portal.people["t-1"] = {"userId": "u-1", "userName": "李华"}
    trip = Trip(ticketed)
    state = parse_qs(urlsplit(trip.asked["goto"]).query)["state"][0]
    assert refusal(trip.back, ticket="t-1", state=state) == "identity_refused"


GOOD = {"kind": "oidc", "name": "prov", "label": "l", "issuer": "https://i", "client_id": "c", "client_secret": "s"}


@pytest.mark.parametrize("told", [
    [GOOD | {"issuer": "http://idp.example"}], [GOOD | {"algorithms": ["none"]}], [GOOD | {"algorithms": ["HS256"]}],
    [GOOD | {"algorithms": []}], [GOOD | {"roles": {"x": "system"}}], [GOOD | {"name": "password"}], [GOOD, GOOD],
    [{"kind": "saml", "name": "prov"}], [{"kind": "oidc"}], [GOOD | {"unknown": 1}], "[",
], ids=range(11))  # fmt: skip
def test_settings_that_would_believe_too_much_are_refused_at_the_start(door, told):  # noqa: F811
    with pytest.raises(ValueError, match="ZHIPING_DOOR_SOURCES"):
        sources_from(json.dumps(told), door.clock)
