"""The schedule: which act on which day. Days come from the pack's windows; nothing here knows a notice by name."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, time, timedelta
from functools import partial

from infra.demo.days import EVENING, NOON, GroupDays, cohort_of, moment, working, working_days
from infra.demo.driver import Driver
from infra.demo.organisations import CHANNEL_BODIES, TALENT
from infra.demo.outcomes import Fate
from infra.demo.steps import filing, opening
from infra.demo.steps.clerks import Clerks
from infra.demo.steps.committees import CommitteePlay, committees_of, set_up_committees
from infra.demo.steps.recognitions import RecognitionPlay
from infra.demo.steps.results import ResultsPlay
from infra.demo.steps.sessions import SessionPlay
from infra.demo.timeline import Timeline
from infra.demo.world import Applicant, World
from shared.calendar import work_calendar

AUDITORS = ("unit", "department", "hr_bureau", *CHANNEL_BODIES)
OFFICES = ("committee_office", "hr_bureau", TALENT)
ANSWERS = frozenset({Fate.RETURNED_BY_UNIT, Fate.RETURNED_BY_HIGHER_TIER, Fate.RETURNED_BY_OFFICE})
WEEKS_OF_PREPARATION = timedelta(weeks=3)
LEAST_PREPARATION = timedelta(days=14)
"""Draw, then the plan filed a week before the meeting."""

WEEKS_FOR_MEETINGS = timedelta(weeks=6)
"""From the first meeting to the end of the review: meetings, one failed quorum, result publicity."""

LEAST_MEETING_DAYS = 3
WEEKS_AFTER_MEETINGS = timedelta(weeks=4)
"""Room for a meeting that fails its quorum, and for result publicity."""


class Schedule:
    """Writes the timeline of one run."""

    def __init__(self, driver: Driver, world: World) -> None:
        self._driver = driver
        self._world = world
        self._calendar = work_calendar()
        self.timeline = Timeline()
        self.committees: list[CommitteePlay] = committees_of(world)
        self.sessions: list[SessionPlay] = []
        self.recognitions: list[RecognitionPlay] = []

    def write(self) -> Timeline:
        """All acts up to the committee offices; sessions write themselves into the timeline once they are known."""
        issued = self._world.pack.notice.issued_on
        first = working(self._calendar, issued)
        self._add(first, NOON, "publish", lambda: opening.publish_notice(self._driver, self._world.pack))
        self._add(first, NOON, "register", lambda: opening.register_organisations(self._driver, self._world))
        self._add(first, time(13, 0), "register", lambda: opening.state_posts(self._driver, self._world))
        self._add(first, time(14, 0), "register", lambda: opening.register_people(self._driver, self._world))
        self._add(
            first, time(16, 0), "committees",
            lambda: set_up_committees(self._driver, self._world, self.committees),
        )  # fmt: skip
        for cohort in self._world.cohorts():
            self._write_cohort(self._world.days_of(cohort))
        for cohorts in self._world.reviews().values():
            self._write_recheck(cohorts)
        return self.timeline

    def _add(self, day: date, hour: time, phase: str, entry: object) -> None:
        self.timeline.add(moment(day, hour), phase, entry)  # type: ignore[arg-type]

    def _write_cohort(self, days: GroupDays) -> None:
        clerks = Clerks(self._driver, self._world, days.cohort)
        rng = random.Random(f"{self._world.seed}:{days.cohort}")
        people = self._world.in_cohort(days.cohort)
        opens = max(days.opens, self._world.pack.notice.issued_on + timedelta(days=1))
        early = working_days(opens, days.first_posting)
        late = working_days(opens, days.last_filing)
        phase, sittings = f"filing-{days.cohort}", defaultdict(list)
        for applicant in people:
            day = rng.choice(early if applicant.early else late)
            sittings[day].append(applicant)
            if applicant.fate is Fate.WITHDRAWN:
                self._add(day, time(12, 0), phase, self._withdrawing(applicant))
        for day in sorted(sittings):
            self._add(day, time(10, 0), phase, self._filing(sittings[day]))
        self._add(days.closes + timedelta(days=1), time(10, 0), phase, self._coming_late(people))
        self._write_audit(days, clerks)

    def _write_audit(self, days: GroupDays, clerks: Clerks) -> None:
        """Clerks work on the evenings that matter; applicants answer returns on the working day after each."""
        next_day = self._calendar.add_working_days
        evenings = {days.first_posting, days.review, days.second_posting, days.roster_posting, *days.deadlines}
        evenings |= {next_day(days.first_posting, 2), next_day(days.review, 2), next_day(days.second_posting, 5)}
        for day in sorted(day for day in evenings if day <= days.audit_closes):
            phase = f"audit-{days.cohort}"
            self._add(day, EVENING, phase, self._clerks_at_work(clerks, day, days))
            answer_on = next_day(day, 1)
            self._add(answer_on, time(10, 30), phase, self._answering(days.cohort))
        for posted in (days.first_posting, days.second_posting):
            day = next_day(posted, 1)
            self._add(day, NOON, f"audit-{days.cohort}", partial(clerks.object_to_lists, day))

    def _write_recheck(self, cohorts: list[str]) -> None:
        """The committee offices look at everything once the review window opens; then they call their sessions."""
        people = [each for cohort in cohorts for each in self._world.in_cohort(cohort)]
        opening = [each.plan.windows["review"].opens_on for each in people]
        latest_audit = max(self._world.days_of(cohort).audit_closes for cohort in cohorts)
        first = max([day for day in opening if day] or [latest_audit + timedelta(days=1)])
        opens = working(self._calendar, max(first, latest_audit + timedelta(days=1)))
        for offset in (0, 2, 7):
            day = self._calendar.add_working_days(opens, offset) if offset else opens
            for cohort in cohorts:
                clerks = Clerks(self._driver, self._world, cohort)
                self._add(day, EVENING, "recheck", self._offices_at_work(clerks, day, cohort))
                answer_on = self._calendar.add_working_days(day, 1)
                self._add(answer_on, time(10, 30), "recheck", self._answering(cohort))
        sessions_on = self._calendar.add_working_days(opens, 12)
        self._add(sessions_on, NOON, "sessions", lambda: self._call_sessions(sessions_on, cohorts))

    def _call_sessions(self, today: date, cohorts: list[str]) -> None:
        """A session for every committee that declarations of these cohorts wait for, a decision of every such body."""
        closes = min(self._world.closing_of_review(cohort) for cohort in cohorts)
        wanted = min(today + WEEKS_OF_PREPARATION, closes - WEEKS_FOR_MEETINGS)
        first = working(self._calendar, max(wanted, today + LEAST_PREPARATION))
        begun = bool(self.sessions)
        span = max(LEAST_MEETING_DAYS, len(working_days(first, closes - WEEKS_AFTER_MEETINGS)))
        waiting = [play for play in self.committees if self._waits(play, cohorts)]
        for number, committee in enumerate(play for play in waiting if play.size is not None):
            meeting = self._calendar.add_working_days(first, 1 + number % span)
            session = SessionPlay(
                self._driver, self._world, committee, meeting_on=meeting, fails_quorum=number == 0 and not begun
            )
            session.schedule()
            self.sessions.append(session)
            self._write_session(session)
        self._write_recognitions([play for play in waiting if play.size is None], first)

    def _write_recognitions(self, bodies: list[CommitteePlay], day: date) -> None:
        for body in bodies:
            recognition = RecognitionPlay(self._driver, self._world, body)
            self.recognitions.append(recognition)
            self._add(day, NOON, "recognition", recognition.decide)
            self._write_results(recognition, day)

    def _waits(self, committee: CommitteePlay, cohorts: list[str]) -> bool:
        """Whether any declaration of these cohorts has passed audit for this committee."""
        pack = self._world.pack
        office = self._driver.actor(self._world.clerk(committee.office))
        passed = office.every("audit.list_inbox", filter={"state": "passed"})
        plans = {plan.id: plan for plan in pack.plans}
        return any(
            pack.committee_code(plan, committee.region) == committee.code and cohort_of(plan) in cohorts
            for plan in (plans[line["plan_id"]] for line in passed)
        )

    def _write_session(self, session: SessionPlay) -> None:
        plan_on = session.meeting_on - timedelta(days=10)
        self._add(plan_on - timedelta(days=3), NOON, "draw", session.draw)
        self._add(plan_on, NOON, "draw", session.file_plan)
        self._add(session.meeting_on, time(9, 30), "meeting", lambda: self._meet(session))

    def _meet(self, session: SessionPlay) -> None:
        if session.meet():
            self._write_results(session, session.meeting_on)
            return
        again = working(self._calendar, session.meeting_on + timedelta(days=14))
        session.reconvene(again)
        self._add(again - timedelta(days=9), NOON, "meeting", session.file_plan)
        self._add(again, time(9, 30), "meeting", lambda: self._meet(session))

    def _write_results(self, session: ResultsPlay, decided_on: date) -> None:
        next_day = self._calendar.add_working_days
        posted = next_day(decided_on, 1)
        days = self._world.pack.publicity_rule("result").working_days
        closed = next_day(posted, days + 1)
        self._add(posted, NOON, "results", session.post_results)
        self._add(next_day(posted, 1), NOON, "results", session.object_to_results)
        self._add(closed, NOON, "results", session.close_results)
        self._add(next_day(closed, 4), NOON, "certificates", session.approve)

    def _filing(self, people: list[Applicant]) -> object:
        def sit_down(applicant: Applicant) -> None:
            filing.file_declaration(self._driver, self._world, applicant)

        return lambda: self._driver.together(sit_down, people)

    def _withdrawing(self, applicant: Applicant) -> object:
        return lambda: filing.withdraw(self._driver, applicant)

    def _coming_late(self, people: list[Applicant]) -> object:
        late = [applicant for applicant in people if applicant.fate is Fate.LATE and not applicant.refusal]
        return lambda: self._driver.together(lambda each: filing.submit_late(self._driver, each), late)

    def _clerks_at_work(self, clerks: Clerks, day: date, days: GroupDays) -> object:
        return lambda: clerks.work(day, days, kinds=AUDITORS)

    def _offices_at_work(self, clerks: Clerks, day: date, cohort: str) -> object:
        days = self._world.days_of(cohort)
        return lambda: clerks.work(day, days, kinds=OFFICES)

    def _answering(self, cohort: str) -> object:
        def answer() -> None:
            people = [a for a in self._world.in_cohort(cohort) if a.fate in ANSWERS and a.declaration_id]
            self._driver.together(lambda applicant: filing.answer_return(self._driver, applicant), people)

        return answer
