"""The eligibility engine at every stage: the kept dossier under the pack in force, as of the day of submission."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from services.audit.domain.case import Case
from services.audit.domain.judgement import Judgement
from services.audit.domain.settling import OpenPoint, check_statement, due_at, points_of, require_settled
from services.audit.domain.stage import CaseStage
from services.audit.domain.statement import StageStatement
from services.audit.requests import StatementRow
from services.audit.results import (
    CaseEligibility,
    ClaimedWay,
    FactToState,
    OpenPointView,
    RefusalView,
    WayView,
)
from services.audit.usecases.ports import Ports
from services.audit.usecases.waiting import pack_for
from shared.persistence import Tx
from shared.policy import PathResult, RuleResult
from shared.wire.plain import plain


def judge(tx: Tx[Ports], case: Case) -> Judgement:
    """The verdict on the case's present revision."""
    return Judgement.of(pack_for(tx, case), tx.ports.cases.dossier(case.declaration_id, case.revision), case.stated)


def require_eligible(tx: Tx[Ports], case: Case, stage: CaseStage) -> Judgement:
    """The judgement on which an approval by `stage` rests.

    Raises refused `ineligible`, `claimed_path_closed`, or `points_open` while this stage owes a statement.
    """
    judgement = judge(tx, case)
    judgement.require_open()
    due = due_at(points_of(judgement.verdict.open_points, case.stages), stage)
    require_settled(due, [plain(_open_point(point)) for point in due])
    return judgement


def take_statements(tx: Tx[Ports], case: Case, rows: Sequence[StatementRow]) -> None:
    """Keep what the present stage states; raises `statement_not_asked`, `statement_misfits`."""
    points = points_of(judge(tx, case).verdict.open_points, case.stages) if rows else ()
    due, stage = due_at(points, case.current), case.current
    made: list[StageStatement] = []
    for number, row in enumerate(rows):
        point = check_statement(number, row.fact, row.value, due)
        made.append(
            StageStatement(
                fact=row.fact, value=row.value, basis=row.basis, dated=row.dated, clause=point.rule.clause,
                stage_id=stage.stage_id, stated_by=tx.caller.person_id, organisation_id=stage.holder_id,
                organisation_name=stage.holder_name, at=tx.now,
            )
        )  # fmt: skip
    if made:
        case.state_facts(made)


def views(tx: Tx[Ports], cases: Iterable[Case]) -> dict[str, CaseEligibility]:
    """What the holders of these cases see, by declaration; one read of all dossiers."""
    listed = list(cases)
    packs = {notice: pack_for(tx, case) for notice, case in {_notice(case): case for case in listed}.items()}
    dossiers = tx.ports.cases.dossiers(listed)
    return {
        case.declaration_id: _view(Judgement.of(packs[_notice(case)], dossier, case.stated), case.stages)
        for case, dossier in dossiers
    }


def _notice(case: Case) -> tuple[str, int]:
    return case.notice_id, case.notice_version


def _view(judgement: Judgement, stages: Sequence[CaseStage]) -> CaseEligibility:
    verdict = judgement.verdict
    return CaseEligibility(
        outcome=verdict.outcome,
        at=verdict.at,
        pack_digest=verdict.pack_digest,
        path=_way(verdict.path) if verdict.path else None,
        claimed=ClaimedWay(route=judgement.claimed, open=judgement.is_claimed_open),
        refusals=tuple(_refusal(rule) for rule in verdict.refusals),
        open_points=tuple(_open_point(point) for point in points_of(verdict.open_points, stages)),
    )


def _way(path: PathResult) -> WayView:
    return WayView(path_id=path.path_id, name=path.name, clause=path.clause, outcome=path.outcome)


def _refusal(rule: RuleResult) -> RefusalView:
    return RefusalView(rule_id=rule.rule_id, clause=rule.clause, message=rule.message, cut_off=rule.cut_off)


def _open_point(point: OpenPoint) -> OpenPointView:
    return OpenPointView(
        rule_id=point.rule.rule_id,
        clause=point.rule.clause,
        message=point.rule.message,
        missing=point.rule.missing,
        stage_id=point.stage.stage_id,
        stage_name=point.stage.name,
        due_on=point.stage.due_on,
        facts=tuple(FactToState(fact=fact.name, label=fact.label, type=fact.type) for fact in point.facts),
    )
