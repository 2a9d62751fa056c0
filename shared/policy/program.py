"""A plan's rules and paths, selected and compiled once per pack digest."""

from __future__ import annotations

from dataclasses import dataclass

from shared.policy.conditions import Condition, compile_condition
from shared.policy.model.pack import Pack
from shared.policy.model.plans import Plan
from shared.policy.model.rules import Path, Requirement, Rule

PROGRAMS_KEPT = 4096


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A gate: where every `when` holds, every `require` must."""

    rule: Rule
    when: tuple[Condition, ...]
    require: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class CompiledPath:
    """A path: when it speaks of the person, and what it asks."""

    path: Path
    when: tuple[Condition, ...]
    requires: tuple[tuple[Requirement, Condition], ...]


@dataclass(frozen=True, slots=True)
class Program:
    """Everything the engine runs for one plan."""

    gates: tuple[CompiledRule, ...]
    paths: tuple[CompiledPath, ...]


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


def _compile(pack: Pack, plan: Plan) -> Program:
    return Program(
        tuple(
            CompiledRule(rule, _conditions(rule.when), _conditions(rule.require))
            for rule in pack.rules
            if _meant(rule, plan)
        ),
        tuple(
            CompiledPath(
                path,
                _conditions(path.when),
                tuple((entry, compile_condition(entry.require)) for entry in path.requires),
            )
            for path in pack.paths
            if _meant(path, plan)
        ),
    )


def _conditions(texts: tuple[str, ...]) -> tuple[Condition, ...]:
    return tuple(compile_condition(text) for text in texts)


def _meant(entry: Rule | Path, plan: Plan) -> bool:
    return plan.is_meant_by(entry.applies)
