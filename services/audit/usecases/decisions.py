"""Approve, return, reject: the decisions of a stage, each signed by whoever takes it."""

from __future__ import annotations

from collections.abc import Sequence

from services.audit.domain.case import Case
from services.audit.domain.deadlines import ReturnTerm
from services.audit.domain.judgement import Judgement, OpenPoint, check_statement
from services.audit.domain.one_time_notice import (
    ListedFault,
    StageCorrection,
    corrections_from,
    held_to,
    refuse_late_findings,
)
from services.audit.domain.stage import CaseStage, DecisionKind, StageDecision
from services.audit.domain.transitions import CaseState
from services.audit.requests import (
    ApproveStage,
    CorrectionItem,
    RejectDeclaration,
    ReturnDeclaration,
    StageRecommendation,
    StatementRow,
)
from services.audit.results import DeclarationReturnedAnswer, StageDecided
from services.audit.usecases.access import case_to, held_case, scope_of
from services.audit.usecases.case_views import open_point_view
from services.audit.usecases.judging import dossier_of, judged, pack_of
from services.audit.usecases.ports import Ports
from shared.contracts.audit import (
    DECLARATION_PASSED,
    DECLARATION_REJECTED,
    DECLARATION_RETURNED,
    INTEGRITY_RECORDED,
    STAGE_APPROVED,
)
from shared.contracts.audit.case import (
    DeclarationPassed,
    DeclarationRejected,
    DeclarationReturned,
    IntegrityRecorded,
    StageApproved,
)
from shared.contracts.audit.stage import Statement
from shared.contracts.declaration.dossier import Dossier
from shared.kernel.errors import invalid, refused
from shared.kernel.scope import Ground
from shared.persistence import Tx
from shared.policy import Pack, citable_clauses
from shared.wire.plain import plain, read_as
from shared.wire.types import JsonObject

FALSE_MATERIAL = "false_material"


def approve_stage(tx: Tx[Ports], request: ApproveStage) -> StageDecided:
    """The holder says yes; after the last stage the declaration has passed audit.

    The engine has a say too: what the pack in force refuses, no stage lets pass (`ineligible`, `claimed_path_closed`),
    and none passes on what the notice has it state (`points_open`); it states that in `statements`.
    """
    case = _to_decide(tx, request.declaration_id)
    dossier, pack = dossier_of(tx, case), pack_of(tx, case)
    stage = case.current
    decision = _decision(tx, case, request, "approve", request.recommendation)
    if request.statements:
        case.state_facts(_stated(tx, stage, case, Judgement.of(pack, dossier, case.stated), request.statements))
    case.approve(decision, tx.today)
    judgement = judged(case, pack, dossier)
    judgement.require_approvable(stage, case.stages, _told)
    version = tx.ports.cases.save(case, request.expected_version)
    approved = StageApproved(
        declaration_id=case.declaration_id,
        revision=case.revision,
        person_id=case.person_id,
        unit_id=case.unit_id,
        level_group=case.level_group,
        stage=stage,
        decision=decision,
        statements=case.stated_by(stage),
        waiting_report=case.state is CaseState.WAITING_REPORT,
        next=case.current if case.state is CaseState.OPEN else None,
    )
    tx.record(STAGE_APPROVED, case.declaration_id, approved)
    opinion, seen = decision.opinion, _taken_on(case) | judgement.in_brief
    tx.trail("stage_approved", "case", case.declaration_id, clause=stage.clause, opinion=opinion, data=seen)
    if case.state is CaseState.PASSED:
        tx.record(DECLARATION_PASSED, case.declaration_id, _passed(tx, case, read_as(Dossier, dossier)))
    return StageDecided(declaration_id=case.declaration_id, state=case.state, version=version)


def return_declaration(tx: Tx[Ports], request: ReturnDeclaration) -> DeclarationReturnedAnswer:
    """退回 with one complete notice of corrections; what was visible before needs a supervisor's override."""
    case = _to_decide(tx, request.declaration_id)
    case.require_open_window(tx.today)
    decision = _decision(tx, case, request, "return")
    dossier, pack = dossier_of(tx, case), pack_of(tx, case)
    rule = case.return_rule(pack)
    clause = rule.cited
    corrections = _corrections(case, dossier, pack, request.items)
    overridden = request.override is not None
    _check_completeness(tx, case, dossier, corrections, clause, overriding=overridden)
    bound = pack.plan(case.plan_id).windows.get(rule.never_after)
    term = ReturnTerm(tx.today, rule.working_days, bound.closes_on if bound else None)
    deadline, guess = term.deadline(tx.ports.calendar), term.is_guess(tx.ports.calendar)
    case.return_to_applicant(decision, corrections, deadline, term if guess else None)
    version = tx.ports.cases.save(case, request.expected_version)
    answer = DeclarationReturnedAnswer(
        declaration_id=case.declaration_id, deadline=deadline, provisional=guess, version=version
    )
    returned = _returned(case, corrections, answer, clause, overridden=overridden)
    tx.record(DECLARATION_RETURNED, case.declaration_id, returned)
    override = request.override.reason if request.override else None
    data = _taken_on(case) | {"corrections": len(corrections), "override": override}
    tx.trail("declaration_returned", "case", case.declaration_id, clause=clause, data=data)
    return answer


def _corrections(case: Case, dossier: JsonObject, pack: Pack, items: Sequence[CorrectionItem]) -> list[StageCorrection]:
    materials = {item.id: item.name for item in pack.materials(pack.plan(case.plan_id))}
    faults = [ListedFault(item.path, item.defect, item.remedy, item.clause) for item in items]
    placed = held_to(dossier, materials, citable_clauses(pack), faults)
    return corrections_from(placed, case.current.stage_id, case.revision)


def _returned(
    case: Case,
    corrections: Sequence[StageCorrection],
    answer: DeclarationReturnedAnswer,
    clause: str,
    *,
    overridden: bool,
) -> DeclarationReturned:
    """With what the one-time notice on paper says of the declaration."""
    return DeclarationReturned(
        declaration_id=case.declaration_id,
        case_number=case.case_number,
        revision=case.revision,
        notice_id=case.notice_id,
        person_id=case.person_id,
        person_name=case.facts.person_name,
        unit_id=case.unit_id,
        unit_name=case.facts.unit_name,
        plan_name=case.facts.plan_name,
        stage=case.current,
        decision=case.decisions[-1],
        corrections=tuple(corrections),
        deadline=answer.deadline,
        deadline_clause=clause,
        provisional=answer.provisional,
        return_number=case.returns,
        overridden=overridden,
    )


def _stated(
    tx: Tx[Ports], stage: CaseStage, case: Case, judgement: Judgement, rows: Sequence[StatementRow]
) -> list[Statement]:
    """What the stage states of the points that wait for it; raises `statement_not_asked`, `statement_misfits`."""
    due = judgement.due_at(stage, case.stages)
    return [
        Statement(
            fact=row.fact, value=row.value, basis=row.basis, dated=row.dated,
            clause=check_statement(number, row.fact, row.value, due).rule.clause, stage_id=stage.stage_id,
            stated_by=tx.caller.person_id, organisation_id=stage.holder_id, organisation_name=stage.holder_name,
            at=tx.now,
        )
        for number, row in enumerate(rows)
    ]  # fmt: skip


def _taken_on(case: Case) -> JsonObject:
    """What was decided on, for the trail."""
    return {"revision": case.revision, "digest": case.dossier_digest}


def _told(point: OpenPoint) -> JsonObject:
    shown: JsonObject = plain(open_point_view(point))
    return shown


def reject_declaration(tx: Tx[Ports], request: RejectDeclaration) -> StageDecided:
    """Out of scope or false material: the case is closed for good, with the clause that says so (`clause_unknown`)."""
    case = _to_decide(tx, request.declaration_id)
    if request.clause not in citable_clauses(pack_of(tx, case)):
        raise invalid("clause_unknown", path="clause")
    decision = _decision(tx, case, request, "reject")
    case.reject(decision)
    version = tx.ports.cases.save(case, request.expected_version)
    rejected = DeclarationRejected(
        declaration_id=case.declaration_id, case_number=case.case_number, revision=case.revision,
        person_id=case.person_id, unit_id=case.unit_id, stage=case.current, decision=decision,
        reason_code=request.reason_code, clause=request.clause,
    )  # fmt: skip
    tx.record(DECLARATION_REJECTED, case.declaration_id, rejected)
    if request.reason_code == FALSE_MATERIAL:
        _record_dishonesty(tx, case)
    key, opinion = case.declaration_id, decision.opinion
    tx.trail("declaration_rejected", "case", key, clause=request.clause, opinion=opinion, data=_taken_on(case))
    return StageDecided(declaration_id=case.declaration_id, state=case.state, version=version)


def _record_dishonesty(tx: Tx[Ports], case: Case) -> None:
    """Knowingly false material enters the integrity archive, by the clause that the notice's pack names."""
    rule = pack_of(tx, case).integrity
    recorded = IntegrityRecorded(
        declaration_id=case.declaration_id,
        person_id=case.person_id,
        notice_id=case.notice_id,
        reason=FALSE_MATERIAL,
        recorded_on=tx.today,
        clause=rule.cited,
        until=rule.bar(tx.today)[1],
    )
    tx.record(INTEGRITY_RECORDED, case.declaration_id, recorded)
    tx.trail("integrity_recorded", "case", case.declaration_id, clause=rule.cited)


def _to_decide(tx: Tx[Ports], declaration_id: str) -> Case:
    """The case that the caller's organisation holds; conflict `case_claimed` while a colleague has it on his desk."""
    case = held_case(tx, declaration_id)
    case.require_unclaimed(tx.caller.person_id, tx.now)
    return case


def _decision(
    tx: Tx[Ports],
    case: Case,
    request: ApproveStage | ReturnDeclaration | RejectDeclaration,
    verdict: DecisionKind,
    recommended: StageRecommendation | None = None,
) -> StageDecision:
    """Signed, on the revision that the case has now."""
    stage = case.current
    return StageDecision(
        auditor_id=tx.caller.person_id, auditor_name=tx.caller.name, organisation_id=stage.holder_id,
        organisation_name=stage.holder_name, opinion=request.opinion, at=tx.now, clause=stage.clause,
        seal_reference=request.seal_reference,
        recommendation=f"{recommended.method}；{recommended.qualification}" if recommended else None,
        stage_id=stage.stage_id, verdict=verdict, revision=case.revision, digest=case.dossier_digest,
    )  # fmt: skip


def _check_completeness(
    tx: Tx[Ports],
    case: Case,
    dossier: JsonObject,
    corrections: Sequence[StageCorrection],
    clause: str,
    *,
    overriding: bool,
) -> None:
    """Enforce the one-time notice, or that it is a supervisor who sets it aside."""
    if overriding:
        scope = scope_of(tx)
        if not scope.reaches(case_to(tx, scope, case), {Ground.PLACE}):
            raise refused("override_needs_supervisor", path="override", clause=clause)
        return
    earlier = [each for each in case.corrections if each.stage_id == case.current.stage_id]
    revisions = sorted({each.revision for each in earlier})
    seen = [tx.ports.cases.dossier(case.declaration_id, revision) for revision in revisions]
    refuse_late_findings(corrections, earlier, seen, dossier, clause)


def _passed(tx: Tx[Ports], case: Case, dossier: Dossier) -> DeclarationPassed:
    person, plan, unit = dossier.person, dossier.plan, dossier.unit
    registered = tx.ports.organisations.find(case.unit_id)
    entrusted = case.stated.get("employment.entrusted", unit.entrusted)
    return DeclarationPassed(
        declaration_id=case.declaration_id, case_number=case.case_number, revision=case.revision,
        dossier_digest=case.dossier_digest, notice_id=case.notice_id, plan_id=case.plan_id, plan_name=plan.name,
        committee_code=plan.committee_code, series=plan.series, series_name=plan.series_name, major=plan.major,
        level=plan.level, level_group=plan.level_group, title=plan.title, track=plan.track, mode=plan.mode,
        person_id=case.person_id, person_name=person.name, sex=person.sex, birth_date=person.birth_date,
        id_number_sealed=person.id_number_sealed, photo_key=person.photo_key,
        unit_id=case.unit_id, unit_name=unit.name, unit_nature=unit.nature, unit_tier=unit.tier,
        unit_sector=registered.sector if registered else None,
        unit_specialised_sme=registered.specialised_sme if registered else None,
        unit_stationed=unit.stationed is True, unit_entrusted=None if entrusted is None else bool(entrusted),
        region=unit.region, statements=case.statements,
        decisions=tuple(case.standing_decisions), at=tx.now,
    )  # fmt: skip
