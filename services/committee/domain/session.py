"""A review session (评审会议) from its date to the approval of its results."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import ClassVar

from services.committee.domain.candidates import DigestedJson
from services.committee.domain.draw import Clauses, DrawOutcome
from services.committee.domain.filed_plan import FiledPlan
from services.committee.domain.grouping import GroupChoice
from services.committee.domain.results_process import ResultsProcess
from services.committee.domain.scoring import IndicatorWeights
from services.committee.domain.transcript import make_transcript
from shared.contracts.committee.recognition import Deciding
from shared.kernel.canonical import digest
from shared.kernel.errors import refused
from shared.policy.pack.committees import ImplementationPlanRule
from shared.policy.terms.basics import Ratio


@dataclass(frozen=True, slots=True)
class Arrangements:
    """Where and how the meeting is held, as the office wrote it for the plan."""

    place: str
    procedure: str
    measures: str


@dataclass(frozen=True, slots=True)
class PanelDraw:
    """The draw as far as it has come: what was frozen and the commitment, then the transcript; digests are SHA-256."""

    snapshot_digest: str | None = None
    commitment: str | None = None
    transcript_digest: str | None = None


@dataclass(slots=True, kw_only=True)
class Session(ResultsProcess):
    """`blind_key` and `ballot_key` are secret (hex); the ballot key lives only while voting is open."""

    kind: ClassVar[Deciding] = "review"

    meeting_on: date
    arrangements: Arrangements
    panel_size: int
    blind_key: str
    reconvened: int = 0
    draw: PanelDraw = PanelDraw()
    plan_filed_on: date | None = None
    plan: FiledPlan | None = None
    present: int | None = None
    ballot_key: str | None = None
    grouping: GroupChoice | None = None
    indicators: IndicatorWeights | None = None

    @property
    def decided_on(self) -> date:
        """Votes are counted on the day of the meeting."""
        return self.meeting_on

    @property
    def chosen_groups(self) -> list[str]:
        """Groups that the committee set up although the notice leaves it free to."""
        return list(self.grouping.groups) if self.grouping else []

    @property
    def pass_rates(self) -> dict[str, str]:
        """As the office set them with the groups."""
        return self.grouping.pass_rates if self.grouping else {}

    def choose_groups(self, choice: GroupChoice) -> None:
        """Which groups are reviewed apart, in the place of what was chosen before."""
        self.grouping = choice

    def set_indicators(self, given: IndicatorWeights) -> IndicatorWeights:
        """Weigh these series anew; others stay as they are. Returns all."""
        self.move("set_indicators")
        self.indicators = {**(self.indicators or {}), **given}
        return self.indicators

    def commit_seed(self, frozen: DigestedJson, commitment: str) -> str:
        """Freeze pool and terms with the commitment; returns the digest that is published before the draw."""
        self.move("commit_seed")
        taken = digest(frozen)
        self.draw = replace(self.draw, snapshot_digest=taken, commitment=commitment)
        return taken

    def draw_panel(self, frozen: DigestedJson, seed: str, clauses: Clauses) -> tuple[DigestedJson, DrawOutcome]:
        """Open the seed and draw from the frozen pool; returns the transcript and what was drawn."""
        self.move("draw_panel")
        transcript, outcome = make_transcript(frozen, self.draw.commitment or "", seed, clauses)
        self.draw = replace(self.draw, transcript_digest=digest(transcript))
        return transcript, outcome

    def check_filing_day(self, day: date, rule: ImplementationPlanRule) -> int:
        """The days left until the meeting; refused("plan_filed_late") after the last day to file the plan."""
        self.check("file_plan")
        days = (self.meeting_on - day).days
        if days < rule.days_before:
            raise refused("plan_filed_late", clause=rule.cited, days=days, needed=rule.days_before)
        return days

    def file_plan(self, plan: FiledPlan, day: date, rule: ImplementationPlanRule) -> None:
        """File the implementation plan in time; refused("plan_incomplete") without all that the notice wants in it."""
        self.check_filing_day(day, rule)
        if missing := plan.missing(rule.contents):
            raise refused("plan_incomplete", clause=rule.cited, missing="、".join(missing))
        self.move("file_plan")
        self.plan_filed_on, self.plan = day, plan

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
        self.ballot_key = None
        self.dates = replace(self.dates, concluded_on=day, report_due_on=months_later(day, months))


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
