"""考核认定: what the committee service publishes of a body that decides without a session; how the two differ."""

from __future__ import annotations

from datetime import date
from typing import Literal

from shared.contracts.base import Count, EventType, LevelGroup
from shared.contracts.samples import ID_A, ID_B, ID_C, ID_D
from shared.wire.types import record

Deciding = Literal["review", "recognition"]
"""How a body decides: by the vote of a committee's session, or without one (考核认定); absent means review."""


@record
class RecognitionDecided:
    """考核认定: a body has decided on a list of declarations; what follows on the list is as after a session."""

    session_id: str
    committee_id: str
    committee_name: str
    notice_id: str
    office_id: str
    authority_id: str
    level_group: LevelGroup
    decided_on: date
    granted: Count
    refused: Count
    report_due_on: date
    report_due_clause: str
    review_due_on: date
    review_due_clause: str


@record
class Recognised:
    """考核认定 of a declaration, granted or not; `reason` says why not."""

    declaration_id: str
    session_id: str
    person_id: str
    committee_name: str
    granted: bool
    opinion: str
    reason: str | None = None
    decided_on: date
    clause: str


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
