"""What the methods about administrative divisions take."""

from __future__ import annotations

from typing import Annotated

from services.audit.domain.division import DivisionLevel
from services.audit.requests.vocabulary import Region
from shared.wire.requests import ListQuery, sorted_by
from shared.wire.types import Doc, record


@record
class RegionFilter:
    """Which divisions; nothing asks for all."""

    parent: Annotated[Region | None, Doc("those that lie immediately in this one")] = None
    level: DivisionLevel | None = None


@record
class ListRegions(ListQuery):
    """A page of the official divisions."""

    filter: RegionFilter = RegionFilter()
    sort: Annotated[str | None, sorted_by("code")] = None
