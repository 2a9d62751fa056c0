"""Capacities: nobody gives himself one, and two people give one with power over others."""

import pytest

from services.gateway.domain.grant import Grant
from services.gateway.store.tables import metadata
from services.gateway.usecases import administration, logins
from services.gateway.usecases.administration import NewAccount
from services.gateway.usecases.logins import login_of
from shared.kernel.errors import ZhipingError
from shared.persistence import find
from tests.support.gateway_suite import COMMAND_LINE, FIRST, PASSWORD


def refusal(work, *given, **named):
    with pytest.raises(ZhipingError) as caught:
        work(*given, **named)
    return caught.value.slug


def propose(world, by, account_id, role="unit_clerk", organisation="unit-1", region=None):
    with world.gateway.transaction(by) as tx:
        grant = Grant(tx.new_id(), account_id, role, organisation, None, region, by.person_id, tx.now)
        return grant.id, administration.propose_grant(tx, grant)


def decide(world, by, grant_id, confirmed=True):
    with world.gateway.transaction(by) as tx:
        administration.decide_grant(tx, grant_id, confirmed=confirmed)


def roles(world, account_id):
    return sorted(one.role for one in world.account(account_id).capacities)


@pytest.fixture
def operators(world):
    return world.operator("first", "甲"), world.operator("second", "乙")


def test_an_office_needs_two_people_and_both_stand_in_the_trail(world, operators):
    first, second = operators
    account_id = world.person()
    grant_id, given = propose(world, first, account_id)
    assert not given
    assert roles(world, account_id) == ["applicant"]
    assert refusal(decide, world, first, grant_id) == "grant_needs_another"
    decide(world, second, grant_id)
    assert roles(world, account_id) == ["applicant", "unit_clerk"]
    with world.gateway.database.begin_reading() as connection:
        rows = find(connection, metadata.tables["trail"], subject_id=account_id, order_by=("position",)).all()
    told = [(row.action, str(row.actor)) for row in rows if row.action.startswith("capacity")]
    assert [action for action, _ in told] == ["capacity_proposed", "capacity_granted"]
    assert first.person_id in told[0][1]
    assert second.person_id in told[1][1]


def test_a_supervisor_may_be_the_second_person_and_a_clerk_may_not(world, operators):
    first, _ = operators
    watching = world.caller(world.person("jiandu", "监督", ("supervisor", None, "150400")), "supervisor")
    clerk = world.caller(world.person("clerk", "经办", ("unit_clerk", "unit-1", None)), "unit_clerk")
    account_id = world.person()
    grant_id, _ = propose(world, first, account_id)
    assert refusal(decide, world, clerk, grant_id) == "role_not_allowed"
    assert refusal(propose, world, watching, account_id, "expert", None) == "role_not_allowed"
    decide(world, watching, grant_id)
    assert refusal(decide, world, watching, grant_id) == "grant_decided"


def test_nobody_grants_himself_anything(world, operators):
    first, second = operators
    with world.gateway.reading() as tx:
        own = tx.ports.accounts.of_person(first.person_id).id
        others = tx.ports.accounts.of_person(second.person_id).id
    assert refusal(propose, world, first, own, "expert", None) == "grant_to_oneself"
    grant_id, _ = propose(world, first, others, "publisher", None, "150400")
    assert refusal(decide, world, second, grant_id) == "grant_to_oneself"
    for work in (administration.block, administration.unblock, administration.end_logins):
        with world.gateway.transaction(first) as tx:
            assert refusal(work, tx, own) == "not_on_oneself"


def test_experts_need_no_second_person_and_what_is_held_is_not_given_twice(world, operators):
    first, _ = operators
    account_id = world.person()
    assert propose(world, first, account_id, "expert", None)[1]
    assert refusal(propose, world, first, account_id, "expert", None) == "capacity_held"
    propose(world, first, account_id)
    assert refusal(propose, world, first, account_id) == "grant_open"
    assert refusal(propose, world, first, account_id, "unit_clerk", None) == "organisation_needed"
    assert refusal(propose, world, first, account_id, "publisher", None) == "region_needed"
    assert refusal(propose, world, first, account_id, "system", None) == "role_unknown"


def test_a_rejected_proposal_gives_nothing(world, operators):
    first, second = operators
    account_id = world.person()
    grant_id, _ = propose(world, first, account_id)
    decide(world, second, grant_id, confirmed=False)
    assert roles(world, account_id) == ["applicant"]
    assert refusal(decide, world, second, grant_id) == "grant_decided"


def test_a_capacity_that_is_taken_away_ends_the_logins_that_might_use_it(world, operators):
    first, _ = operators
    account_id = world.person("clerk", "经办", ("unit_clerk", "unit-1", None))
    opened = world.sign_in("clerk")
    clerk = next(one for one in world.account(account_id).capacities if one.role == "unit_clerk")
    with world.gateway.transaction() as tx:
        secret = logins.choose_capacity(tx, login_of(tx, opened.secret), clerk.id)
    with world.gateway.transaction(first) as tx:
        administration.withdraw_capacity(tx, account_id, clerk.id)
    with world.gateway.reading() as tx:
        assert login_of(tx, secret) is None


def test_the_last_operator_stays_and_the_command_line_makes_the_first_two(world):
    only = world.person("first", "甲")
    with world.gateway.transaction(COMMAND_LINE) as tx:
        grant = Grant(tx.new_id(), only, "operator", None, None, None, COMMAND_LINE.person_id, tx.now)
        assert administration.give_first_operator(tx, grant)
        held = next(one for one in tx.ports.accounts.find(only).capacities if one.role == "operator")
        assert refusal(administration.withdraw_capacity, tx, only, held.id) == "last_operator"
    world.operator("second", "乙")
    third = world.person("third", "丙")
    with world.gateway.transaction(COMMAND_LINE) as tx:
        grant = Grant(tx.new_id(), third, "operator", None, None, None, COMMAND_LINE.person_id, tx.now)
        assert refusal(administration.give_first_operator, tx, grant) == "grant_needs_another"


def test_an_operator_resets_a_password_which_is_then_changed(world, operators):
    first, _ = operators
    account_id = world.person()
    opened = world.sign_in()
    administration.reset_password(world.gateway, first, account_id, FIRST)
    with world.gateway.reading() as tx:
        assert login_of(tx, opened.secret) is None
    assert refusal(world.sign_in, password=PASSWORD) == "sign_in_refused"
    assert world.sign_in(password=FIRST).account_id == account_id
    assert world.account(account_id).must_change_password


def test_accounts_have_names_of_their_own(world, operators):
    first, _ = operators
    world.person()
    add = administration.add_account
    assert refusal(add, world.gateway, first, NewAccount("李华", "LIHUA", FIRST)) == "login_name_taken"
    assert refusal(add, world.gateway, first, NewAccount("", "other", FIRST)) == "name_needed"
    applicant = world.caller(world.person("appl"), "applicant")
    assert refusal(add, world.gateway, applicant, NewAccount("李华", "other", FIRST)) == "role_not_allowed"
