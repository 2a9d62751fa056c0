"""What the methods about posts, quotas and roster reports give."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from services.audit.domain.posts import PostBase
from services.audit.results.organisations import ContactView
from shared.policy.terms.basics import LevelGroup
from shared.wire.types import Doc, record


@record
class PostCountView:
    """The post computation for one body and the posts of one level, or of both senior ones together."""

    body: Annotated[str, Doc("id of a unit or a department, or the code of a county")]
    base: PostBase
    clause: str
    over_percent: Annotated[int, Doc("of the approved posts, allowed beyond the vacancies")]
    approved: int
    filled: int
    applications: Annotated[int, Doc("with those reported before that still count")]
    not_stated: Annotated[tuple[str, ...], Doc("units without stated posts, by name, once per application")]
    vacant: Annotated[int, Doc("approved less filled; negative where more are filled")]
    allowance: Annotated[int, Doc("whole posts of the percentage")]
    over: Annotated[int, Doc("applications beyond vacancies and allowance")]


@record
class QuotaCountView:
    """The computation for one county under a city-wide number."""

    quota: Annotated[str, Doc("quota_id")]
    region: str
    clause: str
    allocated: int
    applications: Annotated[int, Doc("with those reported before that still count")]
    over: Annotated[int, Doc("applications beyond the allocated number")]


@record
class PostCheck:
    """What a report of the cases that wait would be measured by; only bodies and counties that they touch."""

    posts: tuple[PostCountView, ...]
    quotas: tuple[QuotaCountView, ...]


@record
class PostsStated:
    """The unit's posts of that notice are those."""

    organisation_id: str
    notice_id: str


@record
class QuotaAllocated:
    """The quota is divided."""

    quota_id: str
    total: int
    allocated: Annotated[int, Doc("sum of the counties' parts")]


@record
class RosterReportedAnswer:
    """The cases are held by the next stage."""

    report_id: str
    declarations: Annotated[int, Doc("how many")]


@record
class ReportView:
    """A roster that the caller's organisation handed up, with the computation that let it through."""

    report_id: str
    notice_id: str
    organisation_id: str
    organisation_name: str
    contact: ContactView
    level_group: LevelGroup
    stage_id: Annotated[str, Doc("the stage that reported")]
    declaration_ids: tuple[str, ...]
    recommendation_report: str
    reported_by: Annotated[str, Doc("name")]
    reported_at: datetime
    clause: str
    due_on: Annotated[date | None, Doc("the last day for it")]
    posts: Annotated[tuple[PostCountView, ...], Doc("empty in reports from before it was kept")]
