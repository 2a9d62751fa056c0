"""A stranger guesses: a thousand wrong passwords cost him his own way in, and nobody else's."""

import threading

import pytest

from services.gateway.adapters.hashing import ArgonHasher, HashingTerms
from services.gateway.domain.sign_in import Where
from shared.kernel.errors import ZhipingError
from tests.support.gateway_suite import HOME, PASSWORD
from tests.support.gateway_suite.attacked import door, reused  # noqa: F401 (fixtures)


def refusal(work, *given, **named):
    with pytest.raises(ZhipingError) as caught:
        work(*given, **named)
    return caught.value.slug


def test_a_thousand_wrong_passwords_from_one_address_lock_out_that_address(door):  # noqa: F811
    door.person("lihua"), door.person("wangfang")
    made = door.hasher.made
    thief = Where("203.0.113.9")
    slugs = [refusal(door.sign_in, f"name-{number % 7}", "wrong", thief) for number in range(1000)]
    assert slugs.count("sign_in_refused") == 20
    assert slugs.count("too_many_attempts") == 980
    assert door.hasher.made - made == 20, "the rest costs no work"
    assert len(door.log()) == 20, "and no rows"
    assert door.sign_in("lihua").secret
    assert door.sign_in("wangfang").secret


def test_a_thousand_addresses_against_one_account_leave_its_owner_his_own_browser(door):  # noqa: F811
    account_id = door.person("lihua")
    for number in range(1000):
        guessed = Where(f"198.51.{number // 250}.{number % 250}")
        assert refusal(door.sign_in, "lihua", f"wrong-{number}", guessed) == "sign_in_refused"
    assert door.log(account_id).count(("password", "refused")) == 5, "a locked account is not even tried"
    assert refusal(door.sign_in, "lihua", PASSWORD, Where("198.51.100.7")) == "sign_in_refused"
    assert door.sign_in(where=Where("10.1.1.1", "", f"{account_id}.mark")).secret
    door.later(minutes=1)
    assert door.sign_in(where=HOME).secret, "and everybody else's after a while"


def test_addresses_of_one_subscriber_count_as_one(door):  # noqa: F811
    slugs = [refusal(door.sign_in, "x-y-z", "wrong", Where(f"2001:db8:0:1::{number:x}")) for number in range(1, 41)]
    assert slugs.count("too_many_attempts") == 20


def test_digests_are_made_few_at_a_time_and_the_rest_is_told_to_come_again():
    terms = HashingTerms(1, 64, 1, at_once=1, waiting=2, patience=5)
    hasher, entered, leave = ArgonHasher(terms), threading.Event(), threading.Event()

    class Slow:
        def verify(self, digest, password):
            entered.set()
            return leave.wait(5)

    hasher._argon = Slow()
    done = []
    waiting = [threading.Thread(target=lambda: done.append(hasher.fits("digest", "x"))) for _ in range(3)]
    for thread in waiting:
        thread.start()
    assert entered.wait(5)
    while hasher._inside < 3:
        threading.Event().wait(0.01)
    assert refusal(hasher.fits, "digest", "x") == "door_busy"
    leave.set()
    for thread in waiting:
        thread.join(5)
    assert done == [True, True, True]


@pytest.mark.parametrize("name", ["lihua", "nobody-at-all", "李华", "", "x" * 5000, "a\x00b"])
def test_an_answer_costs_the_same_work_whatever_the_name(door, name):  # noqa: F811
    door.person("lihua")
    made = door.hasher.made
    assert refusal(door.sign_in, name, "wrong") == "sign_in_refused"
    assert door.hasher.made - made == 1
