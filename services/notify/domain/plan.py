"""A rule over the duties of one group: how far it was followed, and what is reached now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from services.notify.domain.kinds import RULE_OF, DeadlineKind
from services.notify.domain.notice_rules import KnownRule
from services.notify.domain.recipient import Recipient
from services.notify.domain.schedule import LATE, Moment, Phase, Planner
from shared.kernel.deadline import is_over


class Outcome(StrEnum):
    """How a moment was settled: told, passed over for a later one or because it was too late, or nobody was left."""

    SENT = "sent"
    MISSED = "missed"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class ReminderPlan:
    """One rule over one group of duties: those of one recipient, kind and day.

    Everything up to `looked_at` is settled; `next_at` is the next moment to look, None when none is left. `late_at`:
    when somebody of the group is reminded who came after all moments before the last day. `waiting_since`: the day on
    which the first of the group arose.
    """

    key: str
    group_key: str
    rule: str
    kind: DeadlineKind
    notice_id: str | None
    recipient: Recipient
    due_at: datetime | None
    waiting_since: date
    clause: str
    level_group: str | None
    looked_at: datetime
    late_at: datetime | None = None
    next_at: datetime | None = None

    @property
    def word(self) -> str:
        """The word of packs for its deadline."""
        return RULE_OF[self.kind]

    def moments(self, rule: KnownRule, planner: Planner) -> list[Moment]:
        """Everything that the rule says, the late moment included, in order."""
        found = planner.moments(rule, self.due_at, self.waiting_since)
        late = [] if self.late_at is None else [Moment(self.late_at, LATE, "before", self.late_at)]
        return sorted([*found, *late], key=lambda moment: moment.at)

    def planned(self, rule: KnownRule, planner: Planner) -> ReminderPlan:
        """With the first moment that is not settled."""
        ahead = (moment.at for moment in self.moments(rule, planner) if moment.at > self.looked_at)
        return replace(self, next_at=next(ahead, None))

    def resting(self, until: datetime | None) -> ReminderPlan:
        """Looked at again then, or never."""
        return replace(self, next_at=until)

    def joined(self, other: ReminderPlan) -> ReminderPlan:
        """With somebody more in the group, in whatever order they come: all that he may still be told is looked at, his
        late moment is the group's where it comes first of those that are not settled."""
        ahead = [plan.next_at for plan in (self, other) if plan.next_at is not None]
        own = self.late_at if self.late_at is not None and self.late_at > self.looked_at else None
        lates = [late for late in (own, other.late_at) if late is not None]
        return replace(
            self,
            looked_at=min(self.looked_at, other.looked_at),
            late_at=min(lates, default=None),
            next_at=min(ahead, default=None),
            waiting_since=min(self.waiting_since, other.waiting_since),
        )


@dataclass(frozen=True, slots=True)
class Reached:
    """What is to be settled now of one phase: the moment to tell of, if any, and those passed over."""

    told: Moment | None
    missed: tuple[Moment, ...]


def reached(plan: ReminderPlan, moments: Iterable[Moment], now: datetime) -> list[Reached]:
    """Per phase the latest moment that was reached since the plan was looked at; what comes before the last day is not
    told of once that is over."""
    fresh = [moment for moment in moments if plan.looked_at < moment.at <= now]
    over = plan.due_at is not None and is_over(plan.due_at, now)
    found = [
        _of_phase([one for one in fresh if one.phase == phase], over=over and phase == "before") for phase in PHASES
    ]
    return [one for one in found if one.told or one.missed]


PHASES: tuple[Phase, ...] = ("before", "after")


def _of_phase(fresh: list[Moment], *, over: bool) -> Reached:
    return Reached(None, tuple(fresh)) if over or not fresh else Reached(fresh[-1], tuple(fresh[:-1]))


def plan_key(group_key: str, rule_id: str) -> str:
    """What tells a plan apart; with the token of a moment it is the key of a message."""
    return f"{group_key}/{rule_id}" if rule_id else group_key


def message_key(plan: ReminderPlan, moment: Moment) -> str:
    """By it a reminder is sent once, whoever sends it; version 0.2.0 writes the same for its own rules."""
    return f"reminder/{plan.key}/{moment.token}"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A moment of a plan as it was settled. `due_at` is the end of the last day, None where a subject waits."""

    key: str
    rule: str
    kind: DeadlineKind
    notice_id: str | None
    recipient: Recipient
    due_at: datetime | None
    at: datetime
    token: str
    outcome: Outcome
    count: int
    noted_at: datetime
    message_id: str | None = None


def occurrence(
    plan: ReminderPlan, moment: Moment, outcome: Outcome, now: datetime, count: int = 0, message_id: str | None = None
) -> Occurrence:
    """How a moment was settled just now."""
    return Occurrence(
        key=message_key(plan, moment),
        rule=plan.rule,
        kind=plan.kind,
        notice_id=plan.notice_id,
        recipient=plan.recipient,
        due_at=plan.due_at,
        at=moment.at,
        token=moment.token,
        outcome=outcome,
        count=count,
        noted_at=now,
        message_id=message_id,
    )
