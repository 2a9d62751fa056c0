"""评审实施方案 as the office files it with the authority."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from services.committee.domain.scoring import IndicatorWeights
from shared.wire.types import Doc, record


@record
class PlanComposition:
    """The panel as the plan has it."""

    committee: Annotated[str, Doc("its name")]
    size: int
    draw: Annotated[str | None, Doc("digest of the transcript")]


@record
class FiledPlan:
    """评审实施方案 as it was filed, under the names that packs give its contents."""

    applications: int
    time: date
    place: str
    composition: PlanComposition
    procedure: str
    measures: str
    indicators: Annotated[IndicatorWeights | None, Doc("series to dimension to percent, where any were set")]
    applicant_list: Annotated[tuple[str, ...], Doc("declarations")]
    proposed_members: Annotated[tuple[str, ...], Doc("expert numbers by seat")]

    def missing(self, contents: Iterable[str]) -> list[str]:
        """Which of these contents it does not have, or has empty."""
        return [name for name in contents if not getattr(self, name, None)]
