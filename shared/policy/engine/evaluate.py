"""The eligibility engine: gates for everyone, then every path that speaks of the person, the best one proposed.

A gate that a path or a relief may waive (continuing-education hours) is judged once per path; reliefs combine with
every path. A path whose once-only right was used before, under any notice, is closed. Ordinary paths are proposed
before preferential ones, so that no right is spent without need.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import cast

from shared.policy.conditions import all_of, compile_condition
from shared.policy.engine.program import (
    Aid,
    CompiledPath,
    CompiledRelief,
    CompiledRequirement,
    CompiledRule,
    Program,
    program_for,
)
from shared.policy.engine.verdict import (
    ORDINARY,
    PathResult,
    RuleOutcome,
    RuleResult,
    RuleStatement,
    Verdict,
    outcome_of,
    path_outcome_of,
)
from shared.policy.pack.materials import MaterialItem
from shared.policy.pack.pack import Pack
from shared.policy.pack.plans import Plan
from shared.policy.pack.routes import UnitFacts
from shared.policy.pack.rules import Waiver
from shared.policy.terms.basics import Affiliation, Channel, Nature
from shared.policy.terms.vocabulary import Facts, vocabulary

RIGHTS_USED = "history.rights_used"
NO_PATH = "没有适用于本人学历、资历的申报条件"


def evaluate(pack: Pack, plan: Plan, facts: Facts, at: date) -> Verdict:
    """The verdict for one person and plan; `facts` as made by `facts_from_dossier` for the same day."""
    program = program_for(pack, plan)
    firm = [result for gate in program.firm if (result := judge_gate(gate, facts)) is not None]
    soft = [(gate, result) for gate in program.soft if (result := judge_gate(gate, facts)) is not None]
    paths = _ranked(judge_path(path, soft, facts) for path in program.paths if speaks_of(path, facts))
    best = paths[0] if paths else None
    rules = (*firm, *(best.rules if best else (_no_path(pack, facts),)))
    return Verdict(
        outcome=outcome_of(rules),
        plan_id=plan.id,
        at=at,
        pack_digest=pack.digest,
        rules=rules,
        gates=tuple(firm),
        path=best,
        paths=paths,
        route_id=_route_id(program, pack, plan, facts),
    )


def is_relieved(pack: Pack, plan: Plan, facts: Facts, word: Waiver) -> bool:
    """Whether a relief that certainly holds for the person sets this aside, whichever way to qualify was claimed."""
    reliefs = (one for one in program_for(pack, plan).reliefs if word in one.relief.waives)
    return any(all_of([condition for _, condition in one.asked], facts) for one in reliefs)


def required_materials(pack: Pack, plan: Plan, facts: Facts) -> tuple[MaterialItem, ...]:
    """The items this applicant must upload; an item whose condition hinges on an unknown fact is required."""
    return tuple(item for item in pack.materials(plan) if item.provided_by == "applicant" and _required(item, facts))


def _required(item: MaterialItem, facts: Facts) -> bool:
    if item.required_when is None:
        return item.required
    return compile_condition(item.required_when).test(facts) is not False


def _ranked(paths: Iterable[PathResult]) -> tuple[PathResult, ...]:
    return tuple(sorted(paths, key=lambda path: path.rank))


def _no_path(pack: Pack, facts: Facts) -> RuleResult:
    """Nothing in the notice speaks of a person with this education and title at this level."""
    basis = pack.paths[0] if pack.paths else None
    statement = RuleStatement(
        rule_id="no-path", topic="career", clause=basis.clause if basis else None, source=None, verified=False,
        effect="refuse", message=NO_PATH,
    )  # fmt: skip
    looked_at = ("education.rank", "title.rank", "title.years", "career.years")
    return RuleResult(statement, "unmet", {name: facts.get(name) for name in looked_at})


def _route_id(program: Program, pack: Pack, plan: Plan, facts: Facts) -> str | None:
    affiliation, nature = facts.get("employment.affiliation"), facts.get("employment.nature")
    if affiliation is None or nature is None:
        return None
    unit = UnitFacts(
        affiliation=cast(Affiliation, affiliation), nature=cast(Nature, nature), region="",
        sector=str(facts.get("employment.sector") or "general"),
        channel=cast(Channel, facts.get("employment.channel") or "hr_bureau"),
    )  # fmt: skip
    return program.route_id(pack, plan, unit)


def closed_by(pack: Pack, plan: Plan, verdict: Verdict, claimed: str) -> str:
    """What closes a claimed way: its rule that says no; the way itself where it does not speak of the person.

    The plan says by which ways it is filed, and so that there is no other.
    """
    told = next((path for path in verdict.paths if claimed in (path.path_id, path.route)), None)
    rule = next((rule for rule in told.rules if rule.refuses), None) if told else None
    ways = (path for path in pack.paths if claimed == path.id or claimed == path.kind == ORDINARY)
    stated = next((path for path in ways if plan.is_meant_by(path.applies)), plan)
    return (rule.cited if rule else None) or stated.cited


def judge_gate(gate: CompiledRule, facts: Facts) -> RuleResult | None:
    """The gate's result before anything waives it; None when the rule does not speak of the person."""
    applies = all_of(gate.when, facts)
    if applies is False:
        return None
    holds = all_of(gate.require, facts)
    return _result(gate.statement, gate.reads, _rule_outcome(holds if applies or holds else None), facts)


def judge_path(path: CompiledPath, soft: Sequence[tuple[CompiledRule, RuleResult]], facts: Facts) -> PathResult:
    """The path's requirements, with the waivable gates that speak of the person judged for it."""
    results = [_judge_soft(gate, result, path, facts) for gate, result in soft]
    if all_of(path.when, facts) is None:
        results.append(_result(path.concern, tuple(name for one in path.when for name in one.reads), "unknown", facts))
    if path.right is not None:
        results.append(_right(path.right, str(path.path.right), facts))
    results.extend(_judge_requirement(entry, facts) for entry in path.requires)
    said = path.path
    return PathResult(
        said.id, said.name, said.kind, said.clause, path_outcome_of(results), said.right, said.waives,
        tuple(results),
    )  # fmt: skip


def _judge_soft(gate: CompiledRule, result: RuleResult, path: CompiledPath, facts: Facts) -> RuleResult:
    if result.outcome == "met":
        return result
    if gate.waived_by in path.path.waives:
        said = replace(result.statement, clause=path.path.clause)
        return RuleResult(said, "waived", result.evidence, waived_by=path.path.id)
    return _aided(result, gate.aids, facts)


def _judge_requirement(entry: CompiledRequirement, facts: Facts) -> RuleResult:
    result = _result(entry.statement, entry.condition.reads, _rule_outcome(entry.condition.test(facts)), facts)
    return result if result.outcome == "met" else _aided(result, entry.aids, facts)


def _aided(result: RuleResult, aids: Iterable[Aid], facts: Facts) -> RuleResult:
    """The rule with the reliefs that speak of it: waived by one that holds, open while one may still hold."""
    open_aid: Aid | None = None
    for aid in aids:
        helps = _helps(aid, facts)
        if helps:
            return _waived(result, aid.relief, facts)
        if helps is None and open_aid is None:
            open_aid = aid
    return result if open_aid is None else _open_for(result, open_aid, facts)


def _helps(aid: Aid, facts: Facts) -> bool | None:
    asked = [condition for _, condition in aid.relief.asked]
    return all_of(asked if aid.instead is None else [*asked, aid.instead], facts)


def _waived(result: RuleResult, by: CompiledRelief, facts: Facts) -> RuleResult:
    evidence = result.evidence | {name: facts.get(name) for name in by.reads}
    said = replace(result.statement, clause=by.relief.clause, source=by.relief.source, verified=by.relief.verified)
    return RuleResult(said, "waived", evidence, waived_by=by.relief.id, right=by.relief.right)


def _open_for(result: RuleResult, aid: Aid, facts: Facts) -> RuleResult:
    """Unmet, unless the relief holds: open until what it hinges on is stated, by whom the relief lets state it."""
    evidence = result.evidence | {name: facts.get(name) for name in aid.relief.reads}
    unstated = [said for said, condition in aid.relief.asked if condition.test(facts) is None]
    if aid.instead is not None and aid.instead.test(facts) is None:
        unstated.append(None)
    if result.outcome == "unknown" and result.statement.settled_by is None:
        unstated.append(None)
    first = unstated[0] if unstated else None
    said = result.statement
    if first is not None and None not in unstated:
        said = replace(said, settled_by=first.settled_by, settled_until=first.settled_until)
    else:
        said = replace(said, settled_by=None)
    return RuleResult(said, "unknown", evidence, _missing(evidence))


def _right(statement: RuleStatement, right: str, facts: Facts) -> RuleResult:
    used = facts.get(RIGHTS_USED)
    outcome: RuleOutcome = "unknown" if used is None else "unmet" if right in cast(list[str], used) else "met"
    return _result(statement, (RIGHTS_USED,), outcome, facts)


def speaks_of(path: CompiledPath, facts: Facts) -> bool:
    """Whether the path concerns the person, or may: an unknown `when` does not rule it out."""
    return all_of(path.when, facts) is not False


def _rule_outcome(value: bool | None) -> RuleOutcome:
    return "unknown" if value is None else "met" if value else "unmet"


def _result(statement: RuleStatement, reads: tuple[str, ...], outcome: RuleOutcome, facts: Facts) -> RuleResult:
    evidence = {name: facts.get(name) for name in reads}
    return RuleResult(statement, outcome, evidence, _missing(evidence) if outcome == "unknown" else ())


def _missing(evidence: Facts) -> tuple[str, ...]:
    return tuple(dict.fromkeys(vocabulary()[name].label for name, value in evidence.items() if value is None))
