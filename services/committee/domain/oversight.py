"""Oversight of a committee: what was looked at and found, the measures taken, and what they stop."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from services.committee.domain import transitions
from shared.kernel.errors import invalid, refused
from shared.policy.pack.oversight import InspectionKind, MeasureKind, MeasureRule


@dataclass(slots=True)
class Inspection:
    """抽查, 巡查 or 倒查复查 by an organisation; `session_id` is None when it was the committee as a whole."""

    id: str
    committee_id: str
    session_id: str | None
    kind: InspectionKind
    name: str
    inspected_on: date
    faults: bool
    findings: str
    inspector_id: str
    organisation_id: str
    recorded_on: date
    clause: str


@dataclass(slots=True)
class Measure:
    """A measure; in_force while it stands, issued when it only had to be said, lifted afterwards.

    `name` and `clause` are those of the notice under which it was taken. `overdue` is set once its day has passed.
    """

    id: str
    version: int
    committee_id: str
    inspection_id: str | None
    kind: MeasureKind
    name: str
    state: transitions.MeasureState
    suspends: bool
    reason: str
    clause: str
    organisation_id: str
    taken_on: date
    due_on: date | None = None
    overdue: bool = False
    lifted_on: date | None = None
    lifting_opinion: str | None = None

    def lift(self, day: date, opinion: str) -> None:
        """It ends; conflict("step_not_possible") for one that does not stand (any more)."""
        self.state = transitions.MEASURE.after(self.state, "lift_measure", clause=self.clause)
        self.lifted_on, self.lifting_opinion = day, opinion
        self.overdue = self.overdue or (self.due_on is not None and day > self.due_on)

    def mark_overdue(self) -> None:
        """Its day has passed while it stood."""
        self.overdue = True


def first_state(rule: MeasureRule) -> transitions.MeasureState:
    """What stands until it is lifted is in force; what only had to be said is issued."""
    return "in_force" if rule.suspends or rule.dated else "issued"


def check_due_day(rule: MeasureRule, due_on: date | None, today: date) -> None:
    """A dated measure names a day ahead; another names none."""
    if rule.dated and due_on is None:
        raise invalid("measure_day_missing", path="due_on", measure=rule.name)
    if due_on is not None and not rule.dated:
        raise invalid("measure_takes_no_day", path="due_on", measure=rule.name)
    if due_on is not None and due_on < today:
        raise invalid("measure_day_past", path="due_on")


def check_right_to_review(measures: Iterable[Measure]) -> None:
    """refused("committee_suspended") while a measure that suspends stands, naming it and its clause."""
    for measure in measures:
        if measure.suspends and measure.state == "in_force":
            raise refused(
                "committee_suspended",
                clause=measure.clause,
                measure=measure.name,
                measure_id=measure.id,
                taken_on=measure.taken_on.isoformat(),
                due_on=measure.due_on.isoformat() if measure.due_on else None,
            )
