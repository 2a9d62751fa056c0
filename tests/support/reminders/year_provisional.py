"""What ends in a year that is not announced: a list, and a declaration that is sent back twice, and its record."""

from datetime import date

from shared.contracts.audit import (
    CASE_OPENED,
    DECLARATION_RETURNED,
    INTEGRITY_RECORDED,
    PUBLICITY_POSTED,
    PUBLICITY_REDATED,
)
from tests.support.reminders.days import end_of
from tests.support.reminders.year_lists import on
from tests.support.reminders.year_rules import NOTICE


def certain_later(told, places):
    """Both wait for the year's holidays; the list's day becomes certain, the declaration's never does."""
    _list(told, places)
    _declaration(told, places)


def _list(told, places):
    about = told.new_id()
    known = {"publicity_id": about, "scope": "roster", "notice_id": NOTICE, "organisation_id": places.city}
    told.tell(on(date(2026, 11, 2), 9), PUBLICITY_POSTED, about, **known, posted_on="2026-11-02", ends_on="2027-01-04",
              provisional=True)  # fmt: skip
    told.tell(on(date(2026, 12, 15), 9), PUBLICITY_REDATED, about, **known, ends_before="2027-01-04",
              ends_on="2026-12-18")  # fmt: skip


def _declaration(told, places):
    """The second return waits for the same year as the first."""
    county, school = places.schools[0]
    about = told.new_id()
    who = {"declaration_id": about, "person_id": told.new_id(), "unit_id": school, "notice_id": NOTICE}
    stage = {"stage_id": "unit", "index": 0, "holder_id": school, "due_on": "2026-12-30"}
    last = {"stage_id": "county_hr", "index": 1, "holder_id": county.personnel, "due_on": "2027-02-26"}
    for revision, opened, returned in ((1, date(2026, 10, 20), date(2026, 11, 3)),
                                       (2, date(2026, 11, 20), date(2026, 11, 24))):  # fmt: skip
        here = CASE_OPENED.sample["current"] | stage
        stages = [here, CASE_OPENED.sample["current"] | last]
        told.tell(on(opened, 10), CASE_OPENED, about, **who, revision=revision, stages=stages, current=here,
                  paper_due_on=None)  # fmt: skip
        told.tell(on(returned, 10), DECLARATION_RETURNED, about, **who, revision=revision, stage=here,
                  deadline=end_of(date(2027, 1, 8)).isoformat(), provisional=True, return_number=revision)  # fmt: skip
    told.tell(on(date(2026, 11, 25), 10), INTEGRITY_RECORDED, about, declaration_id=about, person_id=who["person_id"],
              notice_id=NOTICE, recorded_on="2026-11-25", until="2026-12-09")  # fmt: skip
