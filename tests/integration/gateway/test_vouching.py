"""Who comes from an identity source: an account at the first sign-in, capacities as the source gives and takes them."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from services.gateway.adapters.sources import sources_from
from services.gateway.domain.account import Capacity
from services.gateway.usecases import administration, vouching
from shared.kernel.errors import ZhipingError
from shared.kernel.ids import new_id
from shared.security import blind_index
from tests.support.gateway_suite import COMMAND_LINE, HOME
from tests.support.gateway_suite.attacked import door, reused  # noqa: F401 (fixtures)
from tests.support.gateway_suite.imitations import APP, CLIENT, SECRET, Portal, Provider, served

BACK = "https://zc.example.cn/sign-in/back/prov"
NUMBER = "150402199003070013"
CORPORATE = {
    "userId": "legal-1", "userName": "赤峰市第一中学", "verified": True,
    "corporations": [
        {"organisationId": "unit-1", "name": "赤峰市第一中学", "roles": ["AGENT"]},
        {"organisationId": "unit-2", "name": "赤峰市第二中学", "roles": ["AGENT", "AUDITOR"]},
    ],
}  # fmt: skip


@pytest.fixture
def world(door):  # noqa: F811
    return door


@pytest.fixture
def portal():
    made = Portal()
    with served(made):
        yield made


@pytest.fixture
def ticketed(world, portal):
    told = {
        "kind": "ticket", "name": "prov", "label": "政务服务网", "sign_in_url": f"{portal.issuer}/login?lang=zh",
        "exchange_url": f"{portal.issuer}/exchange", "app_id": APP, "app_secret": SECRET, "numbers": True,
        "roles": {"AGENT": "unit_clerk"},
    }  # fmt: skip
    world.gateway.sources = sources_from(json.dumps([told]), world.clock)
    return world


def come(world, portal, person):
    """Sign in by the portal as this person; the account."""
    url, secret = vouching.depart(world.gateway, "prov", BACK, HOME, "/mine")
    asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    assert asked["appId"] == APP
    assert asked["lang"] == "zh"
    ticket = new_id()
    portal.people[ticket] = person
    state = parse_qs(urlsplit(asked["goto"]).query)["state"][0]
    answer = {"ticket": ticket, "state": state}
    opened = vouching.arrive(world.gateway, "prov", BACK, answer, secret, HOME)
    return world.account(opened.account_id)


def held(account):
    return {(one.role, one.organisation_id) for one in account.capacities}


def test_an_unknown_person_gets_an_account_as_an_applicant(ticketed, portal):
    person = {"userId": "u-1", "userName": "李华", "certNo": NUMBER, "verified": True}
    account = come(ticketed, portal, person)
    assert (account.name, held(account)) == ("李华", {("applicant", None)})
    assert account.caller(account.capacities[0]).id_number_index == blind_index(NUMBER)
    assert come(ticketed, portal, person).id == account.id
    assert ticketed.trail().count("account_made") == 1
    assert ticketed.log(account.id) == [("prov", "signed_in")] * 2


def test_a_number_that_the_portal_has_not_verified_says_nothing(ticketed, portal):
    for number, verified in enumerate((False, None, "true", 1)):
        person = {"userId": f"u-{number}", "userName": "李华", "certNo": NUMBER, "verified": verified}
        assert come(ticketed, portal, person).id_number_index is None


def test_a_corporate_account_chooses_its_organisation(ticketed, portal):
    account = come(ticketed, portal, CORPORATE)
    assert held(account) == {("applicant", None), ("unit_clerk", "unit-1"), ("unit_clerk", "unit-2")}
    assert account.capacity(None) is None, "he has to choose"


def test_what_a_source_gives_it_takes_and_what_an_administrator_gave_stays(ticketed, portal):
    account = come(ticketed, portal, CORPORATE)
    with ticketed.gateway.transaction(COMMAND_LINE) as tx:
        tx.ports.accounts.add_capacity(account.id, Capacity(new_id(), "expert"))
    fewer = CORPORATE | {"corporations": CORPORATE["corporations"][1:]}
    assert held(come(ticketed, portal, fewer)) == {("applicant", None), ("unit_clerk", "unit-2"), ("expert", None)}
    assert ticketed.trail()[-1] == "capacity_withdrawn"


def test_a_blocked_account_stays_outside_whoever_vouches(ticketed, portal):
    account = come(ticketed, portal, CORPORATE)
    with ticketed.gateway.transaction(COMMAND_LINE) as tx:
        administration.block(tx, account.id)
    with pytest.raises(ZhipingError, match="account_blocked"):
        come(ticketed, portal, CORPORATE)
    assert ticketed.log(account.id)[-1] == ("prov", "blocked")


def test_no_source_takes_over_an_account_that_there_was_before(world):
    provider = Provider("ES256")
    with served(provider):
        told = {
            "kind": "oidc", "name": "prov", "label": "登录", "issuer": provider.issuer, "client_id": CLIENT,
            "client_secret": "s", "person_claim": "sub",
        }  # fmt: skip
        world.gateway.sources = sources_from(json.dumps([told]), world.clock)
        before = world.account(world.person())
        with pytest.raises(ZhipingError, match="person_known_elsewhere"):
            _arrive(world, provider, before.person_id)
        account = _arrive(world, provider, "person-of-the-portal")
        assert account.person_id == "person-of-the-portal"


@pytest.mark.filterwarnings("ignore:EdDSA is deprecated")
@pytest.mark.parametrize("algorithm", ["RS256", "ES256", "EdDSA"])
def test_each_allowed_algorithm_is_understood_and_a_name_may_come_from_userinfo(world, algorithm):
    provider = Provider(algorithm)
    with served(provider):
        told = {"kind": "oidc", "name": "prov", "label": "登录", "issuer": provider.issuer, "client_id": CLIENT,
                "client_secret": "s"}  # fmt: skip
        world.gateway.sources = sources_from(json.dumps([told]), world.clock)
        provider.userinfo = {"sub": "subject-1", "name": "王芳"}
        assert _arrive(world, provider, "subject-1").name == "王芳"


def _arrive(world, provider, subject):
    url, secret = vouching.depart(world.gateway, "prov", BACK, HOME, "/")
    asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    now = int(world.clock.now().timestamp())
    told = {"iss": provider.issuer, "aud": CLIENT, "sub": subject, "nonce": asked["nonce"], "iat": now, "exp": now + 60}
    provider.userinfo = {"sub": subject, "name": "王芳"}
    provider.id_token = provider.sign(told)
    answer = {"code": "c", "state": asked["state"]}
    return world.account(vouching.arrive(world.gateway, "prov", BACK, answer, secret, HOME).account_id)
