"""Portals' own bearers: what they may call, in whose name, until when."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from services.gateway.domain.service_account import PortalScope
from services.gateway.http.bearer import client_for
from services.gateway.service import create_app
from services.gateway.usecases import service_accounts
from shared.kernel.caller import Caller
from shared.kernel.errors import ZhipingError

YEAR = timedelta(days=365)
AS_ITSELF = PortalScope(("declaration.list_plans", "audit.*"), "unit_clerk", "unit-1")
FOR_PERSONS = PortalScope(("declaration.*",), None, "unit-1")


@dataclass(frozen=True)
class Method:
    full_name: str


def refusal(work, *given, **named):
    with pytest.raises(ZhipingError) as caught:
        work(*given, **named)
    return caught.value.slug


@pytest.fixture
def operator(world):
    return world.operator("yunwei")


def add(world, operator, scope, name="某门户", lasts=YEAR):
    with world.gateway.transaction(operator) as tx:
        return service_accounts.add(tx, name, scope, lasts)


def token(world, bearer, method, person=None):
    """With which token the services would be called."""
    return client_for(world.gateway, f"Bearer {bearer}", Method(method), person).client.token


def person_token(world, organisation="unit-1"):
    return world.issuer.issue(Caller("p-1", "李华", organisation, frozenset({"unit_clerk"})), timedelta(minutes=5))


def test_a_portal_acts_as_itself_in_its_role_and_organisation(world, operator):
    account_id, bearer = add(world, operator, AS_ITSELF)
    caller = world.gateway.verifier.verify(token(world, bearer, "audit.list_cases"))
    assert (caller.person_id, caller.roles) == (f"portal:{account_id}", frozenset({"unit_clerk"}))
    assert caller.organisation_id == "unit-1"
    assert token(world, bearer, "declaration.list_plans")


def test_what_a_scope_does_not_cover_is_refused_in_words(world, operator):
    _, own = add(world, operator, AS_ITSELF)
    _, handing_on = add(world, operator, FOR_PERSONS, "另一门户")
    assert refusal(token, world, own, "declaration.submit_declaration") == "scope_lacks_method"
    assert refusal(token, world, own, "audit.list_cases", person_token(world)) == "scope_not_for_persons"
    assert refusal(token, world, handing_on, "declaration.list_plans") == "scope_needs_person"
    elsewhere = person_token(world, "unit-2")
    assert refusal(token, world, handing_on, "declaration.list_plans", elsewhere) == "scope_lacks_organisation"
    assert refusal(token, world, handing_on, "declaration.list_plans", "no.token.this") == "token_invalid"
    mine = person_token(world)
    assert token(world, handing_on, "declaration.list_plans", mine) == mine


def test_a_bearer_is_shown_once_and_kept_as_a_digest(world, operator):
    _, bearer = add(world, operator, AS_ITSELF)
    with world.gateway.database.begin_reading() as connection:
        kept = connection.exec_driver_sql("SELECT id, digest FROM service_secrets").one()
    assert bearer.split("_", 2)[2] not in f"{kept}"
    assert world.trail()[-1] == "service_account_made"


def test_a_successor_counts_beside_the_old_secret_for_a_while(world, operator):
    account_id, old = add(world, operator, AS_ITSELF)
    with world.gateway.transaction(operator) as tx:
        new = service_accounts.renew_secret(tx, account_id, timedelta(hours=24))
    assert token(world, old, "audit.x")
    assert token(world, new, "audit.x")
    world.later(hours=24)
    assert refusal(token, world, old, "audit.x") == "service_token_invalid"
    assert token(world, new, "audit.x")


def test_no_more_than_two_secrets_count_at_once(world, operator):
    account_id, first = add(world, operator, AS_ITSELF)
    with world.gateway.transaction(operator) as tx:
        second = service_accounts.renew_secret(tx, account_id)
    world.later(seconds=1)
    with world.gateway.transaction(operator) as tx:
        third = service_accounts.renew_secret(tx, account_id)
    assert refusal(token, world, first, "audit.x") == "service_token_invalid"
    assert token(world, second, "audit.x")
    assert token(world, third, "audit.x")


def test_whoever_is_revoked_or_expired_calls_nothing(world, operator):
    account_id, revoked = add(world, operator, AS_ITSELF)
    _, short = add(world, operator, AS_ITSELF, "短期门户", timedelta(days=1))
    with world.gateway.transaction(operator) as tx:
        service_accounts.revoke(tx, account_id)
    assert refusal(token, world, revoked, "audit.x") == "service_token_invalid"
    world.later(days=1)
    assert refusal(token, world, short, "audit.x") == "service_token_invalid"
    for wrong in ("zps_", "zps_x_y", short[:-1] + "!", f"zps_{'0' * 32}_{'A' * 43}"):
        assert refusal(token, world, wrong, "audit.x") in ("service_token_invalid", "token_invalid")


def test_only_an_operator_makes_one_and_none_is_an_operator(world, operator):
    applicant = world.caller(world.person(), "applicant")
    assert refusal(add, world, applicant, AS_ITSELF) == "role_not_allowed"
    assert refusal(PortalScope, ("audit.*",), "operator") == "role_unknown"
    assert refusal(PortalScope, ("audit",), "expert") == "scope_methods_malformed"
    assert refusal(add, world, operator, AS_ITSELF, "名", timedelta(days=401)) == "expiry_out_of_range"
    add(world, operator, AS_ITSELF)
    assert refusal(add, world, operator, AS_ITSELF) == "service_account_name_taken"


def test_a_persons_own_token_is_handed_on_and_nobody_is_nobody(world):
    assert client_for(world.gateway, None, Method("audit.x")).client.token is None
    assert client_for(world.gateway, "bearer ey.a.b", Method("audit.x")).client.token == "ey.a.b"
    assert refusal(client_for, world.gateway, "Basic eDp5", Method("audit.x")) == "token_invalid"


def test_over_http_a_portal_hands_on_the_token_of_the_person(world, operator):
    _, bearer = add(world, operator, FOR_PERSONS)
    client = create_app(world.gateway).test_client()

    def asked(said, **person):
        answer = client.get("/api/v1/plans", headers={"Authorization": f"Bearer {said}", **person})
        return answer.status_code, answer.get_json().get("slug")

    assert asked(bearer, **{"Zhiping-Person-Token": person_token(world)}) == (200, None)
    assert asked(bearer) == (403, "scope_needs_person")
    assert asked(bearer, **{"Zhiping-Person-Token": person_token(world, "unit-2")}) == (403, "scope_lacks_organisation")
    assert asked(bearer, **{"Zhiping-Person-Token": "no.token.this"}) == (401, "token_invalid")
    assert asked(f"{bearer[:-4]}AAAA") == (401, "service_token_invalid")
