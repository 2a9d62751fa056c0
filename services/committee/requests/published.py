"""What reading takes that needs no login: draws and results as they were published."""

from __future__ import annotations

from typing import Annotated

from shared.contracts.committee.recognition import Deciding
from shared.wire.requests import ListQuery, Query, sorted_by
from shared.wire.types import Doc, record


@record
class DrawFilter:
    """Which draws."""

    committee_id: str | None = None
    notice_id: str | None = None


@record
class ListDraws(ListQuery):
    """A page of draws, from the moment that the pool is frozen."""

    filter: DrawFilter = DrawFilter()
    sort: Annotated[str | None, sorted_by("session_id")] = None


@record
class VerifyDraw(Query):
    """One draw, made again from its transcript."""

    session_id: str


@record
class PostedFilter:
    """Which results."""

    committee_id: str | None = None
    notice_id: str | None = None
    kind: Deciding | None = None
    open: Annotated[bool | None, Doc("the publicity is not closed yet")] = None


@record
class ListResults(ListQuery):
    """A page of results, from their posting on."""

    filter: PostedFilter = PostedFilter()
    sort: Annotated[str | None, sorted_by("posted_on")] = None


@record
class GetResults(Query):
    """The posted results of one session or recognition."""

    session_id: str
