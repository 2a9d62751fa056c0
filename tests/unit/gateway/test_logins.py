"""How long a login lives, and in which capacity."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from services.gateway.domain.account import Account, Capacity
from services.gateway.domain.login import Login, LoginTerms
from shared.kernel.clock import ZONE

NOW = datetime(2026, 7, 6, 9, 0, tzinfo=ZONE)
TERMS = LoginTerms(idle=timedelta(minutes=30), longest=timedelta(hours=12))
SESSION = Login("digest", "account", "csrf", created_at=NOW, seen_at=NOW)
CLERK = Capacity("c1", "unit_clerk", "org-1", "赤峰市第一中学")
OFFICE = Capacity("c2", "committee_office", "org-2")


@pytest.mark.parametrize(
    ("later", "alive"), [(timedelta(minutes=29), True), (timedelta(minutes=30), False), (timedelta(days=1), False)]
)
def test_a_session_that_is_not_used_ends(later, alive):
    assert SESSION.is_alive(NOW + later, TERMS) is alive


def test_use_puts_the_end_off_but_not_beyond_the_longest():
    used = SESSION
    for step in range(1, 48):
        used = used.seen(NOW + timedelta(minutes=15 * step))
        assert used.is_alive(NOW + timedelta(minutes=15 * step), TERMS)
    assert not used.is_alive(NOW + timedelta(hours=12), TERMS)


def test_a_session_that_was_ended_is_dead_at_once():
    assert not SESSION.ended(NOW).is_alive(NOW, TERMS)


def test_whoever_has_one_capacity_need_not_choose_and_whoever_has_two_must():
    assert Account("a", "p", "张三", (CLERK,)).capacity(None) == CLERK
    two = Account("a", "p", "张三", (CLERK, OFFICE))
    assert two.capacity(None) is None
    assert two.capacity("c2") == OFFICE
    assert two.capacity("c3") is None


def test_services_see_one_role_and_its_organisation():
    caller = Account("a", "p", "张三", (CLERK, OFFICE)).caller(OFFICE)
    assert (caller.roles, caller.organisation_id) == (frozenset({"committee_office"}), "org-2")
