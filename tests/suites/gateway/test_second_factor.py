"""The second factor: codes that count once, recovery codes, and who may take it away."""

import pyotp
import pytest

from services.gateway.usecases import administration, own_account, signing_in
from services.gateway.usecases.logins import login_of
from services.gateway.usecases.signing_in import CodeWanted
from shared.kernel.errors import ZhipingError
from tests.support.gateway_suite import HOME, PASSWORD


@pytest.fixture
def person(world):
    """Somebody with a second factor: his account, how to make a code, and his recovery codes."""
    account_id = world.person()
    secret = world.sign_in().secret
    with world.gateway.transaction() as tx:
        found = login_of(tx, secret)
        own_account.begin_second_factor(tx, found)
        factor, name = own_account.pending_second_factor(tx, found)
        assert name == "lihua"
        codes = own_account.confirm_second_factor(tx, found, code_of(world, factor.secret))
    world.later(seconds=30)
    return account_id, factor.secret, codes


def code_of(world, secret):
    return pyotp.TOTP(secret).at(int(world.clock.now().timestamp()))


def refusal(work, *given):
    with pytest.raises(ZhipingError) as caught:
        work(*given)
    return caught.value.slug


def by_code(world, step, code):
    return signing_in.by_code(world.gateway, step.secret, code, HOME)


def test_the_password_alone_opens_nothing(world, person):
    account_id, secret, _ = person
    step = world.sign_in()
    assert isinstance(step, CodeWanted)
    with world.gateway.reading() as tx:
        assert login_of(tx, step.secret) is None
    opened = by_code(world, step, code_of(world, secret))
    with world.gateway.reading() as tx:
        assert login_of(tx, opened.secret).account.id == account_id
    assert world.log(account_id)[-1] == ("code", "signed_in")


def test_a_code_counts_once_and_so_does_a_step(world, person):
    _, secret, _ = person
    code, first, second = code_of(world, secret), world.sign_in(), world.sign_in()
    assert by_code(world, first, code).secret
    assert refusal(by_code, world, second, code) == "code_wrong"
    assert refusal(by_code, world, first, code) == "step_over"
    world.later(seconds=30)
    assert by_code(world, second, code_of(world, secret)).secret


def test_an_older_code_does_not_count_after_a_newer_one(world, person):
    _, secret, _ = person
    older = code_of(world, secret)
    world.later(seconds=30)
    assert by_code(world, world.sign_in(), code_of(world, secret)).secret
    assert refusal(by_code, world, world.sign_in(), older) == "code_wrong"


def test_codes_are_not_found_by_trying(world, person):
    _, secret, _ = person
    step = world.sign_in()
    for number in range(5):
        assert refusal(by_code, world, step, f"{number:06}") == "code_wrong"
    assert refusal(by_code, world, step, code_of(world, secret)) == "step_over"
    assert refusal(world.sign_in) == "sign_in_refused", "the account is locked for strangers"


def test_a_recovery_code_counts_once_however_it_is_typed(world, person):
    account_id, _, codes = person
    assert len(set(codes)) == 10
    assert by_code(world, world.sign_in(), codes[0].lower().replace("-", " ")).secret
    assert refusal(by_code, world, world.sign_in(), codes[0]) == "code_wrong"
    with world.gateway.reading() as tx:
        assert tx.ports.second_factors.recovery_left(account_id) == 9
    assert ("recovery_code", "signed_in") in world.log(account_id)


def test_it_is_removed_with_password_and_code_only(world, person):
    account_id, secret, _ = person
    opened = by_code(world, world.sign_in(), code_of(world, secret))
    with world.gateway.reading() as tx:
        found = login_of(tx, opened.secret)
    world.later(seconds=30)
    remove = own_account.remove_second_factor
    assert refusal(remove, world.gateway, found, "wrong", code_of(world, secret), HOME) == "password_wrong"
    assert refusal(remove, world.gateway, found, PASSWORD, "000000", HOME) == "code_wrong"
    remove(world.gateway, found, PASSWORD, code_of(world, secret), HOME)
    assert world.sign_in().account_id == account_id


def test_an_operator_helps_who_has_lost_everything(world, person):
    account_id, _, _ = person
    with world.gateway.transaction(world.operator("yunwei")) as tx:
        administration.remove_second_factor(tx, account_id)
    assert world.sign_in().account_id == account_id
    assert world.trail()[-1] == "second_factor_removed"


def test_the_shared_secret_rests_sealed(world, person):
    _, secret, _ = person
    with world.gateway.database.begin_reading() as connection:
        kept = connection.exec_driver_sql("SELECT secret FROM second_factors").scalar()
    assert secret not in kept
    assert kept.startswith("v1.own-1.")
