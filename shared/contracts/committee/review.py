"""What the committee service publishes about each declaration under review: a part of its contract."""

from __future__ import annotations

from shared.contracts.base import (
    LEVELS,
    Contract,
    EventType,
    day,
    maybe_text,
    number,
    one_of,
    text,
)
from shared.contracts.committee.draw import PANEL_DRAWN as PANEL_DRAWN
from shared.contracts.committee.draw import RECUSAL_DECLARED as RECUSAL_DECLARED
from shared.contracts.committee.draw import SEED_COMMITTED as SEED_COMMITTED
from shared.contracts.committee.recognition import RECOGNISED as RECOGNISED
from shared.contracts.committee.recognition import RECOGNITION_DECIDED as RECOGNITION_DECIDED
from shared.contracts.committee.recognition import deciding
from shared.contracts.committee.session_days import SESSION_RECONVENED as SESSION_RECONVENED
from shared.contracts.committee.session_days import SESSION_RESCHEDULED as SESSION_RESCHEDULED
from shared.contracts.samples import ID_A, ID_B, ID_C, ID_D, SEALED


class Assigned(Contract):
    """A declaration is on a session's list under its blind number."""

    declaration_id = text()
    session_id = text()
    committee_id = text()
    committee_name = text()
    blind_no = text()
    meeting_on = day()
    group_id = maybe_text()


class Reviewed(Contract):
    """The committee has voted on a declaration: counts of the secret ballot and the outcome."""

    declaration_id = text()
    session_id = text()
    person_id = text()
    present = number(1)
    yes = number(0)
    no = number(0)
    abstain = number(0)
    outcome = one_of("passed", "not_passed")
    reviewed_on = day()
    clause = text()


class ResultCancelled(Contract):
    """A passed result was cancelled: an objection was upheld."""

    declaration_id = text()
    session_id = text()
    person_id = text()
    reason = text()
    clause = text()


class Approved(Contract):
    """The authority approved this person's title."""

    declaration_id = text()
    session_id = text()
    person_id = text()
    authority_name = text()
    approved_on = day()


class CertificateIssued(Contract):
    """电子职称证书: everything printed on it; `passed_on` is the day from which the title counts."""

    declaration_id = text()
    session_id = text()
    kind = deciding()
    certificate_number = text()
    person_id = text()
    person_name = text()
    sex = text()
    birth_date = day()
    id_number_sealed = text()
    id_number_masked = text()
    photo_key = maybe_text()
    unit_name = text()
    series_name = text()
    major = text()
    level = one_of(*LEVELS)
    title = text()
    committee_name = text()
    passed_on = day()
    issued_on = day()
    authority_name = text()
    clause = text()


ASSIGNED = EventType(
    "committee.declaration_assigned", "review", Assigned,
    {"declaration_id": ID_C, "session_id": ID_D, "committee_id": ID_B, "committee_name": "评审委员会",
     "blind_no": "B-0042", "group_id": None, "meeting_on": "2026-09-10"},
)  # fmt: skip
REVIEWED = EventType(
    "committee.declaration_reviewed", "review", Reviewed,
    {"declaration_id": ID_C, "session_id": ID_D, "person_id": ID_A, "present": 17, "yes": 15, "no": 1, "abstain": 1,
     "outcome": "passed", "reviewed_on": "2026-09-10", "clause": "chifeng-2026/5"},
)  # fmt: skip
RESULT_CANCELLED = EventType(
    "committee.result_cancelled", "review", ResultCancelled,
    {"declaration_id": ID_C, "session_id": ID_D, "person_id": ID_A, "reason": "objection_upheld",
     "clause": "chifeng-2026/6.3.2"},
)  # fmt: skip
APPROVED = EventType(
    "committee.declaration_approved", "review", Approved,
    {"declaration_id": ID_C, "session_id": ID_D, "person_id": ID_A,
     "authority_name": "赤峰市人力资源和社会保障局", "approved_on": "2026-10-08"},
)  # fmt: skip
CERTIFICATE_ISSUED = EventType(
    "committee.certificate_issued", "review", CertificateIssued,
    {"declaration_id": ID_C, "session_id": ID_D, "certificate_number": "NM15042026000001", "person_id": ID_A,
     "person_name": "张三", "sex": "女", "birth_date": "1985-10-02", "id_number_sealed": SEALED,
     "id_number_masked": "150402********1234", "photo_key": None, "unit_name": "红山区第一小学",
     "series_name": "中小学教师", "major": "小学语文", "level": "associate_senior", "title": "高级教师",
     "committee_name": "赤峰市中小学教师高级职称评审委员会", "passed_on": "2026-09-10", "issued_on": "2026-10-08",
     "authority_name": "赤峰市人力资源和社会保障局", "clause": "chifeng-2026/6.3.3"},
)  # fmt: skip
