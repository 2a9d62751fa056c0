"""What weights and the score sheet show."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from services.committee.domain.scoring import IndicatorWeights
from services.committee.results.parts import BlindNo, SessionStep
from shared.policy.pack.procedure import Method
from shared.wire.types import Doc, record

Total = Annotated[int | None, Doc("weight times points, in hundredths; null while a weighed dimension has no points")]


@record
class IndicatorsSetAnswer(SessionStep):
    """All weights of the session, those of other series too."""

    state: Literal["scheduled", "seed_committed", "drawn", "plan_filed", "plan_consented", "open"]
    indicators: Annotated[IndicatorWeights, Doc("series to dimension to percent")]


@record
class ScoreTotal:
    """One registered row."""

    declaration_id: str
    method: Method
    total: Total


@record
class ScoresRegisteredAnswer(SessionStep):
    """The rows of this call, in their order."""

    state: Literal["open"]
    registered: int
    scores: tuple[ScoreTotal, ...]


@record
class SheetRow(ScoreTotal):
    """A row of the score sheet; it names no expert."""

    blind_no: BlindNo
    scores: Annotated[dict[str, int], Doc("dimension to points, 0 to 100; empty where only the whole was judged")]
    score: Annotated[int | None, Doc("points for the whole, 0 to 100")]
    remark: str | None
    registered_on: date
