"""Groups reviewed apart: whose they are, what they count, and a pass rate of their own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.committee.domain.ballots import Tally
from services.committee.domain.grouping import check_choice, group_of, within_rate
from shared.kernel.errors import ZhipingError
from shared.policy import Ratio, shipped_pack
from tests.unit.committee.passed import passed

PACK = shipped_pack("chifeng-2026")
GRASS = shipped_pack("nmg-2021").groups


def facts(nature="public_institution", tier="city", special=False, sector="general"):
    return passed(unit_nature=nature, unit_tier=tier, unit_specialised_sme=special, unit_sector=sector)


@pytest.mark.parametrize(
    ("unit", "chosen", "group"),
    [
        (facts(), ["county-township"], None),
        (facts(tier="county"), [], None),
        (facts(tier="county"), ["county-township"], "county-township"),
        (facts(tier="township"), ["county-township"], "county-township"),
        (facts("private"), [], "non-public"),
        (facts("private", tier="county"), ["county-township"], "non-public"),
        (facts("private", special=True), [], "specialised-sme"),
        (facts(special=True), [], "specialised-sme"),
        (facts(special=None, sector=None), [], None),
    ],
)
def test_demanded_groups_come_first_and_the_narrower_one_of_them(unit, chosen, group):
    assert group_of(PACK.groups, chosen, unit) == group


def test_where_the_notice_leaves_it_free_nobody_is_set_apart_unasked():
    assert group_of(GRASS, [], facts("private", tier="county")) is None
    assert group_of(GRASS, ["non-public"], facts("private", tier="county")) == "non-public"


@pytest.mark.parametrize(
    ("chosen", "rates", "slug"),
    [
        (["unheard"], {}, "group_unknown"),
        ([], {"unheard": "1/2"}, "group_unknown"),
        (["non-public"], {"non-public": "1/2"}, "group_without_own_rate"),
        ([], {"county-township": "1/2"}, "group_not_set_up"),
    ],
)
def test_only_known_groups_are_set_up_and_only_some_have_a_rate(chosen, rates, slug):
    with pytest.raises(ZhipingError) as raised:
        check_choice(GRASS, chosen, rates)
    assert raised.value.slug == slug


def tallies(*votes):
    """Ten present; seven yes pass."""
    return {str(n): Tally(10, yes, 10 - yes, 0, yes >= 7) for n, yes in enumerate(votes)}


@pytest.mark.parametrize(
    ("rate", "votes", "through"),
    [
        ("1/2", (10, 9, 8, 7), {"0", "1"}),
        ("1/2", (10, 8, 8, 7), {"0", "1", "2"}),
        ("1/2", (7, 3, 3, 3), {"0"}),
        ("1/1", (10, 9, 6, 7), {"0", "1", "3"}),
        ("1/5", (10, 9, 8, 7), set()),
        ("2/5", (10, 9, 8, 7, 7), {"0", "1"}),
    ],
)
def test_more_yes_votes_come_first_and_equal_ones_are_treated_alike(rate, votes, through):
    assert within_rate(Ratio.parse(rate), tallies(*votes)) == through


@given(st.lists(st.integers(0, 10), min_size=1, max_size=30), st.integers(1, 10))
def test_nobody_passes_by_the_rate_who_lacks_the_votes_and_nobody_with_fewer_votes_before_one_with_more(votes, tenths):
    counted = tallies(*votes)
    through = within_rate(Ratio(tenths, 10), counted)
    left = {key for key, tally in counted.items() if tally.passed} - through
    assert all(counted[key].passed for key in through)
    assert all(counted[a].yes > counted[b].yes for a in through for b in left)
