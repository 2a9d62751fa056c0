"""Indicators weighed by a session, and the score sheet (评分登记表): points by method, integers only.

A score informs; the secret ballot decides. Nothing here knows an expert.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.committee.domain.committee import Committee
from shared.contracts.audit.case import PassedFacts
from shared.kernel.catalogue import text
from shared.kernel.errors import conflict, refused
from shared.policy import Pack, cited, series_name
from shared.policy.pack.procedure import Indicators, Method

WHOLE = 100
"""Weights of a series together, in percent."""

Weights = dict[str, int]
"""Dimension -> percent."""

IndicatorWeights = dict[str, Weights]
"""Series -> dimension -> percent, as a session weighs them."""


@dataclass(slots=True)
class Score:
    """One row of the sheet; `scores`: dimension -> 0 to 100 points; `total`: weighted, in hundredths of a point."""

    session_id: str
    declaration_id: str
    method: Method
    scores: dict[str, int]
    score: int | None
    total: int | None
    remark: str | None
    registered_on: date


def menus_of(pack: Pack, committee: Committee, series: str) -> list[Indicators]:
    """The entries that count for the committee's plans of a series, each once; refused where there are none."""
    if series not in committee.scope.series:
        clause = cited(pack.committee_rules.scope)
        raise refused("series_out_of_scope", path="indicators", clause=clause, **_named(series))
    plans = [plan for plan in pack.plans if (plan.series, plan.level_group) == (series, committee.scope.level_group)]
    found = {entry.id: entry for plan in plans if (entry := pack.indicators_for(plan))}
    if not found:
        raise refused("indicators_unknown", path="indicators", **_named(series))
    return list(found.values())


def check_weights(menus: Sequence[Indicators], series: str, weights: Weights) -> None:
    """Free to choose only where the notice gives no weights; from its menu only; together the whole."""
    for entry in menus:
        if entry.weights:
            raise refused(
                "weights_fixed", path="indicators", clause=entry.cited, series=series, series_name=series_name(series)
            )
        for dimension in weights:
            if dimension not in entry.dimensions:
                raise refused("dimension_unknown", path="indicators", clause=entry.cited, dimension=dimension)
    total = sum(weights.values())
    if total != WHOLE:
        raise refused(
            "weights_not_hundred",
            path="indicators",
            clause=menus[0].cited,
            series=series,
            series_name=series_name(series),
            total=total,
        )


def check_unscored(scored: Iterable[str], series: str) -> None:
    """Weights stay once points were given by them; `scored` are the series of the sheet's rows."""
    if series in scored:
        raise conflict("scores_registered_already", path="indicators", **_named(series))


def _named(series: str) -> dict[str, str]:
    """A series for programs and for people."""
    return {"series": series, "series_name": series_name(series)}


def menu_of(pack: Pack, facts: PassedFacts) -> Indicators | None:
    """By what a declaration is judged: its plan's entry, or that of its series and level when the plan is gone."""
    plans = [plan for plan in pack.plans if plan.id == facts.plan_id] or [
        plan for plan in pack.plans if (plan.series, plan.level) == (facts.series, facts.level)
    ]
    return pack.indicators_for(plans[0]) if plans else None


def weights_of(entry: Indicators | None, chosen: Weights | None) -> Weights:
    """The notice's own weights, else those that the session set; empty where nothing is weighed."""
    if entry is not None and entry.weights:
        return dict(zip(entry.dimensions, entry.weights, strict=True))
    return chosen or {}


def check_row(
    entry: Indicators | None, weights: Weights, method: Method, dimensions: Iterable[str], number: int
) -> str:
    """The clause by which the row may stand: its method is one of the notice's, its dimensions are weighed.

    `number` counts the request's rows from 1.
    """
    name = text(f"method_{method}")
    if entry is None:
        raise refused("method_not_provided", path="rows", number=number, method=name)
    if method not in entry.methods:
        raise refused("method_not_provided", path="rows", clause=entry.cited, number=number, method=name)
    for dimension in dimensions:
        if dimension not in weights:
            raise refused("dimension_not_set", path="rows", clause=entry.cited, number=number, dimension=dimension)
    return entry.cited


def weighted_total(weights: Weights, scores: Mapping[str, int]) -> int | None:
    """Percent times points, so hundredths of a point; None while a weighed dimension has no points."""
    if not weights or set(scores) != set(weights):
        return None
    return sum(weights[dimension] * points for dimension, points in scores.items())
