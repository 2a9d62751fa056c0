"""One declaration of the made-up year, from the account to the last stage: on time and late, as chance has it."""

from datetime import date, datetime, time, timedelta

from shared.contracts.audit import (
    CASE_CLOSED,
    CASE_OPENED,
    CASE_REDATED,
    DECLARATION_PASSED,
    DECLARATION_REJECTED,
    DECLARATION_RETURNED,
    INTEGRITY_RECORDED,
    RETURN_REDATED,
    STAGE_APPROVED,
    STAGE_ENTERED,
)
from shared.contracts.audit.stage import STAGE
from shared.contracts.declaration import AMENDED, LAPSED, PERSON_REGISTERED, RECHECKED, STARTED, SUBMITTED, WITHDRAWN
from shared.contracts.samples import DOSSIER
from tests.support.reminders.days import DAY, SHANGHAI, Holidays, end_of, last_day_of
from tests.support.reminders.year_profiles import profile
from tests.support.reminders.year_rules import AUDIT, FILING, LATER, NOTICE, REVIEW

MOMENT = timedelta(seconds=2)
HOLIDAYS = Holidays()
NAMES = ("用人单位初审", "旗县区教育局审核", "旗县区人力资源和社会保障局审核", "市教育局审核", "评委会办事机构复核")
IDS = ("unit", "county_education", "county_hr", "city_education", "office")
REPORTING, LAST = 2, 4
PATIENCE = (0.9, 1.2, 1.6, 1.5, 40.0)
"""Days that a stage takes in the mean."""


def _day(text):
    return date.fromisoformat(text)


class Life:
    """Facts in the order of time; `amended_at` cuts in where it falls."""

    def __init__(self, told, places, amended_at, county, school):
        self.told, self.rng, self.amended_at = told, told.rng, amended_at
        self.level = self.rng.choices(("senior", "middle", "junior"), (5, 3, 2))[0]
        self.holders = (school, county.education, county.personnel, places.education, places.office)
        self.declaration, self.person, self.unit = told.new_id(), told.new_id(), school
        self.county = county
        self.state, self.version, self.revision, self.returns, self.index = "new", 1, 0, 0, 0
        self.waiting = False
        self.closes = _day(FILING[self.level][1])
        self.audit = _day(AUDIT[self.level])

    @property
    def _who(self):
        return {"declaration_id": self.declaration, "person_id": self.person, "unit_id": self.unit}

    @property
    def _case(self):
        return self._who | {"revision": self.revision}

    def live(self):
        """From the account to the end."""
        opens = _day(FILING[self.level][0])
        begun = self._begin(opens)
        self._tell(begun - timedelta(hours=1), PERSON_REGISTERED, self.person, person_id=self.person, name="张三",
                   unit_id=self.unit)  # fmt: skip
        profile(self.told, begun - timedelta(minutes=50), self.person, self.unit)
        self._settled(begun)
        self.state = "draft"
        self._tell(begun, STARTED, self.declaration, notice_id=NOTICE, level_group=self.level,
                   closes_on=self.closes.isoformat(), **self._who)  # fmt: skip
        if self.rng.random() < 0.04:
            self._withdraw(self._before_closing(begun))
        elif self.rng.random() < 0.12:
            self._lapse_as_draft()
        else:
            self._submit(self._before_closing(begun))
            self._audit()

    def _begin(self, opens):
        if self.level == "senior" and self.amended_at is not None and self.rng.random() < 0.1:
            opens = self.closes + DAY
            return (
                datetime.combine(opens + DAY * self.rng.randint(0, 6), time(self.rng.randint(7, 22)), SHANGHAI)
                + self._while()
            )
        length = (self.closes - opens).days
        day = opens + timedelta(days=self.rng.choices((self.rng.randint(0, length), length, length - 1), (8, 1, 1))[0])
        return datetime.combine(day, time(self.rng.choice((6, 9, 11, 15, 19, 22))), SHANGHAI) + self._while()

    def _while(self):
        return timedelta(seconds=self.rng.randint(60, 3500))

    def _before_closing(self, begun):
        left = (end_of(self.closes) - begun).total_seconds()
        return begun + timedelta(seconds=int(left * self.rng.choice((0.1, 0.4, 0.8, 0.97)))) + MOMENT

    # The amendment cuts in before whatever comes later.

    def _tell(self, when, event, about, **data):
        self._settled(when)
        if self.version == 2:
            when = max(when, self.amended_at + 5 * MOMENT)
        self.told.tell(when, event, about, **data)

    def _settled(self, when):
        """Let the amendment count if it comes before `when`."""
        if self.version == 1 and self.amended_at is not None and when >= self.amended_at:
            self.version = 2
            if self.level == "senior" and self.state != "over":
                self.closes, self.audit = _day(LATER["filing"]), _day(LATER["audit"])
                self._amend(self.amended_at + MOMENT)

    def _amend(self, when):
        if self.state == "new":
            return
        versions = {"notice_id": NOTICE, "from_version": 1, "notice_version": 2}
        self.told.tell(when, RECHECKED, self.declaration, **self._who, **versions)
        self.told.tell(when, AMENDED, self.declaration, level_group=self.level, state=self.state,
                       closes_on=self.closes.isoformat(), **self._who, **versions)  # fmt: skip
        if self.state != "draft":
            current = None if self.state == "returned" else self._stage(self.index)
            self.told.tell(when + MOMENT, CASE_REDATED, self.declaration, notice_version=2,
                           level_group=self.level, stages=self._stages(), current=current,
                           waiting_report=self.waiting, paper_due_on=self.audit.isoformat(), **self._case)  # fmt: skip

    # The applicant.

    def _withdraw(self, when):
        self._tell(when, WITHDRAWN, self.declaration, declaration_id=self.declaration, person_id=self.person)
        self._close(when + MOMENT, "withdrawn")

    def _lapse_as_draft(self):
        self._settled(end_of(self.closes))
        when = end_of(self.closes) + self._while()
        self._tell(when, LAPSED, self.declaration, reason="not_submitted", at=when.isoformat(), **self._who)
        self.state = "over"

    def _close(self, when, reason):
        if self.state != "draft":
            self._tell(when, CASE_CLOSED, self.declaration, reason=reason, at=when.isoformat(), **self._who)
        self.state = "over"

    def _submit(self, when, index=0):
        self._settled(when)
        self.revision += 1
        dossier = DOSSIER | {"declaration_id": self.declaration, "revision": self.revision}
        self._tell(when, SUBMITTED, self.declaration, declaration_id=self.declaration, revision=self.revision,
                   dossier=dossier)  # fmt: skip
        self.state, self.index = "submitted", index
        self.opened = when + MOMENT
        if self.revision == 1:
            self.told.filed.setdefault((self.unit, self.level), []).append((self.opened, self.declaration))
        self._tell(self.opened, CASE_OPENED, self.declaration, notice_id=NOTICE, level_group=self.level,
                   route_id="county-education", stages=self._stages(), current=self._stage(index),
                   paper_due_on=self.audit.isoformat(), **self._case)  # fmt: skip

    # The offices.

    def _stage(self, index):
        due = _day(REVIEW) if index == LAST else self.audit
        return STAGE | {
            "stage_id": IDS[index], "index": index, "name": NAMES[index], "holder_id": self.holders[index],
            "due_on": due.isoformat(),
        }  # fmt: skip

    def _stages(self):
        return [self._stage(index) for index in range(LAST + 1)]

    def _office_hour(self, earliest):
        day = earliest.date()
        for _ in range(10):
            if HOLIDAYS.works(day) or self.rng.random() < 0.1:
                when = datetime.combine(day, time(self.rng.randint(8, 17), 31), SHANGHAI) + self._while()
                if when > earliest:
                    return when
            day += DAY
        return earliest + timedelta(hours=20)

    def _audit(self):
        now = self.opened
        while self.state == "submitted":
            wait = self.rng.expovariate(1 / PATIENCE[self.index]) * DAY
            now = self._decide(self._office_hour(now + wait + timedelta(minutes=5)))

    def _decide(self, when):
        self._settled(when)
        due = end_of(_day(self._stage(self.index)["due_on"]))
        chance = self.rng.random()
        if when >= due and self.index == LAST and chance < 0.7:
            return self._approve(when)
        if when >= due:
            self._overdue(due + self._while())
        elif chance < 0.02:
            self._withdraw(when)
        elif chance < 0.04:
            self._reject(when)
        elif chance < 0.14 and self.returns < 2:
            return self._return(when)
        else:
            return self._approve(when)
        return when

    def _overdue(self, when):
        self._settled(when)
        if end_of(_day(self._stage(self.index)["due_on"])) <= when:
            self._close(when, "stage_overdue")

    def _reject(self, when):
        self._tell(when, DECLARATION_REJECTED, self.declaration, stage=self._stage(self.index), **self._case)
        self._record(when)
        self.state = "over"

    def _record(self, when):
        """Some are barred, for no longer than the year that is looked at."""
        if self.rng.random() < 0.4:
            until = when.date() + self.rng.randint(0, 60) * DAY
            self._tell(when, INTEGRITY_RECORDED, self.declaration, declaration_id=self.declaration,
                       person_id=self.person, notice_id=NOTICE, recorded_on=when.date().isoformat(),
                       until=until.isoformat())  # fmt: skip

    def _approve(self, when):
        stage, reports = self._stage(self.index), self.index == REPORTING
        following = None if reports or self.index == LAST else self._stage(self.index + 1)
        self._tell(when, STAGE_APPROVED, self.declaration, level_group=self.level, stage=stage, next=following,
                   waiting_report=reports, **self._case)  # fmt: skip
        if self.index == LAST:
            self._tell(when, DECLARATION_PASSED, self.declaration, notice_id=NOTICE, level_group=self.level,
                       at=when.isoformat(), **self._case)  # fmt: skip
            self.state = "over"
        elif reports:
            return self._report(when)
        else:
            self.index += 1
        return when

    def _report(self, when):
        self.waiting = True
        day = HOLIDAYS.nth(when.date(), self.rng.choice((1, 1, 2, 4)), 1)
        reported = datetime.combine(day, time(16, 40), SHANGHAI) + self._minute_of_report()
        self._settled(reported)
        due = end_of(self.audit)
        if reported >= due:
            self._overdue(due + self._while())
            return reported
        self.index += 1
        self._tell(reported, STAGE_ENTERED, self.declaration, level_group=self.level, stage=self._stage(self.index),
                   **self._case)  # fmt: skip
        self.told.reports.setdefault((self.county.personnel, self.level, reported), []).append(self.declaration)
        self.waiting = False
        return reported

    def _minute_of_report(self):
        return timedelta(seconds=int(self.county.personnel[-6:], 16) % 600)

    def _return(self, when):
        self.returns += 1
        recheck = self.index == LAST
        last = HOLIDAYS.nth(when.date(), 5 if recheck else 3, 1)
        last = min(last, _day(REVIEW) if recheck else self.audit)
        self._tell(when, DECLARATION_RETURNED, self.declaration, notice_id=NOTICE, stage=self._stage(self.index),
                   deadline=end_of(last).isoformat(), return_number=self.returns, **self._case)  # fmt: skip
        self.state = "returned"
        if self.rng.random() < 0.1:
            last = self._redate(when, last)
        return self._answer(when, end_of(last), self.index if recheck else 0)

    def _redate(self, when, last):
        later = when + timedelta(hours=self.rng.randint(3, 30))
        if later >= end_of(last):
            return last
        self._tell(later, RETURN_REDATED, self.declaration, notice_id=NOTICE, level_group=self.level,
                   return_number=self.returns, deadline_before=end_of(last).isoformat(),
                   deadline=end_of(last + DAY).isoformat(), **self._case)  # fmt: skip
        return last_day_of(end_of(last + DAY))

    def _answer(self, when, deadline, index):
        """Early, late, never, or taken back."""
        share, chance = self.rng.choice((0.2, 0.6, 0.95)), self.rng.random()
        earliest = when + timedelta(hours=31)
        answered = earliest + share * max(deadline - earliest, timedelta(0))
        if chance < 0.15 or answered >= deadline:
            lapsed = deadline + self._while()
            self._tell(lapsed, LAPSED, self.declaration, reason="return_deadline_passed", at=lapsed.isoformat(),
                       deadline=deadline.isoformat(), **self._who)  # fmt: skip
            self._close(lapsed + MOMENT, "lapsed")
        elif chance < 0.2:
            self._withdraw(answered)
        else:
            self._submit(answered.replace(microsecond=0), index)
            return self.opened
        return when
