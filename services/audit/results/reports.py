"""What the methods about posts, quotas and roster reports give."""

from __future__ import annotations

from typing import Annotated

from services.audit.domain.posts import QuotaComputation
from shared.contracts.audit.case import PostCount
from shared.wire.types import Doc, record


@record
class PostCheck:
    """What a report of the cases that wait would be measured by; only bodies and counties that they touch."""

    posts: tuple[PostCount, ...]
    quotas: tuple[QuotaComputation, ...]


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
