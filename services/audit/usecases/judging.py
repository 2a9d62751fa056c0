"""The eligibility engine at every stage: the kept dossier under the pack in force, as of the day of submission."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from services.audit.domain.case import Case, CaseStage
from services.audit.domain.judgement import Judgement
from services.audit.domain.settling import check_statement, due_at, points_of, require_settled
from services.audit.domain.statement import Statement
from services.audit.usecases.ports import Ports
from services.audit.usecases.waiting import pack_for
from shared.kernel.clock import iso
from shared.persistence import Tx


def judge(tx: Tx[Ports], case: Case) -> Judgement:
    """The verdict on the case's present revision."""
    return Judgement.of(pack_for(tx, case), tx.ports.cases.dossier(case.declaration_id, case.revision), case.stated)


def require_eligible(tx: Tx[Ports], case: Case, stage: CaseStage) -> Judgement:
    """The judgement on which an approval by `stage` rests.

    Raises refused `ineligible`, `claimed_path_closed`, or `points_open` while this stage owes a statement.
    """
    judgement = judge(tx, case)
    judgement.require_open()
    require_settled(due_at(points_of(judgement.verdict.open_points, case.stages), stage))
    return judgement


def take_statements(tx: Tx[Ports], case: Case, rows: list[dict[str, Any]]) -> None:
    """Keep what the present stage states; raises `statement_not_asked`, `statement_misfits`."""
    points = points_of(judge(tx, case).verdict.open_points, case.stages) if rows else ()
    due, stage = due_at(points, case.current), case.current
    for number, row in enumerate(rows):
        point = check_statement(number, row["fact"], row["value"], due)
        case.statements.append(
            Statement(
                fact=row["fact"], value=row["value"], basis=row["basis"], dated=row["dated"], clause=point.rule.clause,
                stage_id=stage.stage_id, stated_by=tx.caller.person_id, organisation_id=stage.holder_id,
                organisation_name=stage.holder_name, at=iso(tx.now),
            )
        )  # fmt: skip


def views(tx: Tx[Ports], cases: Iterable[Case]) -> dict[str, dict[str, Any]]:
    """What the holders of these cases see, by declaration; one read of all dossiers."""
    listed = list(cases)
    packs = {notice: pack_for(tx, case) for notice, case in {_notice(case): case for case in listed}.items()}
    dossiers = tx.ports.cases.dossiers(listed)
    return {
        case.declaration_id: Judgement.of(packs[_notice(case)], dossier, case.stated).as_view(case.stages)
        for case, dossier in dossiers
    }


def _notice(case: Case) -> tuple[str, int]:
    return case.notice_id, case.notice_version
