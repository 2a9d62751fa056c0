"""公示 of a unit or a roster: posted, open for objections, closed when its days are over and nothing is unresolved.

Objections are aggregates of their own (`objection.py`): however many come, the list stays at its version.
"""

from __future__ import annotations

from dataclasses import dataclass
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
    closed_on: date | None = None
    version: int = 1

    @property
    def declaration_ids(self) -> tuple[str, ...]:
        """Whose names are on the list."""
        return tuple(person.declaration_id for person in self.people)

    def check_takes(self, declaration_id: str, now: datetime) -> None:
        """Objections are taken from the posting until the list is over (while its end is not certain, until closed)."""
        if self.closed_on is not None or (self._is_over(now) and not self.provisional):
            raise refused("publicity_over", clause=self.clause, ends_on=self.ends_on.isoformat())
        if declaration_id not in self.declaration_ids:
            raise not_found("person_not_on_list", path="declaration_id")

    def close(self, now: datetime, unresolved: int) -> date:
        """End the period, today: not on a guess, not before its last day is over, not with an objection unresolved."""
        if self.closed_on is not None:
            raise conflict("publicity_already_closed")
        if self.provisional:
            raise refused("calendar_provisional", clause=self.clause, ends_on=self.ends_on.isoformat())
        if not self._is_over(now):
            raise refused("publicity_not_over_yet", clause=self.clause, ends_on=self.ends_on.isoformat())
        if unresolved:
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
