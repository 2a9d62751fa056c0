"""Which refusals are the work of a cut-off: evidence that exists, dated after the day up to which it counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from shared.policy.engine.evaluate import evaluate
from shared.policy.engine.verdict import PastCutOff, PathResult, RuleResult, Verdict
from shared.policy.facts.builder import cut_off_basis
from shared.policy.pack.pack import Pack
from shared.policy.pack.plans import EvidenceKind, Plan
from shared.policy.terms.vocabulary import Facts

KINDS: dict[str, EvidenceKind] = {
    "education": "education", "title": "tenure", "qualification": "tenure", "exam": "tenure", "person": "tenure",
    "career": "seniority", "service": "seniority", "employment": "seniority", "honours": "achievements",
}  # fmt: skip
"""The kind of evidence behind each group of facts."""


def with_cut_offs(verdict: Verdict, pack: Pack, plan: Plan, uncut_facts: Callable[[], Facts]) -> Verdict:
    """The verdict, each refusal that later evidence would have met telling so.

    `uncut_facts` makes the facts of the same day with `cut` false; only a refusal asks for them.
    """
    if verdict.outcome != "refused":
        return verdict
    uncut = uncut_facts()
    later = evaluate(pack, plan, uncut, verdict.at)
    held = {rule.rule_id for part in (later.gates, *(path.rules for path in later.paths)) for rule in part
            if rule.outcome in ("met", "waived")}  # fmt: skip

    def told(rule: RuleResult) -> RuleResult:
        return _told(rule, pack, plan, uncut) if rule.refuses and rule.rule_id in held else rule

    def of_path(path: PathResult) -> PathResult:
        return replace(path, rules=tuple(map(told, path.rules)))

    return replace(
        verdict, rules=tuple(map(told, verdict.rules)), gates=tuple(map(told, verdict.gates)),
        path=of_path(verdict.path) if verdict.path else None, paths=tuple(map(of_path, verdict.paths)),
    )  # fmt: skip


def _told(rule: RuleResult, pack: Pack, plan: Plan, uncut: Facts) -> RuleResult:
    moved = [name for name, value in rule.evidence.items() if uncut.get(name) != value]
    kinds = dict.fromkeys(KINDS[group] for name in moved if (group := name.partition(".")[0]) in KINDS)
    days: list[tuple[date, EvidenceKind, str | None]] = []
    for kind in kinds:
        on, clause = cut_off_basis(pack, plan, kind)
        if on is not None:
            days.append((on, kind, clause))
    if not days:
        return rule
    on, kind, clause = min(days)
    return replace(rule, cut_off=PastCutOff(kind=kind, on=on, clause=clause))
