"""What the committee service publishes about indicators and scores, with the names of the methods."""

from __future__ import annotations

from marshmallow import fields, validate

from shared.contracts.base import Contract, EventType, day, many, maybe_text, number, text, texts
from shared.contracts.samples import ID_B, ID_C, ID_D

RPC = ("set_indicators", "register_scores")


def maybe_number(most: int) -> fields.Integer:
    """A whole number from 0 to `most`, null or absent."""
    return fields.Integer(strict=True, allow_none=True, load_default=None, validate=validate.Range(0, most))


class DimensionWeight(Contract):
    """One dimension of the menu and its weight in percent."""

    dimension = text()
    weight = number(1)


class SeriesWeights(Contract):
    """What a session weighs in one series; the weights are 100 together."""

    series = text()
    weights = many(DimensionWeight)


class IndicatorsSet(Contract):
    """评价指标权重 of a session, whole: for every series that the office has weighed so far."""

    session_id = text()
    committee_id = text()
    office_id = text()
    series = many(SeriesWeights)
    clauses = texts()


class ScoresRegistered(Contract):
    """Rows of the 评分登记表 were registered: how many and by which methods; neither applicants nor experts."""

    session_id = text()
    committee_id = text()
    office_id = text()
    rows = number(1)
    methods = texts()
    clauses = texts()
    registered_on = day()


class DimensionScore(Contract):
    """0 to 100 points in one dimension, and what the dimension weighs in percent."""

    dimension = text()
    weight = number(1)
    score = number(0)


class ScoreRow(Contract):
    """One line of the 评分登记表: a declaration by one method; no expert is linked to it.

    `total` is the weighted sum in hundredths of a point, null while a dimension is not scored; `score` stands for the
    whole where the method gives no dimensions.
    """

    declaration_id = text()
    case_number = text()
    method = text()
    method_name = text()
    dimensions = many(DimensionScore)
    score = maybe_number(100)
    total = maybe_number(10_000)
    remark = maybe_text()


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
