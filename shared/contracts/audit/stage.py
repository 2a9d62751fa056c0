"""A stage of a route, a decision taken there and what has to be corrected: parts of audit's events."""

from __future__ import annotations

from marshmallow import fields

from shared.contracts.base import (
    Contract,
    day,
    instant,
    maybe_day,
    maybe_text,
    number,
    text,
)
from shared.contracts.samples import ID_B, ID_D, WHEN


class StageFacts(Contract):
    """One stage of a case's route; `holder_id` is the organisation that audits it.

    `replaces_*`: a superior body stands in for the holder of the route, because the case concerns the only clerk there.
    """

    stage_id = text()
    index = number(0)
    name = text()
    holder_id = text()
    holder_name = text()
    due_on = maybe_day()
    clause = text()
    replaces_id = maybe_text()
    replaces_name = maybe_text()
    replaces_reason = maybe_text()


class Decision(Contract):
    """Who audits signs and answers: 谁审核、谁签字、谁负责."""

    auditor_id = text()
    auditor_name = text()
    organisation_id = text()
    organisation_name = text()
    opinion = text()
    seal_reference = maybe_text()
    recommendation = maybe_text()
    at = instant()
    clause = text()


class Statement(Contract):
    """A fact that the notice leaves to a stage, as it stated it: on what paper or act, of what day, by which clause."""

    fact = text()
    value = fields.Raw(required=True, allow_none=False)
    basis = text()
    dated = day()
    clause = maybe_text()
    stage_id = text()
    stated_by = text()
    organisation_id = text()
    organisation_name = text()
    at = instant()


class Correction(Contract):
    """One line of a 一次性告知书: where (`path` for programs, `place` for people), what is wrong, what to do, by which
    clause. Notices older than the places have none."""

    number = number(1)
    path = text()
    place = maybe_text()
    defect = text()
    remedy = text()
    clause = text()


STAGE = {
    "stage_id": "unit", "index": 0, "name": "用人单位审核", "holder_id": ID_B, "holder_name": "红山区第一小学",
    "due_on": "2026-07-20", "clause": "chifeng-2026/6.1.1",
}  # fmt: skip
STATEMENT = {
    "fact": "assessment.passed", "value": True, "basis": "2026年6月单位考核结果", "dated": "2026-06-15",
    "clause": "chifeng-2026/5.4.3", "stage_id": "unit", "stated_by": ID_D, "organisation_id": ID_B,
    "organisation_name": "红山区第一小学", "at": WHEN,
}  # fmt: skip
DECISION = {
    "auditor_id": ID_D, "auditor_name": "李四", "organisation_id": ID_B, "organisation_name": "红山区第一小学",
    "opinion": "材料真实完整，同意推荐。", "seal_reference": "SEAL-0001", "recommendation": "民主推荐",
    "at": WHEN, "clause": "chifeng-2026/6.1.1",
}  # fmt: skip
