"""What the methods about posts, quotas and roster reports take."""

from __future__ import annotations

from typing import Annotated

from marshmallow import validate

from services.audit.requests.vocabulary import Region
from shared.contracts.base import LEVELS
from shared.policy.terms.basics import Level, LevelGroup
from shared.wire.requests import Command, ListQuery, Query, sorted_by
from shared.wire.types import Doc, record

Key = Annotated[str, validate.Length(min=1, max=60)]
Number = Annotated[int, validate.Range(0, 100_000)]


@record
class PostLine:
    """Posts of one level."""

    level: Level
    approved: Number
    filled: Number


@record
class StatePosts(Command):
    """岗位数 of the caller's unit for a notice's year."""

    notice_id: Key
    posts: Annotated[tuple[PostLine, ...], validate.Length(min=1, max=len(LEVELS)), Doc("each level once")]


@record
class AllocationLine:
    """A county's part of a quota."""

    region: Region
    number: Number


@record
class AllocateQuota(Command):
    """名额分配 of a city-wide number."""

    notice_id: Key
    quota_id: Key
    allocations: Annotated[tuple[AllocationLine, ...], validate.Length(min=1, max=200)]


@record
class CheckPosts(Query):
    """The computation before a report."""

    notice_id: str
    level_group: LevelGroup


@record
class GetQuotas(Query):
    """Of one notice."""

    notice_id: str


@record
class ReportRoster(Command):
    """Hand up every approved case of one level group."""

    notice_id: str
    level_group: LevelGroup
    recommendation_report: Annotated[str, validate.Length(min=1, max=20000)]


@record
class ReportFilter:
    """Nothing narrows the reports of an organisation yet."""


@record
class ListReports(ListQuery):
    """A page of the caller's organisation's reports."""

    filter: ReportFilter = ReportFilter()
    sort: Annotated[str | None, sorted_by("reported_at")] = None
