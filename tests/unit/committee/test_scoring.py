"""The arithmetic of the score sheet: integers in, hundredths of a point out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from services.committee.domain.scoring import WHOLE, menu_of, weighted_total, weights_of
from shared.policy import shipped_pack
from shared.policy.pack.procedure import Indicators
from tests.unit.committee.passed import passed

POINTS = st.integers(0, 100)


@st.composite
def weighed(draw: st.DrawFn) -> tuple[dict[str, int], dict[str, int]]:
    """Weights that are a hundred together, and points for each dimension."""
    cuts = sorted(draw(st.sets(st.integers(1, WHOLE - 1), max_size=9)))
    weights = {str(n): end - start for n, (start, end) in enumerate(zip([0, *cuts], [*cuts, WHOLE], strict=True))}
    return weights, {name: draw(POINTS) for name in weights}


@given(weighed())
def test_a_total_lies_between_the_lowest_and_the_highest_points(case: tuple[dict[str, int], dict[str, int]]) -> None:
    weights, points = case
    total = weighted_total(weights, points)
    assert total is not None
    assert WHOLE * min(points.values()) <= total <= WHOLE * max(points.values())


@given(weighed(), st.data())
def test_without_the_points_of_one_dimension_there_is_no_total(
    case: tuple[dict[str, int], dict[str, int]], data: st.DataObject
) -> None:
    weights, points = case
    del points[data.draw(st.sampled_from(sorted(points)))]
    assert weighted_total(weights, points) is None


def test_where_nothing_is_weighed_there_is_no_total() -> None:
    assert weighted_total({}, {}) is None


def test_the_weights_of_the_notice_go_before_those_of_the_session() -> None:
    entry = Indicators(id="all", dimensions=("师德", "教学业绩"), weights=(40, 60), papers="optional", clause="x/1")
    assert weights_of(entry, {"师德": 100}) == {"师德": 40, "教学业绩": 60}
    assert weights_of(None, {"师德": 100}) == {"师德": 100}
    assert weights_of(None, None) == {}


def test_a_declaration_whose_plan_is_gone_is_judged_as_its_series_and_level() -> None:
    pack = shipped_pack("chifeng-2023")
    assert menu_of(pack, passed(plan_id="gone", level="middle")) == pack.indicators[0]
    assert menu_of(pack, passed(plan_id="gone", level="middle", series="aviation")) is None
