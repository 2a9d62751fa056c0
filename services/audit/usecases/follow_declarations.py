"""What happens to a case when its declaration is submitted, withdrawn or lapses."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from services.audit.domain.case import Case, CaseStage, StageDays
from services.audit.domain.organisation import Organisation, holder_of
from services.audit.domain.transitions import CaseState
from services.audit.usecases.judging import judge
from services.audit.usecases.ports import Ports
from services.audit.usecases.waiting import pack_for, pack_of, return_rule, the_unit
from shared.contracts.audit import CASE_CLOSED, CASE_OPENED, CASE_REDATED
from shared.kernel.clock import iso
from shared.persistence import Tx
from shared.policy import Pack, Plan, cited
from shared.policy import Stage as RouteStage


def on_submitted(tx: Tx[Ports], data: dict[str, Any]) -> None:
    """Open a case for the first revision, or restart the route for an answer to a return."""
    dossier = data["dossier"]
    tx.ports.cases.keep_dossier(data["declaration_id"], data["revision"], data["digest"], dossier)
    case = tx.ports.cases.find(data["declaration_id"])
    if case is None:
        case = _open(tx, data)
        tx.ports.cases.add(case)
    else:
        rule = return_rule(pack_for(tx, case), case)
        case.resubmit(
            data["revision"],
            data["digest"],
            _facts(dossier),
            0 if rule.restart == "first_stage" else case.position,
            repeat=rule.repeat_publicity,
        )
        tx.ports.cases.save(case, case.version)
    tx.record(CASE_OPENED, case.declaration_id, _opened(case))
    trace = {"revision": case.revision, "digest": data["digest"]} | judge(tx, case).as_trail()
    tx.trail("case_opened", "case", case.declaration_id, data=trace)


def on_amended(tx: Tx[Ports], data: dict[str, Any]) -> None:
    """The declaration stands under another version of the notice: so does its case, with that version's days."""
    case = tx.ports.cases.find(data["declaration_id"])
    if case is None or case.is_final:
        return
    pack = pack_of(tx, case.notice_id, data["notice_version"])
    plan, unit = pack.plan(case.plan_id), the_unit(tx, case.unit_id)
    route = pack.route_for(plan, unit.unit_facts())
    redated = case.follow(data["notice_version"], {stage.id: _days(stage, plan) for stage in route.stages})
    tx.ports.cases.save(case, case.version)
    trace = {"notice_version": case.notice_version} | judge(tx, case).as_trail()
    tx.trail("case_amended", "case", case.declaration_id, data=trace)
    if redated:
        tx.record(CASE_REDATED, case.declaration_id, _redated(case))


def on_withdrawn(tx: Tx[Ports], data: dict[str, Any]) -> None:
    """The applicant took it back: nothing more to audit."""
    _close(tx, data["declaration_id"], "withdrawn", "")


def on_lapsed(tx: Tx[Ports], data: dict[str, Any]) -> None:
    """A deadline passed in the applicant's hands."""
    _close(tx, data["declaration_id"], "lapsed", data["clause"])


def close_case(tx: Tx[Ports], case: Case, reason: str, clause: str) -> None:
    """End a case without a stage's decision and announce why."""
    case.close()
    tx.ports.cases.save(case, case.version)
    tx.record(
        CASE_CLOSED,
        case.declaration_id,
        {
            "declaration_id": case.declaration_id,
            "person_id": case.person_id,
            "unit_id": case.unit_id,
            "reason": reason,
            "clause": clause,
            "at": iso(tx.now),
        },
    )
    tx.trail("case_closed", "case", case.declaration_id, clause=clause or None, data={"reason": reason})


def _close(tx: Tx[Ports], declaration_id: str, reason: str, clause: str) -> None:
    case = tx.ports.cases.find(declaration_id)
    if case is not None and not case.is_final:
        close_case(tx, case, reason, clause)


def _open(tx: Tx[Ports], data: dict[str, Any]) -> Case:
    dossier = data["dossier"]
    pack = pack_of(tx, dossier["notice_id"], dossier["notice_version"])
    unit = the_unit(tx, dossier["unit"]["organisation_id"])
    plan = pack.plan(dossier["plan"]["plan_id"])
    route = pack.route_for(plan, unit.unit_facts())
    number = tx.ports.cases.next_number(pack.notice.id)
    return Case(
        declaration_id=data["declaration_id"],
        case_number=f"{pack.notice.id.upper()}-{number:06d}",
        revision=data["revision"],
        dossier_digest=data["digest"],
        notice_id=pack.notice.id,
        plan_id=plan.id,
        level_group=plan.level_group,
        person_id=dossier["person"]["person_id"],
        unit_id=unit.id,
        route_id=route.id,
        stages=tuple(_stages(tx, pack, plan, route.stages, unit)),
        facts=_facts(dossier),
        notice_version=dossier["notice_version"],
    )


def _stages(
    tx: Tx[Ports], pack: Pack, plan: Plan, stages: tuple[RouteStage, ...], unit: Organisation
) -> list[CaseStage]:
    """Each stage with its holder; a stage whose holder already holds the one before it is passed over."""
    resolved: list[CaseStage] = []
    register = tx.ports.organisations
    for stage in stages:
        holder = holder_of(stage.holder, unit, register.find, register.search, pack.notice.issuer.region, stage.cited)
        if resolved and resolved[-1].holder_id == holder.id and stage.does == "review":
            continue
        resolved.append(_case_stage(stage, plan, holder, len(resolved)))
    return resolved


def _case_stage(stage: RouteStage, plan: Plan, holder: Organisation, index: int) -> CaseStage:
    publicity = stage.publicity
    return CaseStage(
        stage_id=stage.id,
        index=index,
        name=stage.name,
        holder_id=holder.id,
        holder_name=holder.name,
        clause=stage.cited,
        does=stage.does,
        **asdict(_days(stage, plan)),
        publicity=publicity.scope if publicity else None,
        publicity_days=publicity.working_days if publicity else 0,
        publicity_clause=cited(publicity),
        reports=stage.reports,
        recommendation=stage.recommendation,
        role=_role(stage),
    )


def _role(stage: RouteStage) -> str:
    """As the packs name who settles an open point."""
    holder = stage.holder
    by_relation = {"unit": "unit", "competent_department": "department", "committee_office": "office"}
    if holder.relation is not None:
        return by_relation[holder.relation]
    return str(holder.kind) if holder.kind in ("department", "hr_bureau") else ""


def _days(stage: RouteStage, plan: Plan) -> StageDays:
    """A review may begin as soon as the case arrives; a re-check has a first day too."""
    window = plan.windows.get(stage.due)
    return StageDays(
        opens_on=stage.opens_on if stage.does == "recheck" else None,
        due_on=stage.due_on,
        due_clause=window.cited if window else "",
    )


def _facts(dossier: dict[str, Any]) -> dict[str, Any]:
    """What lists and later events show of a dossier; nothing sealed."""
    person, plan, unit = dossier["person"], dossier["plan"], dossier["unit"]
    return {
        "person_name": person["name"],
        "unit_name": unit["name"],
        "plan_name": plan["name"],
        "series_name": plan["series_name"],
        "major": plan["major"],
        "title": plan["title"],
        "level": plan["level"],
        "submitted_at": dossier["submitted_at"],
    }


def _opened(case: Case) -> dict[str, Any]:
    return {
        "declaration_id": case.declaration_id,
        "case_number": case.case_number,
        "revision": case.revision,
        "notice_id": case.notice_id,
        "plan_id": case.plan_id,
        "level_group": case.level_group,
        "person_id": case.person_id,
        "unit_id": case.unit_id,
        "route_id": case.route_id,
        "stages": [stage.as_event() for stage in case.stages],
        "current": case.current.as_event(),
    }


def _redated(case: Case) -> dict[str, Any]:
    return {
        "declaration_id": case.declaration_id,
        "revision": case.revision,
        "notice_version": case.notice_version,
        "level_group": case.level_group,
        "person_id": case.person_id,
        "unit_id": case.unit_id,
        "stages": [stage.as_event() for stage in case.stages],
        "current": case.current.as_event() if case.state is not CaseState.RETURNED else None,
        "waiting_report": case.state is CaseState.WAITING_REPORT,
    }
