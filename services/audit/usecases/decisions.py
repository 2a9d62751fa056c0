"""Approve, return, reject: the decisions of a stage, each signed by whoever takes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from services.audit.domain.case import Case, Decision
from services.audit.domain.deadlines import ReturnTerm
from services.audit.domain.one_time_notice import Correction, Finding, corrections_from, held_to, refuse_late_findings
from services.audit.domain.transitions import CaseState
from services.audit.requests import ApproveStage, CorrectionItem, Recommendation, RejectDeclaration, ReturnDeclaration
from services.audit.results import DeclarationReturnedAnswer, StageDecided
from services.audit.usecases.inbox import may_see
from services.audit.usecases.judging import require_eligible, take_statements
from services.audit.usecases.ports import Ports
from services.audit.usecases.waiting import pack_for, return_rule
from shared.contracts.audit import (
    DECLARATION_PASSED,
    DECLARATION_REJECTED,
    DECLARATION_RETURNED,
    INTEGRITY_RECORDED,
    STAGE_APPROVED,
)
from shared.kernel.clock import iso
from shared.kernel.errors import forbidden, invalid, not_found, refused
from shared.persistence import Tx
from shared.policy import Pack, citable_clauses

FALSE_MATERIAL = "false_material"


def approve_stage(tx: Tx[Ports], request: ApproveStage) -> StageDecided:
    """The holder says yes; after the last stage the declaration has passed audit.

    The engine has a say too: what the pack in force refuses, no stage lets pass (`ineligible`, `claimed_path_closed`),
    and none passes on what the notice has it state (`points_open`); it states that in `statements`.
    """
    case = held_case(tx, request.declaration_id)
    stage, decision = case.current, _decision(tx, case, request, "approve", request.recommendation)
    take_statements(tx, case, request.statements)
    case.approve(decision, tx.today)
    judgement = require_eligible(tx, case, stage).as_trail()
    version = tx.ports.cases.save(case, request.expected_version)
    approved_next = case.current.as_event() if case.state is CaseState.OPEN else None
    tx.record(
        STAGE_APPROVED,
        case.declaration_id,
        case.who
        | {
            "level_group": case.level_group,
            "stage": stage.as_event(),
            "decision": decision.as_event(),
            "statements": [asdict(each) for each in case.statements if each.stage_id == stage.stage_id],
            "waiting_report": case.state is CaseState.WAITING_REPORT,
            "next": approved_next,
        },
    )
    opinion = decision.opinion
    tx.trail("stage_approved", "case", case.declaration_id, clause=stage.clause, opinion=opinion, data=judgement)
    if case.state is CaseState.PASSED:
        tx.record(DECLARATION_PASSED, case.declaration_id, _passed(tx, case))
    return StageDecided(declaration_id=case.declaration_id, state=case.state, version=version)


def return_declaration(tx: Tx[Ports], request: ReturnDeclaration) -> DeclarationReturnedAnswer:
    """退回 with one complete notice of corrections; what was visible before needs a supervisor's override."""
    case = held_case(tx, request.declaration_id)
    case.require_open_window(tx.today)
    stage, decision, pack = case.current, _decision(tx, case, request, "return"), pack_for(tx, case)
    rule = return_rule(pack, case)
    clause = rule.cited
    corrections = _corrections(tx, case, pack, request.items)
    overridden = _check_completeness(tx, case, corrections, clause, overriding=request.override is not None)
    bound = pack.plan(case.plan_id).windows.get(rule.never_after)
    term = ReturnTerm(tx.today, rule.working_days, bound.closes_on if bound else None)
    deadline, guess = term.deadline(tx.ports.calendar), term.is_guess(tx.ports.calendar)
    case.return_to_applicant(decision, corrections, iso(deadline), term if guess else None)
    version = tx.ports.cases.save(case, request.expected_version)
    returned = {
        "stage": stage.as_event(),
        "decision": decision.as_event(),
        "corrections": [correction.as_event() for correction in corrections],
        "deadline": iso(deadline),
        "deadline_clause": clause,
        "provisional": guess,
        "overridden": overridden,
    }
    tx.record(DECLARATION_RETURNED, case.declaration_id, case.who | _printed_on_notices(case) | returned)
    data = {"corrections": len(corrections), "override": request.override.reason if request.override else None}
    tx.trail("declaration_returned", "case", case.declaration_id, clause=clause, data=data)
    return DeclarationReturnedAnswer(
        declaration_id=case.declaration_id, deadline=deadline, provisional=guess, version=version
    )


def _corrections(tx: Tx[Ports], case: Case, pack: Pack, items: Sequence[CorrectionItem]) -> list[Correction]:
    dossier = tx.ports.cases.dossier(case.declaration_id, case.revision)
    materials = {item.id: item.name for item in pack.materials(pack.plan(case.plan_id))}
    findings = [Finding(item.path, item.defect, item.remedy, item.clause) for item in items]
    placed = held_to(dossier, materials, citable_clauses(pack), findings)
    return corrections_from(placed, case.current.stage_id, case.revision)


def _printed_on_notices(case: Case) -> dict[str, Any]:
    """What the one-time notice on paper says of the declaration."""
    facts = {name: case.facts[name] for name in ("person_name", "unit_name", "plan_name")}
    return facts | {"case_number": case.case_number, "notice_id": case.notice_id, "return_number": case.returns}


def reject_declaration(tx: Tx[Ports], request: RejectDeclaration) -> StageDecided:
    """Out of scope or false material: the case is closed for good, with the clause that says so (`clause_unknown`)."""
    case = held_case(tx, request.declaration_id)
    if request.clause not in citable_clauses(pack_for(tx, case)):
        raise invalid("clause_unknown", path="clause")
    stage, decision = case.current, _decision(tx, case, request, "reject")
    case.reject(decision)
    version = tx.ports.cases.save(case, request.expected_version)
    tx.record(
        DECLARATION_REJECTED,
        case.declaration_id,
        case.who
        | {
            "case_number": case.case_number,
            "stage": stage.as_event(),
            "decision": decision.as_event(),
            "reason_code": request.reason_code,
            "clause": request.clause,
        },
    )
    if request.reason_code == FALSE_MATERIAL:
        _record_dishonesty(tx, case)
    tx.trail("declaration_rejected", "case", case.declaration_id, clause=request.clause, opinion=decision.opinion)
    return StageDecided(declaration_id=case.declaration_id, state=case.state, version=version)


def _record_dishonesty(tx: Tx[Ports], case: Case) -> None:
    """Knowingly false material enters the integrity archive, by the clause that the notice's pack names."""
    rule = pack_for(tx, case).integrity
    clause = rule.cited
    tx.record(
        INTEGRITY_RECORDED,
        case.declaration_id,
        {
            "declaration_id": case.declaration_id,
            "person_id": case.person_id,
            "notice_id": case.notice_id,
            "reason": FALSE_MATERIAL,
            "recorded_on": tx.today.isoformat(),
            "clause": clause,
        },
    )
    tx.trail("integrity_recorded", "case", case.declaration_id, clause=clause)


def held_case(tx: Tx[Ports], declaration_id: str) -> Case:
    """The case, if the caller's organisation holds it now.

    Raises forbidden `organisation_not_allowed` for others on its route, not_found `case_not_found` for strangers.
    """
    case = tx.ports.cases.get(declaration_id)
    if case.current.holder_id == tx.caller.organisation_id:
        return case
    if may_see(tx, case):
        raise forbidden("organisation_not_allowed")
    raise not_found("case_not_found", path="declaration_id")


def _decision(
    tx: Tx[Ports],
    case: Case,
    request: ApproveStage | ReturnDeclaration | RejectDeclaration,
    verdict: str,
    recommended: Recommendation | None = None,
) -> Decision:
    stage = case.current
    return Decision(
        auditor_id=tx.caller.person_id,
        auditor_name=tx.caller.name,
        organisation_id=stage.holder_id,
        organisation_name=stage.holder_name,
        opinion=request.opinion,
        at=iso(tx.now),
        clause=stage.clause,
        seal_reference=request.seal_reference,
        recommendation=f"{recommended.method}；{recommended.qualification}" if recommended else None,
        stage_id=stage.stage_id,
        verdict=verdict,
    )


def _check_completeness(
    tx: Tx[Ports], case: Case, corrections: list[Correction], clause: str, *, overriding: bool
) -> bool:
    """Enforce the one-time notice; returns whether a supervisor's override was used."""
    earlier = [each for each in case.corrections if each.stage_id == case.current.stage_id]
    revisions = sorted({each.revision for each in earlier})
    seen = [tx.ports.cases.dossier(case.declaration_id, revision) for revision in revisions]
    if overriding:
        if not tx.caller.has("supervisor"):
            raise refused("override_needs_supervisor", path="override", clause=clause)
        return True
    refuse_late_findings(corrections, earlier, seen, tx.ports.cases.dossier(case.declaration_id, case.revision), clause)
    return False


def _passed(tx: Tx[Ports], case: Case) -> dict[str, Any]:
    dossier = tx.ports.cases.dossier(case.declaration_id, case.revision)
    person, plan, unit = dossier["person"], dossier["plan"], dossier["unit"]
    registered = tx.ports.organisations.find(case.unit_id)
    from_plan = ("committee_code", "series", "series_name", "major", "level", "level_group", "title", "track", "mode")
    return (
        case.who
        | {name: plan[name] for name in from_plan}
        | {name: person[name] for name in ("sex", "birth_date", "id_number_sealed", "id_number_masked")}
        | {
            "case_number": case.case_number,
            "dossier_digest": case.dossier_digest,
            "notice_id": case.notice_id,
            "plan_id": case.plan_id,
            "plan_name": plan["name"],
            "person_name": person["name"],
            "photo_key": person.get("photo_key"),
            "unit_name": unit["name"],
            "unit_nature": unit["nature"],
            "unit_tier": unit["tier"],
            "unit_sector": registered.sector if registered else None,
            "unit_specialised_sme": registered.specialised_sme if registered else None,
            "region": unit["region"],
            "unit_stationed": unit.get("stationed", False),
            "unit_entrusted": case.stated.get("employment.entrusted", unit.get("entrusted")),
            "statements": [asdict(each) for each in case.statements],
            "decisions": [decision.as_event() for decision in case.standing_decisions],
            "at": iso(tx.now),
        }
    )
