"""The lists of the made-up year: publicities of schools and counties, rosters, and the sessions of three committees."""

from datetime import date, datetime, time, timedelta

from shared.contracts.audit import (
    OBJECTION_FILED,
    OBJECTION_RESOLVED,
    PUBLICITY_CLOSED,
    PUBLICITY_POSTED,
    PUBLICITY_REDATED,
    ROSTER_REPORTED,
)
from shared.contracts.committee import (
    PACKAGE_REPORTED,
    PLAN_ANSWERED,
    PLAN_FILED,
    RESULTS_APPROVED,
    RESULTS_CLOSED,
    RESULTS_DECLINED,
    RESULTS_POSTED,
    RESULTS_REDATED,
    SESSION_ADJOURNED,
    SESSION_CONCLUDED,
    SESSION_OPENED,
    SESSION_RECONVENED,
    SESSION_RESCHEDULED,
    SESSION_SCHEDULED,
)
from tests.support.reminders.days import DAY, SHANGHAI, Holidays
from tests.support.reminders.year_rules import NOTICE, REVIEW

HOLIDAYS = Holidays()


def on(day, hour):
    """An instant of that hour."""
    return datetime.combine(day, time(hour, 12, 30), SHANGHAI)


def publicities(told):
    """A list of every school and level, and of every county and level; some redated, some closed late or never."""
    for (school, level), filed in sorted(told.filed.items()):
        first = min(opened for opened, _ in filed)
        _publicity(told, "unit", school, level, first.date() + told.rng.randint(1, 4) * DAY, [one for _, one in filed])
    counties = {}
    for (county, level, reported), ids in told.reports.items():
        counties.setdefault((county, level), []).append((reported, ids))
    for (county, level), reports in sorted(counties.items()):
        ids = [one for _, some in reports for one in some]
        _publicity(told, "roster", county, level, min(reports)[0].date() + DAY, ids)


def _publicity(told, scope, holder, level, posted, ids):
    about, rng = told.new_id(), told.rng
    known = {"publicity_id": about, "scope": scope, "notice_id": NOTICE, "organisation_id": holder}
    ends = HOLIDAYS.nth(posted, 5, 1)
    at = on(posted, rng.randint(8, 20))
    people = [PUBLICITY_POSTED.sample["people"][0] | {"declaration_id": one} for one in ids]
    told.tell(at, PUBLICITY_POSTED, about, level_group=level, posted_on=posted.isoformat(), ends_on=ends.isoformat(),
              people=people, **known)  # fmt: skip
    if rng.random() < 0.15:
        later = HOLIDAYS.nth(ends, 1, 1)
        told.tell(at + rng.randint(1, 4) * DAY, PUBLICITY_REDATED, about, level_group=level, declaration_ids=ids,
                  ends_before=ends.isoformat(), ends_on=later.isoformat(), **known)  # fmt: skip
        ends = later
    if rng.random() < 0.2:
        _objection(told, about, holder, rng.choice(ids), at + rng.randint(0, 4) * DAY)
    if rng.random() < 0.95:
        closed = HOLIDAYS.nth(ends, rng.choice((1, 1, 1, 3, 8)), 1)
        told.tell(on(closed, 9), PUBLICITY_CLOSED, about, closed_on=closed.isoformat(), declaration_ids=ids, **known)


def _objection(told, list_, holder, declaration, when):
    """Against somebody on the list: looked into sooner or later, or never."""
    about = told.new_id()
    known = {"publicity_id": list_, "objection_id": about, "declaration_id": declaration, "organisation_id": holder}
    when += timedelta(minutes=told.rng.randint(1, 500))
    told.tell(when, OBJECTION_FILED, list_, at=when.isoformat(), **known)
    if told.rng.random() < 0.9:
        answered = on(HOLIDAYS.nth(when.date(), told.rng.choice((1, 2, 5, 9, 16)), 1), told.rng.randint(7, 20))
        told.tell(answered, OBJECTION_RESOLVED, list_, at=answered.isoformat(), **known)


def rosters(told):
    """What the counties report, with the cases that move up at that instant."""
    for (county, level, reported), ids in sorted(told.reports.items()):
        about = told.new_id()
        told.tell(reported, ROSTER_REPORTED, about, report_id=about, notice_id=NOTICE, organisation_id=county,
                  level_group=level, declaration_ids=ids, reported_at=reported.isoformat())  # fmt: skip


def sessions(told, places):
    """Three, by hand: around the national holidays, moved, adjourned, and one that is late with everything."""
    _moved(Session(told, places, "senior"))
    _adjourned(Session(told, places, "middle"))
    _late(Session(told, places, "junior"))


class Session:
    """Tells the facts of one session."""

    def __init__(self, told, places, level):
        self.told, self.level, self.about = told, level, told.new_id()
        authority = places.region if level == "senior" else places.city
        self.known = {"session_id": self.about}
        self.office, self.authority = places.office, authority

    def tell(self, day, hour, event, **data):
        """One fact of it."""
        texts = {name: value.isoformat() if isinstance(value, date) else value for name, value in data.items()}
        self.told.tell(on(day, hour), event, self.about, **self.known, **texts)

    def scheduled(self, day, meeting):
        """Planned: the plan is due a week before, the review by the notice's day."""
        self.tell(day, 10, SESSION_SCHEDULED, notice_id=NOTICE, office_id=self.office, authority_id=self.authority,
                  level_group=self.level, meeting_on=meeting, plan_due_on=meeting - 7 * DAY,
                  review_due_on=REVIEW)  # fmt: skip

    def filed(self, day, hour=9):
        """The plan, which the authority has to consent to."""
        self.tell(day, hour, PLAN_FILED, office_id=self.office, filed_on=day, needs_consent=True)

    def answered(self, day, hour, due, agreed=True, final=None):
        """What the authority says of it; sent back, it is due anew."""
        self.tell(day, hour, PLAN_ANSWERED, office_id=self.office, authority_id=self.authority, agreed=agreed,
                  final=final, answered_on=day, plan_due_on=due)  # fmt: skip

    def reconvened(self, day, meeting):
        """Another meeting, whose plan is due a week before."""
        self.tell(day, 10, SESSION_RECONVENED, office_id=self.office, meeting_on=meeting, plan_due_on=meeting - 7 * DAY)

    def held(self, meeting, report_due, posted, ends):
        """From the opening to the posted results."""
        self.tell(meeting, 8, SESSION_OPENED)
        self.tell(meeting, 18, SESSION_CONCLUDED, office_id=self.office, concluded_on=meeting, report_due_on=report_due)
        self.tell(posted, 9, RESULTS_POSTED, notice_id=NOTICE, organisation_id=self.office, level_group=self.level,
                  posted_on=posted, ends_on=ends)  # fmt: skip

    def closed(self, day, reported):
        """Closed, and reported."""
        self.tell(day, 9, RESULTS_CLOSED, office_id=self.office, closed_on=day)
        self.tell(reported, 15, PACKAGE_REPORTED, notice_id=NOTICE, office_id=self.office, authority_id=self.authority,
                  level_group=self.level, reported_on=reported)  # fmt: skip


def _moved(session):
    session.scheduled(date(2026, 8, 20), date(2026, 9, 29))
    session.tell(date(2026, 9, 14), 16, SESSION_RESCHEDULED, office_id=session.office, meeting_from=date(2026, 9, 29),
                 meeting_on=date(2026, 10, 8), plan_due_on=date(2026, 10, 1), review_due_on=REVIEW)  # fmt: skip
    session.filed(date(2026, 9, 30))
    session.answered(date(2026, 10, 8), 7, date(2026, 10, 1))
    session.held(date(2026, 10, 8), date(2026, 11, 8), date(2026, 10, 12), date(2026, 10, 19))
    session.tell(date(2026, 10, 15), 10, RESULTS_REDATED, notice_id=NOTICE, office_id=session.office,
                 ends_before=date(2026, 10, 19), ends_on=date(2026, 10, 20))  # fmt: skip
    session.closed(date(2026, 10, 21), date(2026, 11, 6))
    session.tell(date(2026, 11, 24), 10, RESULTS_DECLINED, office_id=session.office, authority_id=session.authority,
                 answered_on=date(2026, 11, 24))  # fmt: skip


def _adjourned(session):
    session.scheduled(date(2026, 9, 1), date(2026, 9, 26))
    session.filed(date(2026, 9, 18), 22)
    session.tell(date(2026, 9, 26), 9, SESSION_ADJOURNED, office_id=session.office)
    session.tell(date(2026, 9, 26), 10, SESSION_RECONVENED, office_id=session.office, meeting_on=date(2026, 10, 17),
                 plan_due_on=date(2026, 10, 10))  # fmt: skip
    session.tell(date(2026, 10, 10), 9, PLAN_FILED, office_id=session.office, filed_on=date(2026, 10, 10))
    session.held(date(2026, 10, 17), date(2026, 11, 17), date(2026, 10, 19), date(2026, 10, 26))
    session.closed(date(2026, 10, 27), date(2026, 11, 10))
    session.tell(date(2026, 11, 12), 10, RESULTS_APPROVED, authority_id=session.authority,
                 approved_on=date(2026, 11, 12))  # fmt: skip


def _late(session):
    session.scheduled(date(2026, 9, 23), date(2026, 9, 29))
    session.tell(date(2026, 9, 28), 11, PLAN_FILED, office_id=session.office, filed_on=date(2026, 9, 28))
    session.held(date(2026, 10, 28), date(2026, 11, 28), date(2026, 10, 29), date(2026, 11, 5))
    session.closed(date(2026, 11, 19), date(2026, 12, 8))
