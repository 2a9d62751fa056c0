"""公示 of a unit or a roster: posted, open for objections, closed when its days are over and nothing is unresolved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from shared.calendar import WorkCalendar
from shared.contracts.audit.organisation import Contact
from shared.contracts.audit.publicity_and_roster import PublicityPerson
from shared.kernel.clock import ZONE
from shared.kernel.deadline import end_of_day, is_over
from shared.kernel.errors import conflict, not_found, refused
from shared.policy.terms.basics import LevelGroup

ListScope = Literal["unit", "roster"]
ObjectionOutcome = Literal["open", "upheld", "dismissed"]


@dataclass(frozen=True, slots=True)
class Objection:
    """异议/举报 about one listed person."""

    id: str
    declaration_id: str
    content: str
    filed_at: datetime
    outcome: ObjectionOutcome = "open"
    opinion: str | None = None
    resolved_at: datetime | None = None

    def resolved(self, outcome: ObjectionOutcome, opinion: str, at: datetime) -> Objection:
        """With its finding; conflict `objection_already_resolved` for a second one."""
        if self.outcome != "open":
            raise conflict("objection_already_resolved", outcome=self.outcome)
        return replace(self, outcome=outcome, opinion=opinion, resolved_at=at)


@dataclass(slots=True)
class Publicity:
    """One posted list. The day of posting does not count; `ends_on` is its last working day.

    `closes_at` is the hour at which the notice ends that day; None means its midnight. `provisional`: the holidays of a
    year that the period touches are not announced, so `ends_on` is not certain.
    """

    id: str
    scope: ListScope
    notice_id: str
    organisation_id: str
    organisation_name: str
    level_group: LevelGroup
    posted_on: date
    ends_on: date
    working_days: int
    provisional: bool
    clause: str
    channel: Contact
    people: tuple[PublicityPerson, ...]
    closes_at: str | None = None
    objections: tuple[Objection, ...] = ()
    closed_on: date | None = None
    version: int = 1

    @property
    def declaration_ids(self) -> tuple[str, ...]:
        """Whose names are on the list."""
        return tuple(person.declaration_id for person in self.people)

    def file_objection(self, objection: Objection, now: datetime) -> None:
        """Accepted from the posting until the list is over (while its end is not certain, until it is closed)."""
        if self.closed_on is not None or (self._is_over(now) and not self.provisional):
            raise refused("publicity_over", clause=self.clause, ends_on=self.ends_on.isoformat())
        if objection.declaration_id not in self.declaration_ids:
            raise not_found("person_not_on_list", path="declaration_id")
        self.objections = (*self.objections, objection)

    def resolve(self, objection_id: str, outcome: ObjectionOutcome, opinion: str, at: datetime) -> Objection:
        """Close one objection with its outcome; each is resolved once."""
        objection = next((each for each in self.objections if each.id == objection_id), None)
        if objection is None:
            raise not_found("objection_not_found", path="objection_id")
        resolved = objection.resolved(outcome, opinion, at)
        self.objections = tuple(resolved if each.id == objection_id else each for each in self.objections)
        return resolved

    def close(self, now: datetime) -> date:
        """End the period, today: not on a guess, not before its last day is over, not with an objection unresolved."""
        if self.closed_on is not None:
            raise conflict("publicity_already_closed")
        if self.provisional:
            raise refused("calendar_provisional", clause=self.clause, ends_on=self.ends_on.isoformat())
        if not self._is_over(now):
            raise refused("publicity_not_over_yet", clause=self.clause, ends_on=self.ends_on.isoformat())
        if any(objection.outcome == "open" for objection in self.objections):
            raise refused("objection_unresolved", clause=self.clause)
        self.closed_on = now.astimezone(ZONE).date()
        return self.closed_on

    def settle(self, calendar: WorkCalendar) -> bool:
        """Count a last day again that was a guess; whether it has become certain."""
        period = calendar.publicity(self.posted_on, self.working_days)
        if not self.provisional or period.provisional:
            return False
        self.ends_on, self.provisional = period.last_day, False
        return True

    def _is_over(self, now: datetime) -> bool:
        return is_over(end_of_day(self.ends_on, self.closes_at), now)

    def upheld_against(self, declaration_id: str) -> bool:
        """Whether an objection about this person was upheld."""
        return any(each.declaration_id == declaration_id and each.outcome == "upheld" for each in self.objections)
