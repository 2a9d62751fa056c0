"""What the audit service publishes about lists of people, public or reported upwards: a part of its contract."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from shared.contracts.audit.organisation import Contact
from shared.contracts.base import Count, EventType, LevelGroup, Number
from shared.contracts.samples import ID_A, ID_B, ID_C, ID_D, WHEN
from shared.wire.types import Doc, record


@record
class PublicityPerson:
    """One line of a publicity list: no ID number, ever."""

    declaration_id: str
    name: str
    unit_name: str
    series_name: str
    major: str
    title: str


@record
class PublicityPosted:
    """公示 of a unit or of a roster; open from the day after posting to `ends_on` inclusive."""

    publicity_id: str
    scope: Literal["unit", "roster"]
    notice_id: str
    organisation_id: Annotated[str, Doc("who posted it")]
    organisation_name: str
    level_group: LevelGroup
    posted_on: date
    ends_on: Annotated[date, Doc("the last day; it may still move while the list is provisional")]
    working_days: Annotated[Number, Doc("length of the period, without the day of posting")]
    provisional: Annotated[bool, Doc("the holidays of a year of the period are not announced")]
    clause: str
    channel: Annotated[Contact, Doc("where to object")]
    people: tuple[PublicityPerson, ...]


@record
class PublicityClosed:
    """The period is over and no objection is open."""

    publicity_id: str
    scope: Literal["unit", "roster"]
    notice_id: str
    organisation_id: str
    closed_on: date
    objections: Count
    upheld: Count
    declaration_ids: tuple[str, ...]


@record
class PublicityRedated:
    """The year is announced: `ends_on` is certain now; it was `ends_before`, provisional, when the list was posted."""

    publicity_id: str
    scope: Literal["unit", "roster"]
    notice_id: str
    organisation_id: str
    level_group: LevelGroup
    ends_before: date
    ends_on: date
    working_days: Number
    clause: str
    declaration_ids: tuple[str, ...]


@record
class ObjectionFiled:
    """Somebody objects to a listed person; what they say stays in the audit service."""

    publicity_id: str
    objection_id: str
    declaration_id: str
    organisation_id: str
    at: datetime


@record
class ObjectionResolved:
    """The objection was investigated and closed."""

    publicity_id: str
    objection_id: str
    declaration_id: str
    organisation_id: str
    outcome: Literal["upheld", "dismissed"]
    opinion: str
    at: datetime


@record
class PostCount:
    """The post computation of a report: one body and the posts of one level, or of both senior ones together."""

    body: Annotated[str, Doc("id of a unit or a department, or the code of a county")]
    base: Annotated[str, Doc("a level, or `senior`")]
    clause: str
    over_percent: Annotated[Count, Doc("of the approved posts, allowed beyond the vacancies")]
    approved: Count
    filled: Count
    vacant: Annotated[int, Doc("approved less filled; negative where more are filled")]
    allowance: Annotated[Count, Doc("whole posts of the percentage")]
    applications: Annotated[Count, Doc("with those reported before that still count")]
    over: Annotated[Count, Doc("applications beyond vacancies and allowance")]
    not_stated: Annotated[tuple[str, ...], Doc("units without stated posts, by name, once per application")]


@record
class RosterReported:
    """A reporting organisation hands up its applicants: the roster file of one level group is made from this list."""

    report_id: str
    notice_id: str
    organisation_id: str
    organisation_name: str
    contact: Contact
    level_group: LevelGroup
    stage_id: Annotated[str, Doc("the stage that reported")]
    declaration_ids: tuple[str, ...]
    recommendation_report: str
    reported_by: Annotated[str, Doc("name")]
    reported_at: datetime
    clause: str
    due_on: Annotated[date | None, Doc("the last day for it")] = None
    posts: Annotated[tuple[PostCount, ...], Doc("empty in reports from before it was kept")] = ()
    received_by: Annotated[
        tuple[str, ...] | None, Doc("the organisations that cases went to with it; null in reports from before 0.3.0")
    ] = None


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
                "not_stated": []}],
     "received_by": [ID_D]},
)  # fmt: skip
