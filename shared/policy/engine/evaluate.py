"""The eligibility engine: gates for everyone, then every path that speaks of the person, the best one proposed.

A gate that a path or a relief may waive (continuing-education hours) is judged once per path; reliefs combine with
every path. A path whose once-only right was used before, under any notice, is closed. Ordinary paths are proposed
before preferential ones, so that no right is spent without need.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import cast

from shared.policy.conditions import compile_condition
from shared.policy.engine.program import Program, program_for
from shared.policy.engine.rules import all_of, judge_gate, judge_path, speaks_of
from shared.policy.engine.verdict import (
    ORDINARY,
    PathOutcome,
    PathResult,
    RuleResult,
    RuleStatement,
    Verdict,
    outcome_of,
)
from shared.policy.pack.materials import MaterialItem
from shared.policy.pack.pack import Pack
from shared.policy.pack.plans import Plan
from shared.policy.pack.routes import UnitFacts
from shared.policy.pack.rules import Waiver
from shared.policy.terms.basics import Affiliation, Channel, Nature
from shared.policy.terms.vocabulary import Facts

PATH_ORDER: dict[PathOutcome, int] = {"open": 0, "conditional": 1, "closed": 2}
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
    return tuple(sorted(paths, key=lambda path: (PATH_ORDER[path.outcome], len(_failed(path)), path.kind)))


def _failed(path: PathResult) -> list[RuleResult]:
    return [rule for rule in path.rules if rule.refuses]


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
