"""The engine's verdict as callers see it, built straight from its parts."""

from __future__ import annotations

from typing import cast

from services.declaration.results import (
    ChangeView,
    DemandedChangeView,
    NeededView,
    PathRemedyView,
    PathView,
    ReasonView,
    RemediesView,
    RuleRemedyView,
    RuleView,
)
from shared.policy import PathResult, Remedies, RuleResult
from shared.policy.engine.remedies import Demander, FactChange, Needed, PathRemedy, RuleRemedy
from shared.wire.types import widened


def rule_view(rule: RuleResult) -> RuleView:
    """One rule; by whom it is settled is said only while it is open."""
    said, is_open = rule.statement, rule.leaves_open
    return RuleView(
        rule_id=said.rule_id, topic=said.topic, clause=said.clause, source=said.source, verified=said.verified,
        effect=said.effect, outcome=rule.outcome, message=said.message, evidence=rule.evidence, missing=rule.missing,
        waived_by=rule.waived_by, settled_by=said.settled_by if is_open else None,
        settled_until=said.settled_until if is_open else None,
        cut_off=rule.cut_off,
    )  # fmt: skip


def path_view(path: PathResult) -> PathView:
    """One way to qualify."""
    return PathView(
        path_id=path.path_id, name=path.name, kind=path.kind, clause=path.clause, outcome=path.outcome,
        right=path.right, waives=path.waives, rules=tuple(map(rule_view, path.rules)),
    )  # fmt: skip


def remedies_view(remedies: Remedies) -> RemediesView:
    """What would change the answer."""
    nearest = remedies.nearest
    return RemediesView(
        rules=tuple(map(_rule_remedy, remedies.rules)), paths=tuple(map(_path_remedy, remedies.paths)),
        nearest=nearest.path_id if nearest else None,
    )  # fmt: skip


def _rule_remedy(rule: RuleRemedy) -> RuleRemedyView:
    return RuleRemedyView(
        rule_id=rule.rule_id, clause=rule.clause, message=rule.message, effect=rule.effect,
        alternatives=tuple(
            tuple(map(_change, changes)) for changes in rule.alternatives
        ),
    )  # fmt: skip


def _path_remedy(path: PathRemedy) -> PathRemedyView:
    changes = zip(path.changes, path.demanders, strict=True)
    return PathRemedyView(
        path_id=path.path_id, name=path.name, kind=path.kind, clause=path.clause, speaks=path.speaks,
        reachable=path.reachable, verdict=path.verdict,
        changes=tuple(
            widened(DemandedChangeView, _change(change), rules=tuple(map(_reason, rules))) for change, rules in changes
        ),
        left=tuple(map(_reason, path.left)),
    )  # fmt: skip


def _change(change: FactChange) -> ChangeView:
    return ChangeView(
        fact=change.fact, label=change.label, current=change.current, needed=_needed(change.needed),
        value=change.value, difference=change.difference, how=change.how, anew=change.anew,
        reached_on=change.reached_on, in_time=change.in_time,
    )  # fmt: skip


def _needed(needed: Needed) -> NeededView:
    """`needed`: a condition's own words, operator -> value, as the pack spells them."""
    return NeededView(
        equals=needed.get("equals"), at_least=needed.get("at_least"), at_most=needed.get("at_most"),
        one_of=_words(needed, "one_of"), none_of=_words(needed, "none_of"), includes=_words(needed, "includes"),
        excludes=_words(needed, "excludes"), size=cast(int | None, needed.get("size")),
    )  # fmt: skip


def _words(needed: Needed, name: str) -> tuple[str, ...] | None:
    return tuple(cast(list[str], needed[name])) if name in needed else None


def _reason(rule: Demander) -> ReasonView:
    return ReasonView(rule_id=rule.rule_id, clause=rule.clause, message=rule.message)
