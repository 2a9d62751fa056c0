"""Parts of the events: values of the domain as the records of the contract that others read."""

from __future__ import annotations

from services.audit.domain.case import Case
from services.audit.domain.contact import ContactDetails
from services.audit.domain.one_time_notice import StageCorrection
from services.audit.domain.posts import PostComputation
from services.audit.domain.stage import CaseStage, StageDecision
from services.audit.domain.statement import StageStatement
from shared.contracts.audit.case import PostCount, StageEntered
from shared.contracts.audit.organisation import Contact
from shared.contracts.audit.stage import Correction, Decision, StageFacts, Statement


def stage_facts(stage: CaseStage) -> StageFacts:
    """The part of a stage that others need; of a substitute also for whom it stands in, and why."""
    return StageFacts(
        stage_id=stage.stage_id,
        index=stage.index,
        name=stage.name,
        holder_id=stage.holder_id,
        holder_name=stage.holder_name,
        due_on=stage.due_on,
        clause=stage.clause,
        replaces_id=stage.replaces_id,
        replaces_name=stage.replaces_name,
        replaces_reason=stage.replaces_reason,
    )


def stage_entered(case: Case, stage: CaseStage) -> StageEntered:
    """The case is held by `stage` now."""
    return StageEntered(
        declaration_id=case.declaration_id,
        revision=case.revision,
        person_id=case.person_id,
        unit_id=case.unit_id,
        level_group=case.level_group,
        stage=stage_facts(stage),
    )


def signed(decision: StageDecision) -> Decision:
    """What forms print of it."""
    return Decision(
        auditor_id=decision.auditor_id,
        auditor_name=decision.auditor_name,
        organisation_id=decision.organisation_id,
        organisation_name=decision.organisation_name,
        opinion=decision.opinion,
        seal_reference=decision.seal_reference,
        recommendation=decision.recommendation,
        at=decision.at,
        clause=decision.clause,
    )


def stated(statement: StageStatement) -> Statement:
    """All of it."""
    return Statement(
        fact=statement.fact,
        value=statement.value,
        basis=statement.basis,
        dated=statement.dated,
        clause=statement.clause,
        stage_id=statement.stage_id,
        stated_by=statement.stated_by,
        organisation_id=statement.organisation_id,
        organisation_name=statement.organisation_name,
        at=statement.at,
    )


def to_correct(correction: StageCorrection) -> Correction:
    """What the applicant reads."""
    return Correction(
        number=correction.number,
        path=correction.path,
        place=correction.place,
        defect=correction.defect,
        remedy=correction.remedy,
        clause=correction.clause,
    )


def contact_of(details: ContactDetails) -> Contact:
    """All of it."""
    return Contact(telephone=details.telephone, address=details.address, email=details.email)


def post_count(computed: PostComputation) -> PostCount:
    """All numbers."""
    return PostCount(
        body=computed.body,
        base=computed.base,
        clause=computed.clause,
        over_percent=computed.over_percent,
        approved=computed.approved,
        filled=computed.filled,
        vacant=computed.vacant,
        allowance=computed.allowance,
        applications=computed.applications,
        over=computed.over,
        not_stated=computed.not_stated,
    )
