"""The score sheet as staff reads it, and as the package carries it."""

from __future__ import annotations

from collections.abc import Iterable

from services.committee.domain.results_process import ResultsProcess
from services.committee.domain.review import Review
from services.committee.domain.scoring import Score, menu_of, weights_of
from services.committee.domain.session import Session
from services.committee.results.scoring import SheetRow
from services.committee.usecases.ports import Ports
from shared.contracts.committee.scores import DimensionScore, ScoreRow
from shared.kernel.catalogue import text
from shared.persistence import Tx
from shared.policy import Pack


def sheet(tx: Tx[Ports], session_id: str, reviews: Iterable[Review]) -> tuple[SheetRow, ...]:
    """The sheet as staff sees it, by blind number and method; `reviews` are those of the session."""
    blind = {one.declaration_id: one.blind_no for one in reviews}
    rows = [
        SheetRow(
            declaration_id=one.declaration_id, method=one.method, total=one.total,
            blind_no=blind.get(one.declaration_id), scores=one.scores, score=one.score, remark=one.remark,
            registered_on=one.registered_on,
        )
        for one in tx.ports.scores.of_session(session_id)
    ]  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (row.blind_no or "", row.method)))


def reported(tx: Tx[Ports], session: ResultsProcess, pack: Pack, reviews: Iterable[Review]) -> tuple[ScoreRow, ...]:
    """The sheet as the package carries it: every declaration voted on, with what each dimension weighs."""
    if not isinstance(session, Session):
        return ()
    counted = {one.declaration_id: one for one in reviews if one.reviewed_on is not None}
    rows = []
    for score in tx.ports.scores.of_session(session.id):
        if review := counted.get(score.declaration_id):
            weights = weights_of(menu_of(pack, review.facts), chosen_for(session, review))
            rows.append(_line(score, review, weights))
    return tuple(sorted(rows, key=lambda row: (row.case_number, row.method)))


def chosen_for(session: Session, review: Review) -> dict[str, int] | None:
    """What the session weighs in the series of a declaration."""
    return (session.indicators or {}).get(review.facts.series)


def _line(score: Score, review: Review, weights: dict[str, int]) -> ScoreRow:
    return ScoreRow(
        declaration_id=score.declaration_id,
        case_number=review.facts.case_number,
        method=score.method,
        method_name=text(f"method_{score.method}"),
        dimensions=tuple(
            DimensionScore(dimension=name, weight=weights[name], score=points)
            for name, points in score.scores.items()
            if name in weights
        ),
        score=score.score,
        total=score.total,
        remark=score.remark,
    )
