"""One rule or one path against a fact set: met, unmet, unknown or waived, with the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

from shared.policy.conditions import Condition, compile_condition
from shared.policy.model.rules import Path, Requirement, Rule
from shared.policy.program import CompiledPath, CompiledRule
from shared.policy.verdict import PathOutcome, PathResult, RuleOutcome, RuleResult
from shared.policy.vocabulary import Facts, vocabulary

RIGHT_USED = "该项政策只能享受一次，此前已经享受"


def judge_gate(gate: CompiledRule, facts: Facts) -> RuleResult | None:
    """The gate's result; None when the rule does not speak of the person."""
    applies = _all(gate.when, facts)
    if applies is False:
        return None
    holds = _all(gate.require, facts)
    outcome = _rule_outcome(holds if applies or holds else None)
    return _result(gate.rule, gate.rule.id, (*gate.when, *gate.require), outcome, facts)


def judge_path(path: CompiledPath, soft: list[RuleResult], waivable: Mapping[str, str], facts: Facts) -> PathResult:
    """The path's requirements, with the waivable gates (`soft`; `waivable` says what waives each) judged for it."""
    results = [_judge_soft(gate, path.path, waivable) for gate in soft]
    results += _right(path.path, facts)
    for entry, condition in path.requires:
        outcome = _rule_outcome(condition.test(facts))
        results.append(_result(entry, f"{path.path.id}.{entry.id}", (condition,), outcome, facts))
    certain = _all(path.when, facts) is True
    return PathResult(
        path_id=path.path.id,
        name=path.path.name,
        kind=path.path.kind,
        clause=path.path.clause,
        outcome=_path_outcome(results, certain),
        right=path.path.right,
        waives=path.path.waives,
        rules=tuple(results),
    )


def _judge_soft(gate: RuleResult, path: Path, waivable: Mapping[str, str]) -> RuleResult:
    if gate.outcome == "met" or waivable[gate.rule_id] not in path.waives:
        return gate
    return RuleResult(
        rule_id=gate.rule_id, topic=gate.topic, clause=path.clause, source=gate.source, verified=gate.verified,
        effect=gate.effect, outcome="waived", message=gate.message, evidence=gate.evidence,
    )  # fmt: skip


def _right(path: Path, facts: Facts) -> list[RuleResult]:
    if path.right is None:
        return []
    used = facts.get("history.rights_used")
    outcome: RuleOutcome = "unknown" if used is None else "unmet" if path.right in cast(list[str], used) else "met"
    entry = Requirement(
        id="right", topic="rights", require="true", message=RIGHT_USED, clause=path.clause, verified=path.verified
    )
    return [_result(entry, f"{path.id}.right", (compile_condition("size(history.rights_used) >= 0"),), outcome, facts)]


def speaks_of(path: CompiledPath, facts: Facts) -> bool:
    """Whether the path concerns the person, or may: an unknown `when` does not rule it out."""
    return _all(path.when, facts) is not False


def _all(conditions: Iterable[Condition], facts: Facts) -> bool | None:
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


def _result(
    entry: Rule | Requirement, rule_id: str, looked_at: Iterable[Condition], outcome: RuleOutcome, facts: Facts
) -> RuleResult:
    conditions = tuple(looked_at)
    evidence = {name: facts.get(name) for condition in conditions for name in condition.reads}
    missing = [name for name, value in evidence.items() if value is None] if outcome == "unknown" else []
    return RuleResult(
        rule_id=rule_id,
        topic=entry.topic,
        clause=entry.clause,
        source=entry.source,
        verified=entry.verified,
        effect=entry.effect,
        outcome=outcome,
        message=entry.message,
        evidence=evidence,
        missing=tuple(dict.fromkeys(vocabulary()[name].label for name in missing)),
    )


def _path_outcome(results: Iterable[RuleResult], certain: bool) -> PathOutcome:
    answer: PathOutcome = "open" if certain else "conditional"
    for result in results:
        if result.refuses:
            return "closed"
        if result.leaves_open:
            answer = "conditional"
    return answer
