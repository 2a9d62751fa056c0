"""What one version of a notice asks of one declaration, and what another version would ask differently."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from services.declaration.domain.choice import PlanChoice
from services.declaration.domain.transitions import DeclarationState
from shared.policy import RuleResult, Verdict, Window
from shared.policy.terms.basics import WindowStage

Effect = Literal["better", "worse", "neutral"]
FILING = "filing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """`choice` is None when the version has no such plan or does not open it; the rest then says nothing.

    `materials`: name by item id of what the applicant must upload. `stages`: names of the audit route in order.
    """

    choice: PlanChoice | None
    windows: Mapping[WindowStage, Window]
    verdict: Verdict | None
    materials: Mapping[str, str]
    stages: tuple[str, ...]
    commitment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One difference for one declaration: `kind` names the catalogue text `amended_<kind>`; texts are for people."""

    kind: str
    effect: Effect
    subject: str = ""
    before: str = ""
    after: str = ""
    clause: str | None = None


def compare_terms(before: Terms, after: Terms, state: DeclarationState) -> tuple[Difference, ...]:
    """Everything that the second version changes for a declaration in that state; empty when nothing does."""
    if after.choice is None:
        return (Difference(kind="plan_gone", effect="worse"),)
    return (
        *_windows(before.windows, after.windows, state),
        *_rules(before.verdict, after.verdict),
        *_path(before.verdict, after.verdict),
        *_materials(before.materials, after.materials),
        *_route(before.stages, after.stages, state),
        *_commitment(before.commitment, after.commitment),
    )


def _windows(
    before: Mapping[WindowStage, Window], after: Mapping[WindowStage, Window], state: DeclarationState
) -> Iterator[Difference]:
    """A last day that comes later is better, one that comes earlier worse; filing counts before submission only."""
    for stage in dict.fromkeys((*before, *after)):
        if stage == FILING and state is not DeclarationState.DRAFT:
            continue
        old, new = before.get(stage), after.get(stage)
        if _span(old) != _span(new):
            clause = next((window.clause for window in (new, old) if window), None)
            yield Difference(
                kind="window_moved", effect=_moved(old, new), subject=stage, before=_span(old), after=_span(new),
                clause=clause,
            )  # fmt: skip


def _moved(old: Window | None, new: Window | None) -> Effect:
    if new is None:
        return "better"
    if old is None or new.closes_on < old.closes_on:
        return "worse"
    return "better" if new.closes_on > old.closes_on else "neutral"


def _span(window: Window | None) -> str:
    if window is None:
        return ""
    return f"{window.opens_on or ''}—{window.closes_on}"


def _rules(before: Verdict | None, after: Verdict | None) -> Iterator[Difference]:
    """Rules that stand in the way now and did not, and the other way round."""
    old, new = _against(before), _against(after)
    for rule_id in dict.fromkeys((*old, *new)):
        if _weight(old.get(rule_id)) != _weight(new.get(rule_id)):
            yield _rule(old.get(rule_id), new.get(rule_id))


def _rule(old: RuleResult | None, new: RuleResult | None) -> Difference:
    worse = _weight(new) > _weight(old)
    said = new if new is not None else old
    if said is None:
        raise ValueError("a rule that neither version has cannot differ")
    return Difference(
        kind="rule_fails" if worse else "rule_holds", effect="worse" if worse else "better", subject=said.rule_id,
        after=said.message, clause=said.clause,
    )  # fmt: skip


def _against(verdict: Verdict | None) -> dict[str, RuleResult]:
    return {} if verdict is None else {one.rule_id: one for one in verdict.rules if one.refuses or one.leaves_open}


def _weight(rule: RuleResult | None) -> int:
    """How much it stands in the way: 0 not at all, 1 something is to be produced, 2 it refuses."""
    if rule is None:
        return 0
    return 2 if rule.refuses else 1


def _path(before: Verdict | None, after: Verdict | None) -> Iterator[Difference]:
    """Another way to qualify is proposed; whether that is good is said by the rules."""
    old, new = (verdict.path if verdict else None for verdict in (before, after))
    if old is not None and new is not None and old.path_id != new.path_id:
        yield Difference(kind="path_changed", effect="neutral", before=old.name, after=new.name, clause=new.clause)


def _materials(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Difference]:
    for item, name in after.items():
        if item not in before:
            yield Difference(kind="material_added", effect="worse", subject=item, after=name)
    for item, name in before.items():
        if item not in after:
            yield Difference(kind="material_dropped", effect="better", subject=item, before=name)


def _route(before: tuple[str, ...], after: tuple[str, ...], state: DeclarationState) -> Iterator[Difference]:
    """A route that is being walked already keeps its stages, so another one has to be asked about."""
    if before != after:
        effect: Effect = "neutral" if state is DeclarationState.DRAFT else "worse"
        yield Difference(kind="route_changed", effect=effect, before="、".join(before), after="、".join(after))


def _commitment(before: str, after: str) -> Iterator[Difference]:
    if before != after:
        yield Difference(kind="commitment_changed", effect="neutral")
