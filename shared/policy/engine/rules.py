"""One rule or one path against a fact set: met, unmet, unknown or waived, with the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import cast

from shared.policy.conditions import Condition
from shared.policy.engine.program import Aid, CompiledPath, CompiledRelief, CompiledRequirement, CompiledRule
from shared.policy.engine.verdict import PathOutcome, PathResult, RuleOutcome, RuleResult, RuleStatement
from shared.policy.terms.vocabulary import Facts, vocabulary

RIGHTS_USED = "history.rights_used"


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
        said.id, said.name, said.kind, said.clause, _path_outcome(results), said.right, said.waives,
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


def all_of(conditions: Iterable[Condition], facts: Facts) -> bool | None:
    """Conjunction with unknowns: False beats unknown, unknown beats True."""
    answer: bool | None = True
    for condition in conditions:
        value = condition.test(facts)
        if value is False:
            return False
        if value is None:
            answer = None
    return answer


def _rule_outcome(value: bool | None) -> RuleOutcome:
    return "unknown" if value is None else "met" if value else "unmet"


def _result(statement: RuleStatement, reads: tuple[str, ...], outcome: RuleOutcome, facts: Facts) -> RuleResult:
    evidence = {name: facts.get(name) for name in reads}
    return RuleResult(statement, outcome, evidence, _missing(evidence) if outcome == "unknown" else ())


def _missing(evidence: Facts) -> tuple[str, ...]:
    return tuple(dict.fromkeys(vocabulary()[name].label for name, value in evidence.items() if value is None))


def _path_outcome(results: Iterable[RuleResult]) -> PathOutcome:
    answer: PathOutcome = "open"
    for result in results:
        if result.refuses:
            return "closed"
        if result.leaves_open:
            answer = "conditional"
    return answer
