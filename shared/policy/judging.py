"""One rule or one path against a fact set: met, unmet, unknown or waived, with the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import cast

from shared.policy.conditions import Condition
from shared.policy.program import CompiledPath, CompiledRule
from shared.policy.verdict import PathOutcome, PathResult, RuleOutcome, RuleResult, Statement
from shared.policy.vocabulary import Facts, vocabulary

RIGHTS_USED = "history.rights_used"


def judge_gate(gate: CompiledRule, facts: Facts) -> RuleResult | None:
    """The gate's result; None when the rule does not speak of the person."""
    applies = _all(gate.when, facts)
    if applies is False:
        return None
    holds = _all(gate.require, facts)
    return _result(gate.statement, gate.reads, _rule_outcome(holds if applies or holds else None), facts)


def judge_path(path: CompiledPath, soft: list[RuleResult], waivable: Mapping[str, str], facts: Facts) -> PathResult:
    """The path's requirements, with the waivable gates (`soft`; `waivable` says what waives each) judged for it."""
    results = [_judge_soft(gate, path, waivable) for gate in soft]
    if path.right is not None:
        results.append(_right(path.right, str(path.path.right), facts))
    for statement, condition in path.requires:
        results.append(_result(statement, condition.reads, _rule_outcome(condition.test(facts)), facts))
    certain = _all(path.when, facts) is True
    said = path.path
    return PathResult(
        said.id, said.name, said.kind, said.clause, _path_outcome(results, certain), said.right, said.waives,
        tuple(results),
    )  # fmt: skip


def _judge_soft(gate: RuleResult, path: CompiledPath, waivable: Mapping[str, str]) -> RuleResult:
    if gate.outcome == "met" or waivable[gate.rule_id] not in path.path.waives:
        return gate
    return RuleResult(replace(gate.statement, clause=path.path.clause), "waived", gate.evidence)


def _right(statement: Statement, right: str, facts: Facts) -> RuleResult:
    used = facts.get(RIGHTS_USED)
    outcome: RuleOutcome = "unknown" if used is None else "unmet" if right in cast(list[str], used) else "met"
    return _result(statement, (RIGHTS_USED,), outcome, facts)


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


def _result(statement: Statement, reads: tuple[str, ...], outcome: RuleOutcome, facts: Facts) -> RuleResult:
    evidence = {name: facts.get(name) for name in reads}
    return RuleResult(statement, outcome, evidence, _missing(evidence) if outcome == "unknown" else ())


def _missing(evidence: Facts) -> tuple[str, ...]:
    return tuple(dict.fromkeys(vocabulary()[name].label for name, value in evidence.items() if value is None))


def _path_outcome(results: Iterable[RuleResult], certain: bool) -> PathOutcome:
    answer: PathOutcome = "open" if certain else "conditional"
    for result in results:
        if result.refuses:
            return "closed"
        if result.leaves_open:
            answer = "conditional"
    return answer
