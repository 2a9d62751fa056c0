"""A review session (评审会议) from its date to the approval of its results."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from services.committee.domain import transitions
from services.committee.domain.candidates import Document
from services.committee.domain.committee import Decides
from services.committee.domain.filed_plan import FiledPlan
from services.committee.domain.grouping import GroupChoice
from services.committee.domain.scoring import IndicatorWeights
from shared.kernel.errors import refused
from shared.policy.pack.committees import ImplementationPlanRule
from shared.policy.terms.basics import Ratio


@dataclass(slots=True)
class Session:
    """`blind_key` and `ballot_key` are secret (hex); the ballot key lives only while voting is open.

    Of the kind `recognition` it is a list of declarations that a body decided on without meeting; it begins concluded.
    """

    id: str
    version: int
    state: transitions.SessionState
    committee_id: str
    notice_id: str
    office_id: str
    authority_id: str
    meeting_on: date
    place: str
    panel_size: int
    procedure: str
    measures: str
    blind_key: str
    reconvened: int = 0
    snapshot: Document | None = None
    snapshot_digest: str | None = None
    commitment: str | None = None
    transcript: Document | None = None
    transcript_digest: str | None = None
    plan_filed_on: date | None = None
    plan: FiledPlan | None = None
    present: int | None = None
    ballot_key: str | None = None
    concluded_on: date | None = None
    report_due_on: date | None = None
    publicity_id: str | None = None
    posted_on: date | None = None
    ends_on: date | None = None
    closed_on: date | None = None
    reported_on: date | None = None
    reported_late: bool = False
    approved_on: date | None = None
    kind: Decides = "review"
    grouping: GroupChoice | None = None
    indicators: IndicatorWeights | None = None
    results_authority_id: str = ""

    @property
    def chosen_groups(self) -> list[str]:
        """Groups that the committee set up although the notice leaves it free to."""
        return list(self.grouping.groups) if self.grouping else []

    @property
    def pass_rates(self) -> dict[str, str]:
        """Group -> its own pass rate ("3/5"), where the notice lets the committee set one."""
        return self.grouping.pass_rates if self.grouping else {}

    @property
    def publicity_days(self) -> tuple[date, date]:
        """The day of the posting and the last day, once the results have been posted."""
        assert self.posted_on is not None
        assert self.ends_on is not None
        return self.posted_on, self.ends_on

    @property
    def conclusion(self) -> tuple[date, date]:
        """The day of the count and the last day to report the package, once the votes are counted."""
        assert self.concluded_on is not None
        assert self.report_due_on is not None
        return self.concluded_on, self.report_due_on

    def move(self, action: str, choice: int = 0) -> None:
        """Take the transition or raise conflict("step_not_possible")."""
        self.state = transitions.SESSION.after(self.state, action, choice=choice)

    def check(self, action: str, clause: str | None = None) -> None:
        """Raise conflict("step_not_possible") unless the action is possible now; `clause` orders the steps."""
        transitions.SESSION.after(self.state, action, clause=clause)

    def file_plan(self, day: date, rule: ImplementationPlanRule) -> int:
        """File the implementation plan and return the days left; refused("plan_filed_late") after the last day."""
        self.move("file_plan")
        days = (self.meeting_on - day).days
        if days < rule.days_before:
            raise refused("plan_filed_late", clause=rule.cited, days=days, needed=rule.days_before)
        self.plan_filed_on = day
        return days

    def answer_plan(self, *, agreed: bool, final: bool) -> None:
        """The authority consents to the filed plan, sends it back to be filed again, or refuses this meeting."""
        self.move("consent_to_plan", 0 if agreed else 2 if final else 1)
        if not agreed:
            self.plan_filed_on = self.plan = None

    def check_may_open(self, rule: ImplementationPlanRule) -> None:
        """Raise conflict("step_not_possible"), or refused("plan_consent_missing") where filing is not enough."""
        self.check("open_session")
        if rule.needs == "consent" and self.state != "plan_consented":
            raise refused("plan_consent_missing", clause=rule.cited)

    def check_meeting_day(self, day: date, rule: ImplementationPlanRule) -> None:
        """Members sign in, the session opens and the votes are counted on the day that the filed plan names."""
        if day != self.meeting_on:
            raise refused("not_the_meeting_day", clause=rule.cited, meeting_on=self.meeting_on.isoformat())

    def open(self, present: int, quorum: Ratio, ballot_key: str) -> bool:
        """Open when the quorum is there, else adjourn; returns whether it opened."""
        reached = quorum.met_by(present, self.panel_size)
        self.move("open_session", 0 if reached else 1)
        self.present = present
        self.ballot_key = ballot_key if reached else None
        return reached

    def reschedule(self, meeting_on: date) -> None:
        """Another day while no plan is filed that names the old one."""
        self.move("reschedule_session")
        if meeting_on == self.meeting_on:
            raise refused("meeting_day_unchanged", path="meeting_on", meeting_on=meeting_on.isoformat())
        self.meeting_on = meeting_on

    def reconvene(self, today: date, meeting_on: date, rule: ImplementationPlanRule) -> None:
        """A new date after a failed meeting; the plan must be filed anew. refused("meeting_still_ahead") before it."""
        if self.state not in ("adjourned", "plan_refused") and today <= self.meeting_on:
            raise refused("meeting_still_ahead", clause=rule.cited, meeting_on=self.meeting_on.isoformat())
        self.move("reconvene_session")
        check_notice_time(today, meeting_on, rule)
        self.meeting_on, self.plan_filed_on, self.plan, self.present = meeting_on, None, None, None
        self.reconvened += 1

    def conclude(self, day: date, months: int, rule: ImplementationPlanRule) -> None:
        """Voting is over: the ballot key is erased, the reporting deadline runs."""
        self.check_meeting_day(day, rule)
        self.move("close_voting")
        self.ballot_key, self.concluded_on, self.report_due_on = None, day, months_later(day, months)


def plan_due_on(meeting_on: date, rule: ImplementationPlanRule) -> date:
    """The last day to file the implementation plan (calendar days)."""
    return meeting_on - timedelta(days=rule.days_before)


def check_notice_time(today: date, meeting_on: date, rule: ImplementationPlanRule) -> None:
    """refused("meeting_too_soon") when the plan could not be filed in time any more."""
    if plan_due_on(meeting_on, rule) < today:
        earliest = (today + timedelta(days=rule.days_before)).isoformat()
        raise refused("meeting_too_soon", path="meeting_on", clause=rule.cited, earliest=earliest)


def months_later(day: date, months: int) -> date:
    """The same day so many months on, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first_after = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(
        date(year, month + 1, min(day.day, 28)) + timedelta(days=max(0, day.day - 28)), first_after - timedelta(1)
    )
