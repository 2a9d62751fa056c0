"""Administrative divisions, by their official codes of six digits."""

from __future__ import annotations

from typing import Literal

from shared.wire.types import record

DivisionLevel = Literal["region", "city", "county"]


@record
class Division:
    """A division: an autonomous region, one of its cities and leagues, or a county, banner or district of those.

    `parent` is the code of the division that it lies in, None for the largest.
    """

    code: str
    name: str
    parent: str | None
    level: DivisionLevel
