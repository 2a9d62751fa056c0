"""A case as it is shown: in lists, and in full."""

from __future__ import annotations

from services.audit.domain.case import Case
from services.audit.domain.stage import StageDecision
from services.audit.results import (
    CaseEligibility,
    CaseLine,
    CaseView,
    DecisionView,
)
from services.audit.usecases.parts import fields_of, stage_view
from shared.wire.types import JsonObject


def case_line(case: Case, eligibility: CaseEligibility) -> CaseLine:
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
        person_name=facts.person_name,
        unit_name=facts.unit_name,
        plan_name=facts.plan_name,
        series_name=facts.series_name,
        major=facts.major,
        title=facts.title,
        level=facts.level,
        submitted_at=facts.submitted_at,
        eligibility=eligibility,
    )


def case_view(case: Case, eligibility: CaseEligibility, dossier: JsonObject | None) -> CaseView:
    """The case with its route and history; `dossier` None for who may not read it."""
    return CaseView(
        **fields_of(case_line(case, eligibility)),
        route_id=case.route_id,
        stages=tuple(stage_view(stage) for stage in case.stages),
        decisions=tuple(_decision(decision) for decision in case.decisions),
        corrections=case.corrections,
        statements=case.statements,
        charges=case.charges,
        return_deadline=case.return_deadline,
        dossier_digest=case.dossier_digest,
        dossier=dossier,
    )


def _decision(decision: StageDecision) -> DecisionView:
    return DecisionView(
        auditor_id=decision.auditor_id,
        auditor_name=decision.auditor_name,
        organisation_id=decision.organisation_id,
        organisation_name=decision.organisation_name,
        opinion=decision.opinion,
        at=decision.at,
        clause=decision.clause,
        seal_reference=decision.seal_reference,
        recommendation=decision.recommendation,
    )
