"""The committees of the made-up year: their filing and terms, their experts, measures against them, reviews put off."""

from datetime import date

from shared.contracts.committee import (
    COMMITTEE_APPROVED,
    COMMITTEE_DECLINED,
    COMMITTEE_REGISTERED,
    OFFICE_HANDED_OVER,
    POOL_IMPORTED,
    RESULT_OBJECTION,
)
from shared.contracts.committee.oversight import EXTENSION_ANSWERED, EXTENSION_FILED, MEASURE_LIFTED, MEASURE_TAKEN
from tests.support.reminders.year_lists import Session, on
from tests.support.reminders.year_rules import NOTICE, REVIEW

LATER = "2026-11-30"


def committees(told, places):
    """Filings, pools and measures; two sessions whose plans the authority does not like; reviews that are put off."""
    _approved_soon(told, places)
    _declined_first(told, places)
    _measures(told, places)
    liked_later, refused = Session(told, places, "middle"), Session(told, places, "senior")
    _sent_back(liked_later)
    _refused(refused)
    _objections(refused, places)
    _extensions(told, places, liked_later, refused)


def _committee(told, places, valid_to):
    return {"committee_id": told.new_id(), "office_id": places.office, "authority_id": places.city,
            "valid_to": valid_to}  # fmt: skip


def _approved_soon(told, places):
    """Filed, approved after two weeks, handed over, with experts whose terms end on several days."""
    state = _committee(told, places, "2026-09-12")
    about = state["committee_id"]
    told.tell(on(date(2026, 5, 11), 10), COMMITTEE_REGISTERED, about, **state, approved=False)
    told.tell(on(date(2026, 5, 26), 16), COMMITTEE_APPROVED, about, **state, approved=True)
    told.tell(on(date(2026, 8, 20), 9), OFFICE_HANDED_OVER, about, **state, approved=True,
              substitute_id=places.education)  # fmt: skip
    pool = {"committee_id": about, "office_id": places.office}
    terms = [{"ends_on": "2026-07-31", "experts": 3}, {"ends_on": "2026-08-31", "experts": 40},
             {"ends_on": "2027-12-31", "experts": 60}]  # fmt: skip
    told.tell(on(date(2026, 5, 28), 11), POOL_IMPORTED, about, **pool, terms=terms)
    told.tell(on(date(2026, 8, 3), 7), POOL_IMPORTED, about, **pool, terms=[*terms[2:], {"ends_on": "2026-10-20",
              "experts": 9}])  # fmt: skip


def _declined_first(told, places):
    """Sent back, filed again, approved shortly before its term ends."""
    state = _committee(told, places, "2026-07-02")
    about = state["committee_id"]
    bodies = {name: state[name] for name in ("committee_id", "office_id", "authority_id")}
    told.tell(on(date(2026, 5, 12), 22), COMMITTEE_REGISTERED, about, **state, approved=False)
    told.tell(on(date(2026, 6, 3), 9), COMMITTEE_DECLINED, about, **bodies)
    told.tell(on(date(2026, 6, 5), 9), COMMITTEE_REGISTERED, about, **state, approved=False)
    told.tell(on(date(2026, 6, 29), 21), COMMITTEE_APPROVED, about, **state, approved=True)


def _measures(told, places):
    """Carried out in time, too late, never; one without a day; one that must be carried out at once."""
    for taken, due, lifted in (
        (date(2026, 6, 1), "2026-06-30", date(2026, 6, 24)), (date(2026, 8, 20), "2026-09-04", date(2026, 9, 11)),
        (date(2026, 9, 1), "2026-09-30", None), (date(2026, 9, 2), None, None),
        (date(2026, 10, 12), "2026-10-13", None),
    ):  # fmt: skip
        state = _committee(told, places, None) | {"measure_id": told.new_id(), "due_on": due}
        del state["valid_to"]
        told.tell(on(taken, 17), MEASURE_TAKEN, state["committee_id"], **state)
        if lifted:
            told.tell(on(lifted, 10), MEASURE_LIFTED, state["committee_id"], **state)


def _sent_back(session):
    """Twice on one day; consented to at last, held late."""
    session.scheduled(date(2026, 9, 2), date(2026, 10, 21))
    due = date(2026, 10, 14)
    session.filed(date(2026, 9, 7))
    session.answered(date(2026, 9, 16), 10, due, agreed=False)
    session.filed(date(2026, 9, 16), 13)
    session.answered(date(2026, 9, 16), 16, due, agreed=False)
    session.filed(date(2026, 10, 14), 11)
    session.answered(date(2026, 10, 20), 9, due)
    session.held(date(2026, 10, 21), date(2026, 11, 21), date(2026, 10, 30), date(2026, 11, 6))
    session.closed(date(2026, 11, 9), date(2026, 11, 27))


def _refused(session):
    """Refused for good: another meeting, whose results are posted at the end of the year."""
    session.scheduled(date(2026, 9, 3), date(2026, 10, 16))
    session.filed(date(2026, 9, 28))
    session.answered(date(2026, 10, 9), 15, date(2026, 10, 9), agreed=False, final=True)
    session.reconvened(date(2026, 10, 28), date(2026, 11, 18))
    session.filed(date(2026, 11, 10))
    session.answered(date(2026, 11, 12), 9, date(2026, 11, 11))
    session.held(date(2026, 11, 18), date(2026, 12, 18), date(2026, 11, 20), date(2026, 11, 27))


def _objections(session, places):
    """One goes from the investigator to the office, one is with the office from the start."""
    county = places.counties[0].personnel
    looked_into, plain = session.told.new_id(), session.told.new_id()
    for day, about, step in (
        (date(2026, 11, 22), looked_into, {"investigator_id": county}),
        (date(2026, 11, 24), plain, {"investigator_id": None}),
        (date(2026, 12, 1), looked_into, {"investigator_id": county, "finding": "属实"}),
        (date(2026, 12, 4), plain, {"investigator_id": None, "outcome": "dismissed"}),
        (date(2026, 12, 11), looked_into, {"investigator_id": county, "outcome": "upheld"}),
    ):
        session.tell(day, 12, RESULT_OBJECTION, **{"objection_id": about, "outcome": "open", "finding": None} | step)


def _extensions(told, places, liked_later, refused):
    """Declined, then agreed to; and one for which filing is enough."""
    committee = {name: value for name, value in _committee(told, places, None).items() if name != "valid_to"}
    about = committee["committee_id"]
    known = {**committee, "notice_id": NOTICE, "extends": REVIEW, "until": LATER}
    for filed, answered, state in ((date(2026, 9, 28), date(2026, 10, 15), "declined"),
                                   (date(2026, 10, 16), date(2026, 10, 26), "agreed")):  # fmt: skip
        said = known | {"extension_id": told.new_id(), "sessions": [refused.about]}
        told.tell(on(filed, 10), EXTENSION_FILED, about, **said, state="filed", filed_on=filed.isoformat())
        told.tell(on(answered, 16), EXTENSION_ANSWERED, about, **said, state=state, answered_on=answered.isoformat())
    said = known | {"extension_id": told.new_id(), "sessions": [liked_later.about], "until": "2026-11-08"}
    told.tell(on(date(2026, 10, 25), 9), EXTENSION_FILED, about, **said, state="agreed")
