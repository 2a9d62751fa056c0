"""A plan's rules and paths, selected and compiled once per pack digest."""

from __future__ import annotations

from dataclasses import dataclass

from shared.policy.conditions import Condition, compile_condition
from shared.policy.model.pack import NoRouteError, Pack
from shared.policy.model.plans import Plan
from shared.policy.model.routes import UnitFacts
from shared.policy.model.rules import Path, Requirement, Rule
from shared.policy.verdict import Statement
from shared.policy.vocabulary import vocabulary

PROGRAMS_KEPT = 4096
RIGHT_USED = "该项政策只能享受一次，此前已经享受"


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A gate: where every `when` holds, every `require` must. `reads` names the facts shown as evidence."""

    rule: Rule
    statement: Statement
    when: tuple[Condition, ...]
    require: tuple[Condition, ...]
    reads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CompiledPath:
    """A path: when it speaks of the person, and what it asks; `right` states the once-only right it uses up."""

    path: Path
    when: tuple[Condition, ...]
    requires: tuple[tuple[Statement, Condition], ...]
    right: Statement | None


@dataclass(frozen=True, slots=True)
class Program:
    """Everything the engine runs for one plan; `waivable`: which waiver sets aside which gate."""

    gates: tuple[CompiledRule, ...]
    paths: tuple[CompiledPath, ...]
    waivable: dict[str, str]
    routes: dict[UnitFacts, str | None]

    def route_id(self, pack: Pack, plan: Plan, unit: UnitFacts) -> str | None:
        """The audit route of the plan from such a unit; None when the notice has none. Remembered per kind of unit."""
        if unit not in self.routes:
            try:
                self.routes[unit] = pack.route_for(plan, unit).id
            except NoRouteError:
                self.routes[unit] = None
        return self.routes[unit]


_programs: dict[tuple[str, str], Program] = {}


def program_for(pack: Pack, plan: Plan) -> Program:
    """The compiled program, kept by pack digest and plan."""
    key = pack.digest, plan.id
    program = _programs.get(key)
    if program is None:
        if len(_programs) >= PROGRAMS_KEPT:
            _programs.clear()
        program = _programs[key] = _compile(pack, plan)
    return program


def forget_programs() -> None:
    """Compile everything anew from now on; for measurements of a cold start."""
    _programs.clear()


def _compile(pack: Pack, plan: Plan) -> Program:
    rules = [rule for rule in pack.rules if plan.is_meant_by(rule.applies)]
    return Program(
        tuple(_rule(rule) for rule in rules),
        tuple(_path(path) for path in pack.paths if plan.is_meant_by(path.applies)),
        {rule.id: rule.waived_by for rule in rules if rule.waived_by},
        {},
    )


def _rule(rule: Rule) -> CompiledRule:
    when, require = _conditions(rule.when), _conditions(rule.require)
    return CompiledRule(rule, _statement(rule, rule.id), when, require, _shown((*when, *require)))


def _shown(conditions: tuple[Condition, ...]) -> tuple[str, ...]:
    """The facts that the conditions read, each followed by those that belong beside it in the evidence."""
    read = (name for condition in conditions for name in condition.reads)
    return tuple(dict.fromkeys(shown for name in read for shown in (name, *vocabulary()[name].shown_with)))


def _path(path: Path) -> CompiledPath:
    requires = tuple(
        (_statement(entry, f"{path.id}.{entry.id}"), compile_condition(entry.require)) for entry in path.requires
    )
    right = Requirement(
        id="right", topic="rights", require="", message=RIGHT_USED, clause=path.clause, source=path.source,
        verified=path.verified,
    )  # fmt: skip
    return CompiledPath(
        path, _conditions(path.when), requires, _statement(right, f"{path.id}.right") if path.right else None
    )  # fmt: skip


def _statement(entry: Rule | Requirement, rule_id: str) -> Statement:
    return Statement(
        rule_id=rule_id, topic=entry.topic, clause=entry.clause, source=entry.source, verified=entry.verified,
        effect=entry.effect, message=entry.message,
    )  # fmt: skip


def _conditions(texts: tuple[str, ...]) -> tuple[Condition, ...]:
    return tuple(compile_condition(text) for text in texts)
