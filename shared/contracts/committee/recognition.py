"""考核认定: what the committee service publishes of a body that decides without a session; how the two differ."""

from __future__ import annotations

from marshmallow import fields, validate

from shared.contracts.base import LEVEL_GROUPS, Contract, EventType, day, flag, maybe_text, number, one_of, text
from shared.contracts.samples import ID_A, ID_B, ID_C, ID_D

KINDS = ("review", "recognition")
"""How a body decides: by the vote of a committee's session, or by recognising without one (考核认定)."""


def deciding() -> fields.String:
    """One of KINDS; absent means review."""
    return fields.String(load_default="review", validate=validate.OneOf(KINDS))


class RecognitionDecided(Contract):
    """考核认定: a body has decided on a list of declarations; what follows on the list is as after a session."""

    session_id = text()
    committee_id = text()
    committee_name = text()
    notice_id = text()
    office_id = text()
    authority_id = text()
    level_group = one_of(*LEVEL_GROUPS)
    decided_on = day()
    granted = number(0)
    refused = number(0)
    report_due_on = day()
    report_due_clause = text()
    review_due_on = day()
    review_due_clause = text()


class Recognised(Contract):
    """考核认定 of a declaration, granted or not; `reason` says why not."""

    declaration_id = text()
    session_id = text()
    person_id = text()
    committee_name = text()
    granted = flag()
    opinion = text()
    reason = maybe_text()
    decided_on = day()
    clause = text()


RECOGNITION_DECIDED = EventType(
    "committee.recognition_decided", "session", RecognitionDecided,
    {"session_id": ID_D, "committee_id": ID_B, "committee_name": "赤峰市红山区人力资源和社会保障局（初级认定）",
     "notice_id": "chifeng-2023", "office_id": ID_D, "authority_id": ID_A, "level_group": "junior",
     "decided_on": "2023-10-10", "granted": 3, "refused": 1, "report_due_on": "2023-11-10",
     "report_due_clause": "chifeng-2023/5.3.5", "review_due_on": "2023-10-30",
     "review_due_clause": "chifeng-2023/2.2"},
)  # fmt: skip
RECOGNISED = EventType(
    "committee.declaration_recognised", "review", Recognised,
    {"declaration_id": ID_C, "session_id": ID_D, "person_id": ID_A,
     "committee_name": "赤峰市红山区人力资源和社会保障局（初级认定）", "granted": False, "opinion": "不予认定",
     "reason": "考核不合格", "decided_on": "2023-10-10", "clause": "chifeng-2023/4.6.1"},
)  # fmt: skip
