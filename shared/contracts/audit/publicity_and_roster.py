"""What the audit service publishes about lists of people, public or reported upwards: a part of its contract."""

from __future__ import annotations

from marshmallow import fields

from shared.contracts.audit.case import PostCount
from shared.contracts.audit.organisation import Contact
from shared.contracts.base import (
    LEVEL_GROUPS,
    Contract,
    EventType,
    day,
    flag,
    instant,
    many,
    maybe_day,
    number,
    one,
    one_of,
    text,
    texts,
)
from shared.contracts.samples import ID_A, ID_B, ID_C, ID_D, WHEN


class PublicityPerson(Contract):
    """One line of a publicity list: no ID number, ever."""

    declaration_id = text()
    name = text()
    unit_name = text()
    series_name = text()
    major = text()
    title = text()


class PublicityPosted(Contract):
    """公示 of a unit or of a roster; open from the day after posting to `ends_on` inclusive."""

    publicity_id = text()
    scope = one_of("unit", "roster")
    notice_id = text()
    organisation_id = text()
    organisation_name = text()
    level_group = one_of(*LEVEL_GROUPS)
    posted_on = day()
    ends_on = day()
    working_days = number(1)
    provisional = flag()
    clause = text()
    channel = one(Contact)
    people = many(PublicityPerson)


class PublicityClosed(Contract):
    """The period is over and no objection is open."""

    publicity_id = text()
    scope = one_of("unit", "roster")
    notice_id = text()
    organisation_id = text()
    closed_on = day()
    objections = number(0)
    upheld = number(0)
    declaration_ids = texts()


class PublicityRedated(Contract):
    """The year is announced: `ends_on` is certain now; it was `ends_before`, provisional, when the list was posted."""

    publicity_id = text()
    scope = one_of("unit", "roster")
    notice_id = text()
    organisation_id = text()
    level_group = one_of(*LEVEL_GROUPS)
    ends_before = day()
    ends_on = day()
    working_days = number(1)
    clause = text()
    declaration_ids = texts()


class ObjectionFiled(Contract):
    """Somebody objects to a listed person; what they say stays in the audit service."""

    publicity_id = text()
    objection_id = text()
    declaration_id = text()
    organisation_id = text()
    at = instant()


class ObjectionResolved(Contract):
    """The objection was investigated and closed."""

    publicity_id = text()
    objection_id = text()
    declaration_id = text()
    organisation_id = text()
    outcome = one_of("upheld", "dismissed")
    opinion = text()
    at = instant()


class RosterReported(Contract):
    """A reporting organisation hands up its applicants: the roster file of one level group is made from this list."""

    report_id = text()
    notice_id = text()
    organisation_id = text()
    organisation_name = text()
    contact = one(Contact)
    level_group = one_of(*LEVEL_GROUPS)
    stage_id = text()
    declaration_ids = texts()
    recommendation_report = text()
    reported_by = text()
    reported_at = instant()
    clause = text()
    due_on = maybe_day()
    posts = fields.List(fields.Nested(PostCount))


_PUBLICITY = {"publicity_id": ID_D, "scope": "unit", "notice_id": "chifeng-2026", "organisation_id": ID_B}
PUBLICITY_POSTED = EventType(
    "audit.publicity_posted", "publicity", PublicityPosted,
    _PUBLICITY | {"organisation_name": "红山区第一小学", "level_group": "senior", "posted_on": "2026-06-15",
                  "ends_on": "2026-06-23", "working_days": 5, "provisional": False, "clause": "chifeng-2026/6.1.1",
                  "channel": {"telephone": "0476-0000000", "address": None, "email": None},
                  "people": [{"declaration_id": ID_C, "name": "张三", "unit_name": "红山区第一小学",
                              "series_name": "中小学教师", "major": "小学语文", "title": "高级教师"}]},
)  # fmt: skip
PUBLICITY_CLOSED = EventType(
    "audit.publicity_closed", "publicity", PublicityClosed,
    _PUBLICITY | {"closed_on": "2026-06-24", "objections": 0, "upheld": 0, "declaration_ids": [ID_C]},
)  # fmt: skip
PUBLICITY_REDATED = EventType(
    "audit.publicity_redated", "publicity", PublicityRedated,
    _PUBLICITY | {"level_group": "senior", "ends_before": "2026-06-23", "ends_on": "2026-06-24", "working_days": 5,
                  "clause": "chifeng-2026/6.1.1", "declaration_ids": [ID_C]},
)  # fmt: skip
_OBJECTION = {"publicity_id": ID_D, "objection_id": ID_A, "declaration_id": ID_C, "organisation_id": ID_B, "at": WHEN}
OBJECTION_FILED = EventType("audit.objection_filed", "publicity", ObjectionFiled, _OBJECTION)
OBJECTION_RESOLVED = EventType(
    "audit.objection_resolved", "publicity", ObjectionResolved,
    _OBJECTION | {"outcome": "dismissed", "opinion": "经调查，反映问题不属实。"},
)  # fmt: skip
ROSTER_REPORTED = EventType(
    "audit.roster_reported", "report", RosterReported,
    {"report_id": ID_D, "notice_id": "chifeng-2026", "organisation_id": ID_B, "organisation_name": "红山区人社局",
     "contact": {"telephone": "0476-0000000", "address": None, "email": None}, "level_group": "senior",
     "stage_id": "county_hr", "declaration_ids": [ID_C], "recommendation_report": "推荐报告正文",
     "reported_by": "王五", "reported_at": WHEN, "clause": "chifeng-2026/4.3.3", "due_on": "2026-07-20",
     "posts": [{"body": "150402", "base": "associate_senior", "clause": "chifeng-2026/5.7", "over_percent": 0,
                "approved": 20, "filled": 17, "vacant": 3, "allowance": 0, "applications": 2, "over": 0,
                "not_stated": []}]},
)  # fmt: skip
