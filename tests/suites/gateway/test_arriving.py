"""What becomes of whoever a source vouches for, on both databases; how sources talk is tests/integration/gateway."""

import pytest

from services.gateway.domain.account import Capacity
from services.gateway.domain.vouched import Vouched
from services.gateway.usecases import vouching
from services.gateway.usecases.ports import Departure
from shared.kernel.errors import ZhipingError
from tests.support.gateway_suite import HOME

BACK = "https://zc.example.cn/sign-in/back/prov"
APPLICANT = Capacity("", "applicant", source="prov")
CLERK = Capacity("", "unit_clerk", "unit-1", "第一中学", source="prov")


class Source:
    """Vouches for whomever a test names."""

    name, label = "prov", "统一身份认证"

    def __init__(self):
        self.person, self.ticket = Vouched("prov", "s-1", "李华", capacities=(APPLICANT, CLERK)), "t-1"

    def depart(self, callback):
        return Departure("https://idp.example/", "state", {"nonce": "n"})

    def state_of(self, answer):
        return answer.get("state", "")

    def arrive(self, callback, answer, kept):
        assert kept["nonce"] == "n"
        return self.person, self.ticket


@pytest.fixture
def source(world):
    world.gateway.sources = {"prov": Source()}
    return world.gateway.sources["prov"]


def come(world):
    _, secret = vouching.depart(world.gateway, "prov", BACK, HOME, "//evil.example")
    return vouching.arrive(world.gateway, "prov", BACK, {"state": "state"}, secret, HOME)


def test_the_first_sign_in_makes_an_account_and_the_second_finds_it(world, source):
    first = come(world)
    source.ticket = "t-2"
    assert come(world).account_id == first.account_id
    assert first.next_path == "/"
    assert [one.role for one in world.account(first.account_id).capacities] == ["applicant", "unit_clerk"]
    assert world.trail() == ["account_made", "capacity_granted", "capacity_granted"]


def test_a_ticket_counts_once_and_what_failed_leaves_nothing_behind(world, source):
    come(world)
    source.person = Vouched("prov", "s-2", "王芳", capacities=(APPLICANT,))
    with pytest.raises(ZhipingError, match="identity_refused"):
        come(world)
    with world.gateway.reading() as tx:
        assert tx.ports.accounts.of_subject("prov", "s-2") is None


def test_a_capacity_that_is_no_longer_vouched_for_goes(world, source):
    account_id = come(world).account_id
    source.person, source.ticket = Vouched("prov", "s-1", "李华", capacities=(APPLICANT,)), None
    come(world)
    assert [one.role for one in world.account(account_id).capacities] == ["applicant"]


def test_an_unknown_source_is_none(world):
    with pytest.raises(ZhipingError, match="identity_source_unknown"):
        vouching.depart(world.gateway, "other", BACK, HOME, "/")


def test_steps_that_nobody_answers_are_cleared_away(world, source):
    vouching.depart(world.gateway, "prov", BACK, HOME, "/")
    world.later(minutes=11)
    vouching.depart(world.gateway, "prov", BACK, HOME, "/")
    with world.gateway.database.begin_reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM sign_in_steps").scalar() == 1
