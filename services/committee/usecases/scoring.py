"""Weights of the notice's indicators, and the score sheet that goes with the package."""

from __future__ import annotations

from collections.abc import Iterable

from services.committee.domain.review import Review
from services.committee.domain.scoring import (
    IndicatorWeights,
    Score,
    check_row,
    check_unscored,
    check_weights,
    menu_of,
    menus_of,
    weighted_total,
    weights_of,
)
from services.committee.domain.session import Session
from services.committee.requests import RegisterScores, SetIndicators
from services.committee.requests.scoring import ScoreEntry
from services.committee.results.scoring import IndicatorsSetAnswer, ScoresRegisteredAnswer, ScoreTotal
from services.committee.usecases.common import own_session, saved, trail
from services.committee.usecases.ports import Ports
from services.committee.usecases.scoring_views import chosen_for
from shared.contracts.committee import scores as contract
from shared.kernel.errors import invalid, not_found
from shared.persistence import Tx
from shared.policy import series_name


def set_indicators(tx: Tx[Ports], request: SetIndicators) -> IndicatorsSetAnswer:
    """Weigh dimensions of the notice's menu, series by series; series that are not named stay as they are."""
    session, committee, pack = own_session(tx, request.session_id, "set_indicators")
    given = {one.series: one.weights for one in request.indicators}
    if len(given) != len(request.indicators):
        twice = _repeated([one.series for one in request.indicators])
        raise invalid("series_twice", path="indicators", series=twice, series_name=series_name(twice))
    scored, clauses = _scored_series(tx, session), set()
    for series, weights in given.items():
        menus = menus_of(pack, committee, series)
        check_weights(menus, series, weights)
        check_unscored(scored, series)
        clauses |= {entry.cited for entry in menus}
    weighed = session.set_indicators(given)
    tx.record(contract.INDICATORS_SET, session.id, _set(session, weighed, sorted(clauses)))
    trail(tx, "set_indicators", session, min(clauses), indicators=given)
    return IndicatorsSetAnswer(
        **saved(tx, session, request.expected_version),
        indicators=weighed,
    )


def register_scores(tx: Tx[Ports], request: RegisterScores) -> ScoresRegisteredAnswer:
    """Keep rows of the 评分登记表 while voting is open; all of them or none. No expert is asked for or kept."""
    session, _, pack = own_session(tx, request.session_id, "register_scores", lock=True)
    session.move("register_scores")
    assigned = [review for review in tx.ports.reviews.of_session(session.id) if review.state == "assigned"]
    scores: dict[tuple[str, str], Score] = {}
    clauses: set[str] = set()
    for number, row in enumerate(request.rows, start=1):
        review = _named(assigned, row)
        entry = menu_of(pack, review.facts)
        weights = weights_of(entry, chosen_for(session, review))
        clauses.add(check_row(entry, weights, row.method, row.scores or (), number))
        if (review.declaration_id, row.method) in scores:
            raise invalid("score_twice", path="rows", number=number)
        scores[review.declaration_id, row.method] = _score(tx, session, review, row, weights)
    tx.ports.scores.put([scores[key] for key in sorted(scores)])
    _tell(tx, session, scores.values(), sorted(clauses))
    return ScoresRegisteredAnswer(
        **saved(tx, session, request.expected_version),
        registered=len(scores),
        scores=tuple(
            ScoreTotal(declaration_id=one.declaration_id, method=one.method, total=one.total) for one in scores.values()
        ),
    )


def _named(assigned: list[Review], row: ScoreEntry) -> Review:
    for review in assigned:
        if row.blind_no is None and review.declaration_id == row.declaration_id:
            return review
        if row.blind_no is not None and review.blind_no == row.blind_no:
            return review
    raise not_found("declaration_not_assigned", path="rows")


def _score(tx: Tx[Ports], session: Session, review: Review, row: ScoreEntry, weights: dict[str, int]) -> Score:
    points = row.scores or {}
    return Score(
        session_id=session.id,
        declaration_id=review.declaration_id,
        method=row.method,
        scores=points,
        score=row.score,
        total=weighted_total(weights, points),
        remark=row.remark,
        registered_on=tx.today,
    )


def _tell(tx: Tx[Ports], session: Session, scores: Iterable[Score], clauses: list[str]) -> None:
    methods = [score.method for score in scores]
    told = contract.ScoresRegistered(
        session_id=session.id,
        committee_id=session.committee_id,
        office_id=session.office_id,
        rows=len(methods),
        methods=tuple(sorted(set(methods))),
        clauses=tuple(clauses),
        registered_on=tx.today,
    )
    tx.record(contract.SCORES_REGISTERED, session.id, told)
    trail(tx, "register_scores", session, clauses[0], rows=told.rows, methods=list(told.methods))


def _set(session: Session, weighed: IndicatorWeights, clauses: list[str]) -> contract.IndicatorsSet:
    listed = (
        contract.SeriesWeights(
            series=series,
            weights=tuple(contract.DimensionWeight(dimension=name, weight=weight) for name, weight in weights.items()),
        )
        for series, weights in weighed.items()
    )
    return contract.IndicatorsSet(
        session_id=session.id,
        committee_id=session.committee_id,
        office_id=session.office_id,
        series=tuple(listed),
        clauses=tuple(clauses),
    )


def _scored_series(tx: Tx[Ports], session: Session) -> set[str]:
    facts = {one.declaration_id: one.facts for one in tx.ports.reviews.of_session(session.id)}
    return {facts[one.declaration_id].series for one in tx.ports.scores.of_session(session.id) if
            one.declaration_id in facts}  # fmt: skip


def _repeated(names: list[str]) -> str:
    return next(name for name in names if names.count(name) > 1)
