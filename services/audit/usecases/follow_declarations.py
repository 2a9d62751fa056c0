"""Following declarations: what happens to a case when one is submitted, amended, withdrawn, or lapses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from services.audit.domain.case import Case
from services.audit.domain.dossier import DossierFacts
from services.audit.domain.organisation import Organisation, holder_of
from services.audit.domain.stage import CaseStage, StageDays
from services.audit.domain.transitions import CaseState
from services.audit.usecases.judging import dossier_of, judged
from services.audit.usecases.ports import Ports
from services.audit.usecases.register import standing_bodies
from shared.contracts.acting import Handlers, act_on
from shared.contracts.audit import CASE_CLOSED, CASE_OPENED, CASE_REDATED
from shared.contracts.audit.case import CaseClosed, CaseOpened, CaseRedated
from shared.contracts.declaration import Amended, Lapsed, Submitted, Withdrawn
from shared.contracts.declaration.dossier import Dossier
from shared.contracts.envelope import Event
from shared.kernel.errors import unavailable
from shared.persistence import Tx
from shared.policy import Pack, Plan, cited
from shared.policy import Stage as RouteStage
from shared.wire.plain import read_as

ClosingReason = Literal["lapsed", "withdrawn", "stage_overdue"]


def apply(tx: Tx[Ports], event: Event) -> None:
    """Work in one event of the declaration stream."""
    act_on(HANDLERS, tx, event)


def _submitted(tx: Tx[Ports], event: Event, fact: Submitted) -> None:
    """Open a case for the first revision, or restart the route for an answer to a return."""
    dossier = read_as(Dossier, fact.dossier)
    tx.ports.cases.keep_dossier(fact.declaration_id, fact.revision, fact.digest, fact.dossier)
    case = tx.ports.cases.find(fact.declaration_id)
    if case is None:
        pack = tx.ports.packs.get(dossier.notice_id, dossier.notice_version)
        case = _open(tx, fact, dossier, pack)
        seen = judged(case, pack, fact.dossier)
        tx.ports.cases.add(case)
    else:
        pack = tx.ports.packs.get(case.notice_id, case.notice_version)
        rule = case.return_rule(pack)
        restart = 0 if rule.restart == "first_stage" else case.position
        case.resubmit(fact.revision, fact.digest, DossierFacts.of(dossier), restart, repeat=rule.repeat_publicity)
        seen = judged(case, pack, fact.dossier)
        tx.ports.cases.save(case, case.version)
    tx.record(CASE_OPENED, case.declaration_id, _opened(case, _paper(pack, case)))
    trace = {"revision": case.revision, "digest": fact.digest, **seen.in_brief}
    tx.trail("case_opened", "case", case.declaration_id, data=trace)


def _amended(tx: Tx[Ports], event: Event, fact: Amended) -> None:
    """The declaration stands under another version of the notice: so does its case, with that version's days."""
    case = tx.ports.cases.find(fact.declaration_id)
    if case is None or case.is_final:
        return
    pack = tx.ports.packs.get(case.notice_id, fact.notice_version)
    papers = _paper(tx.ports.packs.get(case.notice_id, case.notice_version), case)
    plan, unit = pack.plan(case.plan_id), _the_unit(tx, case.unit_id)
    route = pack.route_for(plan, unit.unit_facts())
    redated = case.follow(fact.notice_version, {stage.id: _days(stage, plan) for stage in route.stages})
    seen = judged(case, pack, dossier_of(tx, case)).in_brief
    tx.ports.cases.save(case, case.version)
    tx.trail("case_amended", "case", case.declaration_id, data={"notice_version": case.notice_version, **seen})
    if redated or _paper(pack, case) != papers:
        tx.record(CASE_REDATED, case.declaration_id, _redated(case, _paper(pack, case)))


def _withdrawn(tx: Tx[Ports], event: Event, fact: Withdrawn) -> None:
    """The applicant took it back: nothing more to audit."""
    _close(tx, fact.declaration_id, "withdrawn", "")


def _lapsed(tx: Tx[Ports], event: Event, fact: Lapsed) -> None:
    """A deadline passed in the applicant's hands."""
    _close(tx, fact.declaration_id, "lapsed", fact.clause)


def close_case(tx: Tx[Ports], case: Case, reason: ClosingReason, clause: str) -> None:
    """End a case without a stage's decision and announce why."""
    case.close()
    tx.ports.cases.save(case, case.version)
    closed = CaseClosed(
        declaration_id=case.declaration_id,
        person_id=case.person_id,
        unit_id=case.unit_id,
        reason=reason,
        clause=clause,
        at=tx.now,
    )
    tx.record(CASE_CLOSED, case.declaration_id, closed)
    tx.trail("case_closed", "case", case.declaration_id, clause=clause or None, data={"reason": reason})


def _close(tx: Tx[Ports], declaration_id: str, reason: ClosingReason, clause: str) -> None:
    case = tx.ports.cases.find(declaration_id)
    if case is not None and not case.is_final:
        close_case(tx, case, reason, clause)


def _the_unit(tx: Tx[Ports], organisation_id: str) -> Organisation:
    """The unit of a declaration; unavailable while it is not registered here."""
    unit = tx.ports.organisations.find(organisation_id)
    if unit is None:
        raise unavailable("unit_not_registered")
    return unit


def _open(tx: Tx[Ports], fact: Submitted, dossier: Dossier, pack: Pack) -> Case:
    unit = _the_unit(tx, dossier.unit.organisation_id)
    plan = pack.plan(dossier.plan.plan_id)
    route = pack.route_for(plan, unit.unit_facts())
    number = tx.ports.cases.next_number(pack.notice.id)
    return Case(
        declaration_id=fact.declaration_id,
        case_number=f"{pack.notice.id.upper()}-{number:06d}",
        revision=fact.revision,
        dossier_digest=fact.digest,
        notice_id=pack.notice.id,
        plan_id=plan.id,
        level_group=plan.level_group,
        person_id=dossier.person.person_id,
        unit_id=unit.id,
        route_id=route.id,
        stages=tuple(_stages(tx, pack, plan, route.stages, unit)),
        facts=DossierFacts.of(dossier),
        notice_version=dossier.notice_version,
    )


def _stages(
    tx: Tx[Ports], pack: Pack, plan: Plan, stages: tuple[RouteStage, ...], unit: Organisation
) -> list[CaseStage]:
    """Each stage with its holder; a stage whose holder already holds the one before it is passed over."""
    resolved: list[CaseStage] = []
    get, search = tx.ports.organisations.find, standing_bodies(tx)
    for stage in stages:
        holder = holder_of(stage.holder, unit, get, search, pack.notice.issuer.region, stage.cited)
        if resolved and resolved[-1].holder_id == holder.id and stage.does == "review":
            continue
        resolved.append(_case_stage(stage, plan, holder, len(resolved)))
    return resolved


def _case_stage(stage: RouteStage, plan: Plan, holder: Organisation, index: int) -> CaseStage:
    publicity, days = stage.publicity, _days(stage, plan)
    return CaseStage(
        stage_id=stage.id,
        index=index,
        name=stage.name,
        holder_id=holder.id,
        holder_name=holder.name,
        clause=stage.cited,
        does=stage.does,
        due_on=days.due_on,
        due_clause=days.due_clause,
        opens_on=days.opens_on,
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


@dataclass(frozen=True, slots=True)
class PaperDay:
    """The last day for the papers and the clause that sets it; nothing where the plan asks for none."""

    on: date | None = None
    clause: str | None = None


def _paper(pack: Pack, case: Case) -> PaperDay:
    plan = pack.plan(case.plan_id)
    window = plan.windows.get("paper") if plan.needs_paper else None
    return PaperDay(window.closes_on, window.cited) if window else PaperDay()


def _opened(case: Case, papers: PaperDay) -> CaseOpened:
    return CaseOpened(
        declaration_id=case.declaration_id,
        case_number=case.case_number,
        revision=case.revision,
        notice_id=case.notice_id,
        plan_id=case.plan_id,
        level_group=case.level_group,
        person_id=case.person_id,
        unit_id=case.unit_id,
        route_id=case.route_id,
        stages=case.stages,
        current=case.current,
        paper_due_on=papers.on,
        paper_due_clause=papers.clause,
    )


def _redated(case: Case, papers: PaperDay) -> CaseRedated:
    return CaseRedated(
        declaration_id=case.declaration_id,
        revision=case.revision,
        notice_version=case.notice_version,
        level_group=case.level_group,
        person_id=case.person_id,
        unit_id=case.unit_id,
        stages=case.stages,
        current=case.current if case.state is not CaseState.RETURNED else None,
        waiting_report=case.state is CaseState.WAITING_REPORT,
        paper_due_on=papers.on,
        paper_due_clause=papers.clause,
    )


HANDLERS: Handlers[Tx[Ports]] = {
    Submitted: _submitted,
    Amended: _amended,
    Withdrawn: _withdrawn,
    Lapsed: _lapsed,
}
