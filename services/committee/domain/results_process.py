"""What happens to results once they are decided, by a vote or without one: publicity, the package, the approval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import ClassVar

from services.committee.domain import transitions
from services.committee.domain.committee import OUTCOMES, Declined
from services.committee.domain.results import ObjectionToResult, Period
from shared.contracts.committee.recognition import Deciding
from shared.kernel.clock import ZONE
from shared.kernel.deadline import is_over
from shared.kernel.errors import refused


@dataclass(frozen=True, slots=True)
class Posting:
    """The results are on show under `publicity_id`, to `ends_on` inclusive."""

    publicity_id: str
    posted_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class ResultsDates:
    """How far the results have come; `report_due_on` is the last day for the package."""

    concluded_on: date | None = None
    report_due_on: date | None = None
    publicity_id: str | None = None
    posted_on: date | None = None
    ends_on: date | None = None
    closed_on: date | None = None
    reported_on: date | None = None
    reported_late: bool = False
    approved_on: date | None = None

    @property
    def conclusion(self) -> tuple[date, date]:
        """The day of the decision and the last day to report the package, once all is decided."""
        assert self.concluded_on is not None
        assert self.report_due_on is not None
        return self.concluded_on, self.report_due_on

    @property
    def posting(self) -> Posting | None:
        """None before the posting."""
        if self.publicity_id is None or self.posted_on is None or self.ends_on is None:
            return None
        return Posting(self.publicity_id, self.posted_on, self.ends_on)


@dataclass(slots=True, kw_only=True)
class ResultsProcess:
    """What a review session and a recognition have in common: whose they are, and the way of their results."""

    kind: ClassVar[Deciding]

    id: str
    version: int
    state: transitions.SessionState
    committee_id: str
    notice_id: str
    office_id: str
    authority_id: str
    results_authority_id: str = ""
    dates: ResultsDates = ResultsDates()

    @property
    def decided_on(self) -> date:
        """The day of the decision, of a session that of its meeting."""
        raise NotImplementedError

    @property
    def pass_rates(self) -> dict[str, str]:
        """Group -> its own pass rate ("3/5"), where the notice lets the committee set one."""
        return {}

    def move(self, action: str, choice: int = 0) -> None:
        """Take the transition or raise conflict("step_not_possible")."""
        self.state = transitions.SESSION.after(self.state, action, choice=choice)

    def may(self, action: str) -> bool:
        """Whether the action is possible now."""
        return transitions.SESSION.target(self.state, action) is not None

    def check(self, action: str, clause: str | None = None) -> None:
        """Raise conflict("step_not_possible") unless the action is possible now; `clause` orders the steps."""
        transitions.SESSION.after(self.state, action, clause=clause)

    def post_results(self, posting: Posting) -> None:
        """The list of those who passed goes up."""
        self.move("post_results")
        self.dates = replace(
            self.dates, publicity_id=posting.publicity_id, posted_on=posting.posted_on, ends_on=posting.ends_on
        )

    def redate_results(self, ends_on: date) -> None:
        """The last day was counted before its year was announced, and was not the right one."""
        self.dates = replace(self.dates, ends_on=ends_on)

    def check_takes_objections(self, period: Period | None, now: datetime, clause: str | None) -> None:
        """They are taken from the posting until the period is over (while its end is a guess, until it is closed)."""
        self.check("file_objection", clause)
        if period is not None and not period.provisional and is_over(period.end, now):
            raise refused("publicity_over", clause=period.clause, ends_on=period.ends_on.isoformat())

    def close_results(
        self, period: Period | None, objections: Sequence[ObjectionToResult], now: datetime, clause: str | None
    ) -> None:
        """End the publicity: the period must be certain and over, and every objection investigated, says `clause`."""
        self.move("close_results")
        if period is None:
            raise refused("publicity_running", clause=clause, ends_on="")
        ends_on = period.ends_on.isoformat()
        if period.provisional:
            raise refused("calendar_provisional", clause=clause, ends_on=ends_on)
        if not is_over(period.end, now):
            raise refused("publicity_running", clause=clause, ends_on=ends_on)
        waiting = sum(objection.outcome == "open" for objection in objections)
        if waiting:
            raise refused("objections_open", clause=clause, count=waiting)
        self.dates = replace(self.dates, closed_on=now.astimezone(ZONE).date())

    def report_package(self, day: date) -> None:
        """The package is handed up; after the due date it is taken and marked late."""
        self.move("report_package")
        due = self.dates.report_due_on
        self.dates = replace(self.dates, reported_on=day, reported_late=due is not None and day > due)

    def mark_report_late(self) -> None:
        """The last day has passed without a package."""
        self.dates = replace(self.dates, reported_late=True)

    def approve_results(self, day: date) -> None:
        """核准备案 by the authority for results."""
        self.move("approve_results")
        self.dates = replace(self.dates, approved_on=day)

    def decline_results(self, outcome: Declined) -> None:
        """Sent back, so that the package is reported again, or refused for good."""
        self.move("approve_results", OUTCOMES.index(outcome))

    def void_results(self) -> None:
        """The committee could not review that day: nothing stands, whatever the authority says."""
        self.move("approve_results", len(OUTCOMES))
