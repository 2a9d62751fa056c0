"""A case as it is shown: in lists, and in full."""

from __future__ import annotations

from datetime import date
from typing import Any

from services.audit.domain.case import Case, Decision
from services.audit.domain.charge import Charge
from services.audit.domain.statement import Statement
from services.audit.results import (
    CaseLine,
    CaseView,
    ChargeView,
    DecisionView,
    EligibilityView,
    StatementView,
)
from services.audit.usecases.parts import fields_of, stage_view
from shared.kernel.clock import parse_instant


def case_line(case: Case, eligibility: EligibilityView) -> CaseLine:
    """The case with its present stage and what the notice's rules say of it."""
    stage, facts = case.current, case.facts
    return CaseLine(
        declaration_id=case.declaration_id,
        case_number=case.case_number,
        revision=case.revision,
        state=case.state,
        stage=stage_view(stage),
        due_on=stage.due_on,
        level_group=case.level_group,
        plan_id=case.plan_id,
        notice_id=case.notice_id,
        person_id=case.person_id,
        unit_id=case.unit_id,
        returns=case.returns,
        publicity_needed=stage.publicity if stage.stage_id not in case.publicised else None,
        on_publicity=case.on_publicity,
        objection_upheld=case.objection_upheld,
        version=case.version,
        person_name=facts["person_name"],
        unit_name=facts["unit_name"],
        plan_name=facts["plan_name"],
        series_name=facts["series_name"],
        major=facts["major"],
        title=facts["title"],
        level=facts["level"],
        submitted_at=parse_instant(facts["submitted_at"]),
        eligibility=eligibility,
    )


def case_view(case: Case, eligibility: EligibilityView, dossier: dict[str, Any] | None) -> CaseView:
    """The case with its route and history; `dossier` None for who may not read it."""
    return CaseView(
        **fields_of(case_line(case, eligibility)),
        route_id=case.route_id,
        stages=tuple(stage_view(stage) for stage in case.stages),
        decisions=tuple(_decision(decision) for decision in case.decisions),
        corrections=tuple(case.corrections),
        statements=tuple(_statement(statement) for statement in case.statements),
        charges=tuple(_charge(charge) for charge in case.charges),
        return_deadline=parse_instant(case.return_deadline) if case.return_deadline else None,
        dossier_digest=case.dossier_digest,
        dossier=dossier,
    )


def _decision(decision: Decision) -> DecisionView:
    return DecisionView(
        auditor_id=decision.auditor_id,
        auditor_name=decision.auditor_name,
        organisation_id=decision.organisation_id,
        organisation_name=decision.organisation_name,
        opinion=decision.opinion,
        at=parse_instant(decision.at),
        clause=decision.clause,
        seal_reference=decision.seal_reference,
        recommendation=decision.recommendation,
    )


def _statement(statement: Statement) -> StatementView:
    return StatementView(
        fact=statement.fact,
        value=statement.value,
        basis=statement.basis,
        dated=date.fromisoformat(statement.dated),
        clause=statement.clause,
        stage_id=statement.stage_id,
        stated_by=statement.stated_by,
        organisation_id=statement.organisation_id,
        organisation_name=statement.organisation_name,
        at=parse_instant(statement.at),
    )


def _charge(charge: Charge) -> ChargeView:
    return ChargeView(
        kind=charge.kind,
        amount_fen=charge.amount_fen,
        organisation_id=charge.organisation_id,
        organisation_name=charge.organisation_name,
        receipt=charge.receipt,
        at=parse_instant(charge.at),
        clause=charge.clause,
    )
