"""A pack in words, for the command line: the plans, and all that one plan asks, each line with its clause."""

from __future__ import annotations

from collections.abc import Iterator

from shared.policy.engine.program import program_for, rules_made_of
from shared.policy.pack.pack import NoRouteError, Pack
from shared.policy.pack.plans import Holder, Plan
from shared.policy.pack.routes import UnitFacts
from shared.policy.pack.rules import Path, Relief, Rule
from shared.policy.terms.basics import LEVEL_NAMES, Basis, WindowStage

STAGE_NAMES: dict[WindowStage, str] = {
    "filing": "个人申报",
    "paper": "纸质材料",
    "audit_unit": "单位审核",
    "audit_department": "主管部门审核",
    "audit": "审核上报",
    "review": "复核评审",
    "approval": "核准备案",
}
MODE_NAMES = {
    "online_blind": "线上盲审盲评",
    "online_blind_with_paper": "线上盲审盲评并交纸质材料",
    "online": "线上评审",
    "online_with_paper": "线上评审并交纸质材料",
    "offline_paper": "线下纸质材料评审",
    "classified_offline": "涉密线下申报评审",
}
RELATION_NAMES = {"unit": "用人单位", "competent_department": "主管部门", "committee_office": "评委会办事机构"}


def list_plans(pack: Pack) -> Iterator[str]:
    """One line per plan: id, name, level, whether it takes filings and when."""
    for plan in pack.plans:
        filing = plan.windows.get("filing") if plan.availability.state == "open" else None
        when = f"{filing.opens_on or ''} .. {filing.closes_on}".strip() if filing else "不接受申报"
        yield f"{plan.id:<34} {when:<26} {plan.name}（{LEVEL_NAMES[plan.level]}）"


def explain_plan(pack: Pack, plan: Plan, unit: UnitFacts) -> Iterator[str]:
    """Everything about one plan as seen from one kind of unit."""
    committee = pack.committee(plan)
    yield f"{plan.name}（{plan.title}，{LEVEL_NAMES[plan.level]}） {_basis(plan)}"
    if plan.availability.state != "open":
        yield f"  不接受申报：{plan.availability.reason} [{plan.availability.clause}]"
    yield f"  方式：{MODE_NAMES[plan.mode]}"
    yield f"  评委会：{committee.name_for('（所在旗县区）', '（所在盟市）')} {_basis(committee)}"
    yield "时间（首尾两日均含）"
    for stage, name in STAGE_NAMES.items():
        if (window := plan.windows.get(stage)) is not None:
            yield f"  {name}：{window.opens_on or '即日'} 至 {window.closes_on} {_basis(window)}"
    yield from _route(pack, plan, unit)
    yield "材料"
    for item in pack.materials(plan):
        paper = f"，纸质 {item.paper} {item.paper_copies(plan.mode)} 份" if item.paper_copies(plan.mode) else ""
        yield f"  {item.number}. {item.name}{paper} {_basis(item)}"
    yield from _rules(pack, plan)


def _route(pack: Pack, plan: Plan, unit: UnitFacts) -> Iterator[str]:
    try:
        route = pack.route_for(plan, unit)
    except NoRouteError:
        yield f"审核路线：{unit.affiliation} 单位不适用本计划"
        return
    yield f"审核路线：{route.name} {_basis(route)}"
    for stage in route.stages:
        publicity = f"，公示 {stage.publicity.working_days} 个工作日" if stage.publicity else ""
        yield f"  {stage.name}（{_holder(stage.holder)}）{publicity}，{stage.due_on} 前 {_basis(stage)}"


def _rules(pack: Pack, plan: Plan) -> Iterator[str]:
    program = program_for(pack, plan)
    yield "人人适用的规则"
    for rule in (*rules_made_of(pack), *pack.rules):
        if plan.is_meant_by(rule.applies):
            yield f"  {rule.id}：{_conditions(rule)} 否则：{rule.message} {_basis(rule)}"
    if program.reliefs:
        yield "倾斜政策（可与各途径同时适用）"
    for aid in program.reliefs:
        yield f"  {aid.relief.name}{_when(aid.relief)}{_effect(aid.relief)} {_basis(aid.relief)}"
    yield "申报途径（符合其一）"
    for compiled in program.paths:
        path = compiled.path
        waived = f"，免除 {'、'.join(path.waives)}" if path.waives else ""
        yield f"  {path.name}{_when(path)}{waived} {_basis(path)}"
        for entry in path.requires:
            yield f"    - {entry.message} {_basis(entry)}"


def _conditions(rule: Rule) -> str:
    return f"{_when(rule)} 要求 {' 且 '.join(rule.require)}".strip()


def _effect(relief: Relief) -> str:
    waived = f"，免除 {'、'.join(relief.waives)}" if relief.waives else ""
    return waived + (f"，任职年限提前 {relief.years_early} 年" if relief.years_early else "")


def _when(entry: Rule | Path | Relief) -> str:
    return f"（当 {' 且 '.join(entry.when)}）" if entry.when else ""


def _holder(holder: Holder) -> str:
    if holder.relation is not None:
        return RELATION_NAMES[holder.relation]
    return "/".join(part for part in (holder.region, holder.sector, holder.kind) if part)


def _basis(basis: Basis) -> str:
    text = basis.cited
    return f"[{text}]" if basis.verified else f"[{text}，待核实]"
