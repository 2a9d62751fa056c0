"""What the committee service publishes about indicators and scores, with the names of the methods."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from shared.contracts.base import Count, EventType, Number
from shared.contracts.samples import ID_B, ID_C, ID_D
from shared.wire.types import Interval, record

RPC = ("set_indicators", "register_scores")


@record
class DimensionWeight:
    """One dimension of the menu and its weight in percent."""

    dimension: str
    weight: Number


@record
class SeriesWeights:
    """What a session weighs in one series; the weights are 100 together."""

    series: str
    weights: tuple[DimensionWeight, ...]


@record
class IndicatorsSet:
    """评价指标权重 of a session, whole: for every series that the office has weighed so far."""

    session_id: str
    committee_id: str
    office_id: str
    series: tuple[SeriesWeights, ...]
    clauses: tuple[str, ...]


@record
class ScoresRegistered:
    """Rows of the 评分登记表 were registered: how many and by which methods; neither applicants nor experts."""

    session_id: str
    committee_id: str
    office_id: str
    rows: Number
    methods: tuple[str, ...]
    clauses: tuple[str, ...]
    registered_on: date


@record
class DimensionScore:
    """0 to 100 points in one dimension, and what the dimension weighs in percent."""

    dimension: str
    weight: Number
    score: Count


@record
class ScoreRow:
    """One line of the 评分登记表: a declaration by one method; no expert is linked to it.

    `total` is the weighted sum in hundredths of a point, null while a dimension is not scored; `score` stands for the
    whole where the method gives no dimensions.
    """

    declaration_id: str
    case_number: str
    method: str
    method_name: str
    dimensions: tuple[DimensionScore, ...]
    score: Annotated[int | None, Interval(ge=0, le=100)] = None
    total: Annotated[int | None, Interval(ge=0, le=10000)] = None
    remark: str | None = None


SCORE_ROW = {
    "declaration_id": ID_C, "case_number": "CF2026-000001", "method": "scoring", "method_name": "量化评审",
    "dimensions": [{"dimension": "师德", "weight": 40, "score": 90},
                   {"dimension": "教学业绩", "weight": 60, "score": 85}],
    "score": None, "total": 8700, "remark": None,
}  # fmt: skip

INDICATORS_SET = EventType(
    "committee.indicators_set", "session", IndicatorsSet,
    {"session_id": ID_D, "committee_id": ID_B, "office_id": ID_D, "clauses": ["chifeng-2026/6.4"],
     "series": [{"series": "k12_teacher", "weights": [{"dimension": "职业道德", "weight": 40},
                                                      {"dimension": "专业能力", "weight": 60}]}]},
)  # fmt: skip
SCORES_REGISTERED = EventType(
    "committee.scores_registered", "session", ScoresRegistered,
    {"session_id": ID_D, "committee_id": ID_B, "office_id": ID_D, "rows": 40, "methods": ["scoring"],
     "clauses": ["chifeng-2023/4.3.3"], "registered_on": "2026-09-10"},
)  # fmt: skip

OF_SESSION = (INDICATORS_SET, SCORES_REGISTERED)
