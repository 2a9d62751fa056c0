"""People in, answers out: the same engine as at submission, and counts per plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from infra.policy.dryrun.person import UNREADABLE, DryRunPerson, person_of, plans_for
from shared.policy.engine.evaluate import evaluate
from shared.policy.engine.verdict import RuleResult
from shared.policy.facts import facts_from_dossier
from shared.policy.pack.pack import Pack
from shared.policy.pack.plans import Plan

NO_PLAN = "no-plan"
UNREADABLE_LINE = "unreadable"


@dataclass(frozen=True, slots=True)
class DryRunResult:
    """One person and plan. `rule`, `clause` and `message`: the first refusing rule, or the first open point."""

    person: str
    plan: str | None
    verdict: str
    path: str | None = None
    rule: str | None = None
    clause: str | None = None
    message: str | None = None

    def row(self) -> dict[str, str | None]:
        """As written to the output."""
        return {
            "id": self.person, "plan": self.plan, "verdict": self.verdict, "path": self.path, "rule": self.rule,
            "clause": self.clause, "message": self.message,
        }  # fmt: skip


@dataclass(slots=True)
class VerdictCounts:
    """Counts that add up: verdicts per plan, and the rules that refused first with their clauses."""

    verdicts: Counter[tuple[str, str]] = field(default_factory=Counter)
    refusals: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    people: int = 0

    def count(self, answer: DryRunResult) -> None:
        """One more answer."""
        plan = answer.plan or "-"
        self.verdicts[plan, answer.verdict] += 1
        if answer.verdict == "refused":
            self.refusals[plan, answer.rule or "", answer.clause or ""] += 1

    def add(self, other: VerdictCounts) -> None:
        """The counts of another part of the file."""
        self.verdicts += other.verdicts
        self.refusals += other.refusals
        self.people += other.people

    def top_refusals(self, plan: str, count: int = 3) -> list[tuple[str, str, int]]:
        """(rule, clause, how often) of the commonest first refusals of a plan."""
        mine = Counter({key[1:]: number for key, number in self.refusals.items() if key[0] == plan})
        ranked = sorted(mine.items(), key=lambda entry: (-entry[1], entry[0]))
        return [(rule, clause, number) for (rule, clause), number in ranked[:count]]


def judge_lines(pack: Pack, lines: Iterable[str], on: date | None = None, first: int = 1) -> Iterator[DryRunResult]:
    """Answers for every line, in order; a line that cannot be read is an answer too, and stops nothing.

    `on`: the day asked about; without it, the last filing day of each plan. `first`: number of the first line.
    """
    for number, line in enumerate(lines, start=first):
        try:
            person = person_of(line)
        except UNREADABLE as error:
            yield DryRunResult(f"line {number}", None, UNREADABLE_LINE, message=_said(error))
            continue
        yield from _judge(pack, person, on)


def _judge(pack: Pack, person: DryRunPerson, on: date | None) -> Iterator[DryRunResult]:
    try:
        plans = plans_for(pack, person)
        if not plans:
            yield DryRunResult(person.id, None, NO_PLAN)
        for plan in plans:
            yield judge(pack, plan, person, on or day_of(pack, plan))
    except UNREADABLE as error:
        yield DryRunResult(person.id, None, UNREADABLE_LINE, message=_said(error))


def judge(pack: Pack, plan: Plan, person: DryRunPerson, at: date) -> DryRunResult:
    """The verdict for one person and plan, shortened to what a list needs."""
    facts = facts_from_dossier(
        pack, plan, profile=person.profile, unit=person.unit, at=at, record=person.record, major=person.major
    )
    verdict = evaluate(pack, plan, facts, at)
    first = _decider(verdict.refusals, verdict.open_points)
    return DryRunResult(
        person.id,
        plan.id,
        verdict.outcome,
        verdict.path.path_id if verdict.path else None,
        first.rule_id if first else None,
        first.clause if first else None,
        first.message if first else None,
    )


def day_of(pack: Pack, plan: Plan) -> date:
    """The last filing day; of a plan without one, the day the notice was issued."""
    window = plan.windows.get("filing")
    return window.closes_on if window else pack.notice.issued_on


def _decider(refusals: tuple[RuleResult, ...], open_points: tuple[RuleResult, ...]) -> RuleResult | None:
    return next(iter((*refusals, *open_points)), None)


def _said(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"
