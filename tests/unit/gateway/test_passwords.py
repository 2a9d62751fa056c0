"""Which passwords are strong enough, how login names are written, how long wrong passwords lock."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from services.gateway.domain.lockout import Failures, LockTerms, counter_of
from services.gateway.domain.password import check_strength, login_name_of
from shared.kernel.clock import ZONE
from shared.kernel.errors import ZhipingError

NOW = datetime(2026, 7, 6, 9, 0, tzinfo=ZONE)


@pytest.mark.parametrize(
    "password", ["Kailu-2026-xueyuan", "Tongliao_88_pingshen", "一二三四五Zhengque7!", "a" + "bcdé fg hij" * 2]
)
def test_strong_passwords_pass(password):
    check_strength(password, "lihua")


@pytest.mark.parametrize(
    ("password", "slug"),
    [
        ("Short-1", "password_length"), ("x" * 129, "password_length"), ("onlysmallletters", "password_too_simple"),
        ("Aa1!Aa1!Aa1!", "password_too_simple"), ("P@ssw0rd2026!", "password_common"),
        ("Admin@123456", "password_common"), ("Zhiping-2026", "password_common"), ("Xx-Lihua-2026", "password_common"),
        ("01234567890123456789", "password_too_simple"), ("Qwertyuiop123!", "password_common"),
    ],
)  # fmt: skip
def test_weak_passwords_are_refused_with_the_rule(password, slug):
    with pytest.raises(ZhipingError, match=slug):
        check_strength(password, "lihua@example.cn")


def test_a_login_name_is_one_however_it_is_typed():
    assert login_name_of("  ＬiHua@Example.CN ") == "lihua@example.cn"
    for odd in ("", "ab", "李华", "a b c", "a" * 65, "-abc", "a\x00bc"):
        with pytest.raises(ZhipingError, match="login_name_malformed"):
            login_name_of(odd)


def test_a_lock_doubles_up_to_the_longest_and_is_forgotten_after_a_day():
    terms = LockTerms(free=3, first=timedelta(minutes=1), longest=timedelta(minutes=5))
    failures, now, locks = Failures("account:a", "a"), NOW, []
    for _ in range(7):
        failures = failures.another(now, terms)
        until = failures.locked_until
        locks.append((until - now).total_seconds() / 60 if until else 0)
        now = until or now
    assert locks == [0, 0, 1, 2, 4, 5, 5]
    assert failures.another(now + timedelta(hours=24), terms).count == 1


def test_knocking_at_a_locked_account_does_not_lock_it_longer():
    terms = LockTerms(free=1)
    locked = Failures("account:a", "a").another(NOW, terms)
    assert locked.another(NOW + timedelta(seconds=59), terms) == locked
    assert not locked.is_locked(NOW + timedelta(minutes=1))


def test_a_mark_counts_for_its_own_account_only():
    assert counter_of("a", "a.mark") == "device:a.mark"
    assert counter_of("b", "a.mark") == counter_of("b", None) == "account:b"
