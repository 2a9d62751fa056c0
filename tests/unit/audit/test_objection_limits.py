"""Which sources of objections are one, and what each may spend."""

from datetime import UTC, datetime, timedelta

import pytest

from shared.kernel.network import network_of
from shared.kernel.objecting import ObjectionLimits

MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("address", "network"),
    [("203.0.113.9", "203.0.113.9"), ("::ffff:203.0.113.9", "203.0.113.9"), ("::FFFF:CB00:7109", "203.0.113.9"),
     ("2002:cb00:7109::1", "203.0.113.9"), ("2001:0:4136:e378:8000:63bf:34ff:8ef6", "203.0.113.9"),
     ("2001:DB8:1:2::7", "2001:db8:1:2::/64"), ("2001:0db8:0001:0002:ffff::1%eth0", "2001:db8:1:2::/64"),
     ("2001:db8:1:3::7", "2001:db8:1:3::/64")],
)  # fmt: skip
def test_one_subscriber_is_one_network_however_he_is_spelt(address, network):
    assert network_of(address) == network


@pytest.mark.parametrize("address", ["", "203.0.113", "203.0.113.009", "２０３.0.113.9", "0x7f.1", "example.com", "1"])
def test_what_is_no_address_is_refused(address):
    with pytest.raises(ValueError, match="does not appear"):
        network_of(address)


def test_who_gives_his_name_spends_nothing_of_those_who_do_not():
    limits = ObjectionLimits()
    named = {budget.source for budget in limits.budgets("list", "person", "203.0.113.9")}
    nameless = {budget.source for budget in limits.budgets("list", None, "203.0.113.9")}
    assert named
    assert nameless
    assert not named & nameless


def test_an_address_that_nobody_told_is_one_of_its_list():
    limits = ObjectionLimits(per_address=2)
    first, second = (limits.budgets(each, None, None)[-1] for each in ("one", "another"))
    assert first.source != second.source
    assert (first.most, first.path) == (2, "client_address")


def test_a_refusal_says_from_which_minute_on_it_is_possible_again():
    [budget] = ObjectionLimits().budgets("list", "person", None)
    error = budget.spent(datetime(2026, 6, 15, 1, 0, 1, tzinfo=UTC), 60 * MINUTE)
    assert (error.slug, error.kind.value) == ("objections_too_many", "unavailable")
    assert error.details["again_at"] == "2026-06-15T10:01:00+08:00"
    assert "2026-06-15 10:01" in error.message


def test_the_numbers_are_the_sites():
    told = {"ZHIPING_OBJECTION_WINDOW_MINUTES": "5", "ZHIPING_OBJECTIONS_PER_LIST": "7"}
    assert ObjectionLimits.told_by(told) == ObjectionLimits(window=5 * MINUTE, per_list=7)
    with pytest.raises(ValueError, match="positive"):
        ObjectionLimits.told_by({"ZHIPING_OBJECTIONS_PER_ADDRESS": "0"})
