"""A plan's rules, reliefs and paths, selected and compiled once per pack digest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from shared.policy.conditions import Condition, compile_condition
from shared.policy.conditions.shifting import shifted
from shared.policy.engine.verdict import RuleStatement
from shared.policy.pack.choices import FrequencyRule, Unoffered
from shared.policy.pack.kept import KeptByPlan
from shared.policy.pack.pack import NoRouteError, Pack
from shared.policy.pack.plans import Plan
from shared.policy.pack.routes import UnitFacts
from shared.policy.pack.rules import Path, Relief, Requirement, Rule, Settler, Waiver
from shared.policy.terms.vocabulary import vocabulary

RIGHT_USED = "该项政策只能享受一次，此前已经享受"
CONCERN = "“{name}”是否适用于本人，须先填报有关情况"
TENURE_FACTS = ("title.years", "title.appointed_years")
"""What "one year early" shortens."""


@dataclass(frozen=True, slots=True)
class CompiledRelief:
    """Everything that must hold for the relief, with the statement of each requirement (None: whom it speaks of)."""

    relief: Relief
    asked: tuple[tuple[RuleStatement | None, Condition], ...]
    reads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Aid:
    """A relief as one rule can use it: set aside altogether (`instead` None), or asked in a milder form."""

    relief: CompiledRelief
    instead: Condition | None = None


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A gate: where every `when` holds, every `require` must. `reads` names the facts shown as evidence."""

    statement: RuleStatement
    when: tuple[Condition, ...]
    require: tuple[Condition, ...]
    reads: tuple[str, ...]
    waived_by: Waiver | None = None
    aids: tuple[Aid, ...] = ()

    @property
    def is_firm(self) -> bool:
        """Whether it is judged the same on every path."""
        return self.waived_by is None


@dataclass(frozen=True, slots=True)
class CompiledRequirement:
    """One thing that a path asks."""

    statement: RuleStatement
    condition: Condition
    aids: tuple[Aid, ...] = ()


@dataclass(frozen=True, slots=True)
class CompiledPath:
    """A path: when it speaks of the person (`concern` states that), and what it asks.

    `right` states the once-only right that it uses up.
    """

    path: Path
    when: tuple[Condition, ...]
    concern: RuleStatement
    requires: tuple[CompiledRequirement, ...]
    right: RuleStatement | None


@dataclass(frozen=True, slots=True)
class Program:
    """Everything the engine runs for one plan; firm gates are those that no path or relief can waive."""

    firm: tuple[CompiledRule, ...]
    soft: tuple[CompiledRule, ...]
    paths: tuple[CompiledPath, ...]
    reliefs: tuple[CompiledRelief, ...]
    routes: dict[UnitFacts, str | None] = field(default_factory=dict)

    @property
    def gates(self) -> tuple[CompiledRule, ...]:
        """All of them."""
        return (*self.firm, *self.soft)

    def route_id(self, pack: Pack, plan: Plan, unit: UnitFacts) -> str | None:
        """The audit route of the plan from such a unit; None when the notice has none. Remembered per kind of unit."""
        if unit not in self.routes:
            try:
                self.routes[unit] = pack.route_for(plan, unit).id
            except NoRouteError:
                self.routes[unit] = None
        return self.routes[unit]


@KeptByPlan
def program_for(pack: Pack, plan: Plan) -> Program:
    """The compiled program."""
    return _Compiler(pack, plan).program()


def rules_made_of(pack: Pack) -> Iterator[Rule]:
    """The gates that follow from what the notice says of frequency and of majors it does not take here."""
    for limit in pack.frequency:
        yield _of_frequency(limit)
    for entry in pack.unoffered:
        if entry.majors:
            yield _of_unoffered(entry)


def _of_frequency(limit: FrequencyRule) -> Rule:
    free = f'!("{limit.id}" in history.stands_in_the_way)'
    return Rule(
        id=limit.id, topic="frequency", applies=limit.applies, require=(free,), effect="refuse", message=limit.message,
        clause=limit.clause, source=limit.source, verified=limit.verified,
    )  # fmt: skip


def _of_unoffered(entry: Unoffered) -> Rule:
    majors = ", ".join(f'"{major}"' for major in entry.majors)
    return Rule(
        id=entry.id, topic="plan", applies=entry.selector, require=(f"!(plan.major in [{majors}])",),
        effect="refuse", message=entry.reason, clause=entry.clause, source=entry.source, verified=entry.verified,
    )  # fmt: skip


def settled_until(plan: Plan, settler: Settler | None) -> date | None:
    """The last day on which a point can be settled: by the applicant while filing is open, else at the stage."""
    stages = {
        None: ("filing",), "unit": ("audit_unit", "audit"), "department": ("audit_department", "audit"),
        "hr_bureau": ("audit",), "office": ("review",),
    }  # fmt: skip
    windows = plan.windows
    return next((windows[stage].closes_on for stage in stages[settler] if stage in windows), None)


class _Compiler:
    def __init__(self, pack: Pack, plan: Plan) -> None:
        self._pack, self._plan = pack, plan
        reliefs = [self._relief(one) for one in pack.reliefs if plan.is_meant_by(one.applies)]
        self._reliefs = tuple(sorted(reliefs, key=lambda one: one.relief.right is not None))

    def program(self) -> Program:
        rules = (*rules_made_of(self._pack), *self._pack.rules)
        gates = [self._rule(rule) for rule in rules if self._plan.is_meant_by(rule.applies)]
        paths = tuple(self._path(path) for path in self._pack.paths if self._plan.is_meant_by(path.applies))
        return Program(
            tuple(gate for gate in gates if gate.is_firm), tuple(gate for gate in gates if not gate.is_firm), paths,
            self._reliefs,
        )  # fmt: skip

    def _relief(self, relief: Relief) -> CompiledRelief:
        """A right used before closes the relief, without a word of its own."""
        whom = [*relief.when, *([f'!("{relief.right}" in history.rights_used)'] if relief.right else [])]
        asked: list[tuple[RuleStatement | None, Condition]] = [(None, compile_condition(text)) for text in whom]
        for entry in relief.requires:
            asked.append((self._statement(entry, f"{relief.id}.{entry.id}"), compile_condition(entry.require)))
        return CompiledRelief(relief, tuple(asked), _shown(tuple(condition for _, condition in asked)))

    def _rule(self, rule: Rule) -> CompiledRule:
        when, require = _conditions(rule.when), _conditions(rule.require)
        aids = tuple(Aid(one) for one in self._reliefs if rule.waived_by in one.relief.waives)
        reads = _shown((*when, *require))
        return CompiledRule(self._statement(rule, rule.id), when, require, reads, rule.waived_by, aids)

    def _path(self, path: Path) -> CompiledPath:
        requires = tuple(self._requirement(path, entry) for entry in path.requires)
        right = self._own(path, "right", RIGHT_USED) if path.right else None
        concern = self._own(path, "when", CONCERN.format(name=path.name))
        return CompiledPath(path, _conditions(path.when), concern, requires, right)

    def _own(self, path: Path, name: str, message: str) -> RuleStatement:
        """What a path says beside its requirements."""
        entry = Requirement(
            id=name, topic="rights", require="", message=message, clause=path.clause, source=path.source,
            verified=path.verified,
        )  # fmt: skip
        return self._statement(entry, f"{path.id}.{name}")

    def _requirement(self, path: Path, entry: Requirement) -> CompiledRequirement:
        condition = compile_condition(entry.require)
        waiving = [Aid(one) for one in self._reliefs if entry.waived_by and entry.waived_by in one.relief.waives]
        early = self._early(entry, condition)
        return CompiledRequirement(self._statement(entry, f"{path.id}.{entry.id}"), condition, (*waiving, *early))

    def _early(self, entry: Requirement, condition: Condition) -> Iterator[Aid]:
        if entry.topic != "tenure" or not set(condition.reads) & set(TENURE_FACTS):
            return
        for one in self._reliefs:
            if one.relief.years_early:
                yield Aid(one, shifted(condition, TENURE_FACTS, one.relief.years_early))

    def _statement(self, entry: Rule | Requirement, rule_id: str) -> RuleStatement:
        return RuleStatement(
            rule_id=rule_id, topic=entry.topic, clause=entry.clause, source=entry.source, verified=entry.verified,
            effect=entry.effect, message=entry.message, settled_by=entry.settled_by,
            settled_until=settled_until(self._plan, entry.settled_by),
        )  # fmt: skip


def _shown(conditions: tuple[Condition, ...]) -> tuple[str, ...]:
    """The facts that the conditions read, each followed by those that belong beside it in the evidence."""
    read = (name for condition in conditions for name in condition.reads)
    return tuple(dict.fromkeys(shown for name in read for shown in (name, *vocabulary()[name].shown_with)))


def _conditions(texts: tuple[str, ...]) -> tuple[Condition, ...]:
    return tuple(compile_condition(text) for text in texts)
