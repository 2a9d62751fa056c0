"""The answer of the eligibility engine: every rule looked at, with its clause, the evidence, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, NotRequired, TypedDict

from shared.policy.engine.remedies import Outcome, PathKind, Remedies
from shared.policy.pack.plans import EvidenceKind
from shared.policy.pack.rules import Effect, Settler
from shared.policy.terms.vocabulary import FactValue
from shared.wire.plain import plain

RuleOutcome = Literal["met", "unmet", "unknown", "waived"]
PathOutcome = Literal["open", "conditional", "closed"]
_PATH_ORDER: dict[PathOutcome, int] = {"open": 0, "conditional": 1, "closed": 2}
ORDINARY = "ordinary"
"""What a dossier calls every ordinary path; the preferential ones go by their ids."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleStatement:
    """What a rule or requirement says whoever is judged; `verified` false: the number awaits the official text."""

    rule_id: str
    topic: str
    clause: str | None
    source: str | None
    verified: bool
    effect: Effect
    message: str
    settled_by: Settler | None = None
    settled_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PastCutOff:
    """What made the difference: evidence of this kind dated after `on` does not count, by `clause`."""

    kind: EvidenceKind
    on: date
    clause: str | None


@dataclass(slots=True)
class RuleResult:
    """One rule or requirement, judged.

    `evidence` holds the facts looked at; `missing` names (Chinese labels) those nobody has stated. `waived_by`: the
    path or relief that set it aside, `right` the once-only right that this uses up. `cut_off`: set where the rule fails
    only because evidence is too late. A class that is quick to make, because every verdict makes dozens.
    """

    statement: RuleStatement
    outcome: RuleOutcome
    evidence: dict[str, FactValue]
    missing: tuple[str, ...] = ()
    waived_by: str | None = None
    right: str | None = None
    cut_off: PastCutOff | None = None

    @property
    def rule_id(self) -> str:
        """The rule, or `path.requirement`."""
        return self.statement.rule_id

    @property
    def topic(self) -> str:
        """What it is about."""
        return self.statement.topic

    @property
    def clause(self) -> str | None:
        """The clause it rests on."""
        return self.statement.clause

    @property
    def source(self) -> str | None:
        """Where the value comes from beside the clause."""
        return self.statement.source

    @property
    def cited(self) -> str | None:
        """What it rests on: the clause, or the source where no clause of the notice says it."""
        return self.clause or self.source

    @property
    def verified(self) -> bool:
        """Whether the value was compared with the official text."""
        return self.statement.verified

    @property
    def effect(self) -> Effect:
        """What it does when it is not met."""
        return self.statement.effect

    @property
    def message(self) -> str:
        """What is said of it when it is not met."""
        return self.statement.message

    @property
    def refuses(self) -> bool:
        """Whether this alone refuses the filing."""
        return self.outcome == "unmet" and self.effect == "refuse"

    @property
    def leaves_open(self) -> bool:
        """Whether something is still to be stated."""
        return self.outcome == "unknown" and self.effect == "refuse"

    @property
    def settled_by(self) -> Settler | None:
        """Whose stage may state it; None: the applicant, before submission."""
        return self.statement.settled_by

    @property
    def settled_until(self) -> date | None:
        """The last day for that; None where the notice sets none."""
        return self.statement.settled_until


class RefusalReason(TypedDict):
    """A rule that stands in the way, as every service tells it; `cut_off`, where there is one, is its JSON."""

    rule_id: str
    clause: str | None
    message: str
    cut_off: NotRequired[Any]


def reason_of(rule: RuleResult) -> RefusalReason:
    """The same of one rule."""
    said: RefusalReason = {"rule_id": rule.rule_id, "clause": rule.clause, "message": rule.message}
    if rule.cut_off:
        said["cut_off"] = plain(rule.cut_off)
    return said


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def outcome_of(rules: Iterable[RuleResult]) -> Outcome:
    """What the rules together come to."""
    answer: Outcome = "eligible"
    for rule in rules:
        if rule.statement.effect == "refuse":
            if rule.outcome == "unmet":
                return "refused"
            if rule.outcome == "unknown":
                answer = "conditional"
    return answer


def path_outcome_of(results: Iterable[RuleResult]) -> PathOutcome:
    """Whether a path that asks these is closed, open, or open on conditions."""
    return _OF_PATH[outcome_of(results)]


_OF_PATH: dict[Outcome, PathOutcome] = {"refused": "closed", "conditional": "conditional", "eligible": "open"}


@dataclass(slots=True)
class PathResult:
    """One way to qualify. `right` is the once-only right it would use up; `waives` what it sets aside."""

    path_id: str
    name: str
    kind: PathKind
    clause: str | None
    outcome: PathOutcome
    right: str | None
    waives: tuple[str, ...]
    rules: tuple[RuleResult, ...]

    @property
    def route(self) -> str:
        """How a dossier names it: `ordinary`, or the id of the preferential path."""
        return ORDINARY if self.kind == ORDINARY else self.path_id

    @property
    def rank(self) -> tuple[int, int, str]:
        """Sort key: open ways first, then those that fail least, ordinary ones before preferential ones."""
        return _PATH_ORDER[self.outcome], sum(rule.refuses for rule in self.rules), self.kind

    @property
    def is_closed(self) -> bool:
        """Whether the person cannot qualify by it."""
        return self.outcome == "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a person is told.

    `rules`: the gates, then the requirements of the proposed `path` (for a refusal: of the nearest one). `paths`: all
    that speak of the person, best first. `route_id`: the audit route the declaration would take. `remedies`: what would
    change the answer, where that was asked.
    """

    outcome: Outcome
    plan_id: str
    at: date
    pack_digest: str
    rules: tuple[RuleResult, ...]
    gates: tuple[RuleResult, ...]
    path: PathResult | None
    paths: tuple[PathResult, ...]
    route_id: str | None
    remedies: Remedies | None = None

    @property
    def refusals(self) -> tuple[RuleResult, ...]:
        """The rules that refuse; the first one names the clause to cite."""
        return tuple(rule for rule in self.rules if rule.refuses)

    @property
    def open_points(self) -> tuple[RuleResult, ...]:
        """What is still to be produced or stated."""
        return tuple(rule for rule in self.rules if rule.leaves_open)

    @property
    def unstated(self) -> tuple[RuleResult, ...]:
        """The open points that no stage of the audit settles: the applicant states them before submission."""
        return tuple(rule for rule in self.open_points if rule.settled_by is None)

    @property
    def rights(self) -> tuple[str, ...]:
        """The once-only rights that the verdict rests on: the path's own, and those of the reliefs that decide."""
        own = (self.path.right,) if self.path else ()
        return tuple(dict.fromkeys(right for right in (*own, *(rule.right for rule in self.rules)) if right))

    @property
    def reasons(self) -> list[RefusalReason]:
        """The refusals as every service tells them."""
        return [reason_of(one) for one in self.refusals]

    def along(self, claimed: str | None) -> Verdict | None:
        """The verdict on the way that a dossier names, or on the proposed one; None when the claimed one is closed."""
        if claimed is None or (self.path is not None and claimed == self.path.path_id):
            return self
        ways = (path for path in self.paths if claimed in (path.path_id, path.route) and not path.is_closed)
        path = next(ways, None)
        if path is None:
            return None
        rules = (*self.gates, *path.rules)
        return replace(self, path=path, rules=rules, outcome=outcome_of(rules))

    @property
    def route(self) -> str:
        """The way to qualify as a dossier names it."""
        return self.path.route if self.path else ORDINARY
