"""The count of feasible panels is exact, and every panel is reached by exactly as many ranks as any other."""

import itertools
from collections import Counter
from math import comb, prod

import pytest

from services.committee.domain.counting import CELLS, FeasiblePanels, Quotas
from services.committee.domain.draw import met
from tests.unit.committee.pools import pool

QUOTAS = [Quotas(), Quotas(2, 2, 2), Quotas(5, 0, 0), Quotas(3, 3, 1), Quotas(0, 5, 2), Quotas(5, 5, 5)]


def brute_force(experts, panel, quotas):
    panels = itertools.combinations(experts, panel)
    return [one for one in panels if all(map(int.__ge__, met(one).needs, quotas.needs))]


def sizes_of(experts):
    return tuple(sum(one.cell == cell for one in experts) for cell in CELLS)


def vector_of(panel):
    return tuple(sum(one.cell == cell for one in panel) for cell in CELLS)


@pytest.mark.parametrize("quotas", QUOTAS)
@pytest.mark.parametrize("panel", [1, 4, 5, 7])
def test_the_total_is_what_listing_all_panels_gives(quotas, panel):
    experts = pool(12)
    assert FeasiblePanels(sizes_of(experts), panel, quotas).total == len(brute_force(experts, panel, quotas))


@pytest.mark.parametrize("quotas", QUOTAS[:4])
def test_ranks_name_every_feasible_vector_once_per_panel_in_lexicographic_order(quotas):
    experts = pool(12)
    panels = FeasiblePanels(sizes_of(experts), 5, quotas)
    named = [panels.vector(rank) for rank in range(panels.total)]
    assert Counter(named) == Counter(vector_of(panel) for panel in brute_force(experts, 5, quotas))
    assert named == sorted(named)


def test_a_vector_owns_the_product_of_its_binomials():
    sizes = sizes_of(pool(12))
    panels = FeasiblePanels(sizes, 5, Quotas(2, 2, 1))
    for vector, ranks in Counter(panels.vector(rank) for rank in range(panels.total)).items():
        assert ranks == prod(comb(size, count) for size, count in zip(sizes, vector, strict=True))


def test_without_quotas_the_total_is_one_binomial():
    assert FeasiblePanels((7,) * 8, 25, Quotas()).total == comb(56, 25)


def test_big_pools_are_counted_without_rounding():
    sizes, panel = (900, 4000, 3000, 9000, 500, 700, 800, 1100), 25
    everything = FeasiblePanels(sizes, panel, Quotas()).total
    enough_new = FeasiblePanels(sizes, panel, Quotas(9, 0, 0)).total
    too_few_new = sum(comb(16900, new) * comb(3100, panel - new) for new in range(9))
    assert everything - enough_new == too_few_new


@pytest.mark.parametrize("rank", [-1, 10**9])
def test_a_rank_outside_the_total_is_a_mistake(rank):
    with pytest.raises(ValueError):
        FeasiblePanels((2,) * 8, 3, Quotas()).vector(rank)
