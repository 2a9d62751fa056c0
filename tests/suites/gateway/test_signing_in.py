"""Signing in with a name and a password; what wrong ones cost, and whom they do not lock out."""

import pytest

from services.gateway.domain.sign_in import Where
from services.gateway.usecases import administration, logins, own_account
from services.gateway.usecases.logins import login_of
from shared.kernel.errors import ZhipingError
from tests.support.gateway_suite import COMMAND_LINE, ELSEWHERE, FIRST, HOME, PASSWORD


def refusal(work, *given, **named):
    with pytest.raises(ZhipingError) as caught:
        work(*given, **named)
    return caught.value.slug


def found(world, secret):
    with world.gateway.reading() as tx:
        return login_of(tx, secret)


def test_the_right_password_opens_a_login_and_stands_in_the_log(world):
    account_id = world.person()
    opened = world.sign_in("LiHua ", next_path="/mine/declarations")
    assert found(world, opened.secret).account.name == "李华"
    assert opened.next_path == "/mine/declarations"
    assert world.log(account_id) == [("password", "signed_in")]


def test_whoever_is_refused_learns_one_sentence_for_one_digest_each(world):
    locked, blocked = world.person("locked"), world.person("blocked")
    for _ in range(5):
        refusal(world.sign_in, "locked", "wrong", ELSEWHERE)
    with world.gateway.transaction(COMMAND_LINE) as tx:
        administration.block(tx, blocked)
    tries = [("nobody-has-it", PASSWORD), ("locked", PASSWORD), ("blocked", PASSWORD), ("blocked", "wrong"), ("?", "x")]
    for name, password in tries:
        before = world.hasher.made
        assert refusal(world.sign_in, name, password) == "sign_in_refused"
        assert world.hasher.made - before == 1, name
    assert world.log(locked)[-1] == ("password", "locked")
    assert world.log(blocked)[0] == ("password", "blocked")


def test_locks_grow_and_end_by_themselves(world):
    world.person()
    for minutes in (1, 2, 4):
        for _ in range(5 if minutes == 1 else 1):
            refusal(world.sign_in, password="wrong")
        assert refusal(world.sign_in) == "sign_in_refused"
        world.later(minutes=minutes, seconds=-1)
        assert refusal(world.sign_in) == "sign_in_refused"
        world.later(seconds=1)
    assert world.sign_in().secret


def test_an_operator_lifts_a_lock(world):
    account_id, operator = world.person(), world.operator("yunwei")
    for _ in range(5):
        refusal(world.sign_in, password="wrong")
    with world.gateway.transaction(operator) as tx:
        assert len(administration.locks_of(tx, account_id)) == 1
        administration.unblock(tx, account_id)
    assert world.sign_in().secret


def test_guessing_elsewhere_does_not_lock_out_the_person_at_his_own_machine(world):
    account_id = world.person()
    own = Where("10.1.1.1", "office browser", f"{account_id}.mark")
    for _ in range(19):
        refusal(world.sign_in, "lihua", "wrong", ELSEWHERE)
    assert refusal(world.sign_in, "lihua", PASSWORD, HOME) == "sign_in_refused"
    assert world.sign_in(where=own).secret


def test_the_mark_of_another_account_is_no_mark(world):
    world.person()
    for _ in range(5):
        refusal(world.sign_in, "lihua", "wrong", ELSEWHERE)
    assert refusal(world.sign_in, where=Where("10.1.1.1", "", "somebody-else.mark")) == "sign_in_refused"


def test_a_password_that_somebody_else_has_set_is_changed_first(world):
    account_id = world.person(changed=False)
    opened = world.sign_in(password=FIRST)
    login = found(world, opened.secret)
    assert login.account.must_change_password
    secret = own_account.change_password(world.gateway, login, FIRST, PASSWORD, HOME)
    assert found(world, opened.secret) is None
    assert not found(world, secret).account.must_change_password
    assert world.sign_in().account_id == account_id


def test_a_change_of_password_ends_all_other_logins_and_asks_for_the_old_one(world):
    world.person()
    other, own = world.sign_in(), world.sign_in()
    login = found(world, own.secret)
    assert refusal(own_account.change_password, world.gateway, login, "wrong", FIRST, HOME) == "password_wrong"
    assert refusal(own_account.change_password, world.gateway, login, PASSWORD, PASSWORD, HOME) == "password_unchanged"
    assert refusal(own_account.change_password, world.gateway, login, PASSWORD, "Lihua-2026", HOME) == "password_common"
    secret = own_account.change_password(world.gateway, login, PASSWORD, FIRST, HOME)
    assert [found(world, one) for one in (other.secret, own.secret)] == [None, None]
    assert found(world, secret).account.name == "李华"
    assert "password_changed" in world.trail()


def test_whoever_sits_at_an_open_browser_cannot_guess_the_password_there(world):
    world.person()
    login = found(world, world.sign_in().secret)
    for _ in range(5):
        refusal(own_account.change_password, world.gateway, login, "wrong", FIRST, HOME)
    assert refusal(own_account.change_password, world.gateway, login, PASSWORD, FIRST, HOME) == "password_wrong"


def test_a_login_ends_unused_and_a_blocked_account_at_once(world):
    account_id = world.person()
    unused, blocked = world.sign_in().secret, world.sign_in().secret
    world.later(minutes=29)
    with world.gateway.transaction() as tx:
        logins.note_use(tx, login_of(tx, blocked).login)
    world.later(minutes=1)
    assert found(world, unused) is None
    assert found(world, blocked)
    with world.gateway.transaction(COMMAND_LINE) as tx:
        administration.block(tx, account_id)
    assert found(world, blocked) is None


def test_the_log_only_grows(world):
    world.person()
    world.sign_in()
    for statement in ("DELETE FROM sign_ins", "UPDATE sign_ins SET outcome = 'refused'"):
        with pytest.raises(Exception, match="append-only"), world.gateway.database.begin() as connection:
            connection.exec_driver_sql(statement)


def test_digests_made_with_less_work_are_made_anew(world):
    from services.gateway.adapters.hashing import ArgonHasher, HashingTerms

    account_id = world.person()
    world.gateway.hasher = ArgonHasher(HashingTerms(2, 64, 1))
    world.sign_in()
    with world.gateway.reading() as tx:
        assert "t=2" in tx.ports.passwords.of_account(account_id).digest
    assert world.sign_in().secret
