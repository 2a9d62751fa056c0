"""What the methods about posts, quotas and roster reports give."""

from __future__ import annotations

from typing import Annotated

from services.audit.domain.posts import QuotaComputation
from shared.contracts.audit.publicity_and_roster import PostCount
from shared.policy.terms.basics import Level
from shared.wire.types import Doc, record


@record
class PostCheck:
    """What a report of the cases that wait would be measured by; only bodies and counties that they touch."""

    posts: tuple[PostCount, ...]
    quotas: tuple[QuotaComputation, ...]


@record
class CountyShare:
    """A county's part of a quota."""

    region: str
    name: Annotated[str | None, Doc("of its HR bureau, where that is registered")]
    number: int


@record
class QuotaView:
    """A number of passes that the notice sets, and how it is divided."""

    quota_id: str
    series: tuple[str, ...]
    levels: tuple[str, ...]
    total: int
    allocated_by: Annotated[str, Doc("the body that divides it")]
    clause: str
    allocated: Annotated[int, Doc("sum of the counties' parts; 0 while nobody has divided it")]
    shares: tuple[CountyShare, ...]


@record
class LevelPosts:
    """Posts of one level."""

    level: Level
    approved: int
    filled: int


@record
class UnitPosts:
    """The posts that a unit has stated for the notice's year."""

    organisation_id: str
    name: str
    region: str
    posts: tuple[LevelPosts, ...]


@record
class QuotaBoard:
    """Numbers of a notice's year: quotas with their parts, and the posts of the units below the caller's house."""

    notice_id: str
    year: int
    quotas: tuple[QuotaView, ...]
    units: tuple[UnitPosts, ...]


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
