"""What the committee service publishes about a session's results on their way up: a part of its contract."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from shared.contracts.audit.organisation import Contact
from shared.contracts.audit.publicity_and_roster import PublicityPerson
from shared.contracts.base import Count, Digest, EventType, Level, LevelGroup, Number
from shared.contracts.committee import scores
from shared.contracts.committee.draw import PANEL_DRAWN as PANEL_DRAWN
from shared.contracts.committee.draw import RECUSAL_DECLARED as RECUSAL_DECLARED
from shared.contracts.committee.draw import SEED_COMMITTED as SEED_COMMITTED
from shared.contracts.committee.recognition import RECOGNISED as RECOGNISED
from shared.contracts.committee.recognition import RECOGNITION_DECIDED as RECOGNITION_DECIDED
from shared.contracts.committee.recognition import Deciding
from shared.contracts.committee.session import GROUPS, GroupFigures
from shared.contracts.committee.session_days import SESSION_RECONVENED as SESSION_RECONVENED
from shared.contracts.committee.session_days import SESSION_RESCHEDULED as SESSION_RESCHEDULED
from shared.contracts.samples import DIGEST, ID_A, ID_B, ID_C, ID_D, SEALED, WHEN
from shared.wire.types import record


@record
class ResultsPosted:
    """Result publicity of those who passed."""

    session_id: str
    kind: Deciding = "review"
    publicity_id: str
    notice_id: str
    committee_name: str
    organisation_id: str
    organisation_name: str
    level_group: LevelGroup
    posted_on: date
    ends_on: date
    working_days: Number
    provisional: bool
    clause: str
    channel: Contact
    people: tuple[PublicityPerson, ...]


@record
class ResultsRedated:
    """The year is announced, and the last day that it was posted with, `ends_before`, was not the right one."""

    session_id: str
    publicity_id: str
    notice_id: str
    office_id: str
    ends_before: date
    ends_on: date
    working_days: Number
    clause: str
    declaration_ids: tuple[str, ...]


@record
class ResultObjection:
    """An objection to a result: filed, or with its outcome once resolved."""

    session_id: str
    objection_id: str
    declaration_id: str
    outcome: Literal["open", "upheld", "dismissed"]
    about: Literal["review", "material"]
    investigator_id: str | None = None
    finding: str | None = None
    at: datetime


@record
class ResultsClosed:
    """Result publicity is over and every objection has an outcome."""

    session_id: str
    office_id: str
    closed_on: date
    objections: Count
    upheld: Count


@record
class PassRow:
    """One line of the 通过人员花名册, complete; votes are the counts of the secret ballot."""

    declaration_id: str
    case_number: str
    dossier_digest: Digest
    person_id: str
    person_name: str
    sex: str
    birth_date: date
    id_number_sealed: str | None = None
    unit_name: str
    region: str
    series_name: str
    major: str
    level: Level
    title: str
    yes: Count
    no: Count
    abstain: Count
    present: Count
    group_name: str | None = None


@record
class PackageReported:
    """The reporting package, due one month after the review: pass roster and commitment letter are made from this.

    Of a recognition nobody presided (`chair_name` is empty) and nobody voted (the counts of its rows are 0).
    """

    session_id: str
    kind: Deciding = "review"
    notice_id: str
    committee_id: str
    committee_name: str
    office_id: str
    office_name: str
    authority_id: str
    authority_name: str
    level_group: LevelGroup
    meeting_on: date
    candidates: Count
    passed: Count
    not_passed: Count
    objections: Count
    upheld: Count
    publicity_from: date
    publicity_to: date
    reported_on: date
    reported_by: str
    chair_name: str
    clause: str
    rows: tuple[PassRow, ...]
    groups: tuple[GroupFigures, ...] = ()
    scores: tuple[scores.ScoreRow, ...] = ()


@record
class ResultsApproved:
    """核准备案 by the authority of the plan."""

    session_id: str
    authority_id: str
    authority_name: str
    approved_on: date
    approved: Count
    opinion: str
    clause: str


@record
class ResultsDeclined:
    """The authority sent the reported results back to the office, or refused them: then nothing of them stands."""

    session_id: str
    office_id: str
    authority_id: str
    outcome: Literal["returned", "refused"]
    opinion: str
    answered_on: date
    clause: str


_PERSON_LINE = {
    "declaration_id": ID_C, "name": "张三", "unit_name": "红山区第一小学", "series_name": "中小学教师",
    "major": "小学语文", "title": "高级教师",
}  # fmt: skip
_ROW = {
    "declaration_id": ID_C, "case_number": "CF2026-000001", "dossier_digest": DIGEST, "person_id": ID_A,
    "person_name": "张三", "sex": "女", "birth_date": "1985-10-02", "id_number_sealed": SEALED,
    "unit_name": "红山区第一小学", "region": "150402", "series_name": "中小学教师", "major": "小学语文",
    "level": "associate_senior", "title": "高级教师", "yes": 15, "no": 1, "abstain": 1, "present": 17,
    "group_name": "其他申报人员",
}  # fmt: skip
RESULTS_POSTED = EventType(
    "committee.results_posted", "session", ResultsPosted,
    {"session_id": ID_D, "publicity_id": ID_A, "notice_id": "chifeng-2026", "committee_name": "评审委员会",
     "organisation_id": ID_D, "organisation_name": "赤峰市教育局", "level_group": "senior",
     "posted_on": "2026-09-11", "ends_on": "2026-09-18", "working_days": 5, "provisional": False,
     "clause": "chifeng-2026/6.3.2", "channel": {"telephone": "0476-0000000", "address": None, "email": None},
     "people": [_PERSON_LINE]},
)  # fmt: skip
RESULTS_REDATED = EventType(
    "committee.results_redated", "session", ResultsRedated,
    {"session_id": ID_D, "publicity_id": ID_A, "notice_id": "chifeng-2026", "office_id": ID_B,
     "ends_before": "2026-09-17", "ends_on": "2026-09-18", "working_days": 5, "clause": "chifeng-2026/6.3.2",
     "declaration_ids": [ID_C]},
)  # fmt: skip
RESULT_OBJECTION = EventType(
    "committee.result_objection", "session", ResultObjection,
    {"session_id": ID_D, "objection_id": ID_A, "declaration_id": ID_C, "outcome": "open",
     "about": "material", "investigator_id": ID_B, "finding": None, "at": WHEN},
)  # fmt: skip
RESULTS_CLOSED = EventType(
    "committee.results_closed", "session", ResultsClosed,
    {"session_id": ID_D, "office_id": ID_D, "closed_on": "2026-09-21", "objections": 1, "upheld": 1},
)  # fmt: skip
PACKAGE_REPORTED = EventType(
    "committee.package_reported", "session", PackageReported,
    {"session_id": ID_D, "notice_id": "chifeng-2026", "committee_id": ID_B, "committee_name": "评审委员会",
     "office_id": ID_D, "office_name": "赤峰市教育局", "authority_id": ID_A,
     "authority_name": "赤峰市人力资源和社会保障局", "level_group": "senior", "meeting_on": "2026-09-10",
     "candidates": 40, "passed": 30, "not_passed": 10, "objections": 1, "upheld": 1,
     "publicity_from": "2026-09-11", "publicity_to": "2026-09-18", "reported_on": "2026-09-22",
     "reported_by": "赵六", "chair_name": "孙七", "clause": "chifeng-2026/6.3.3", "rows": [_ROW],
     "groups": GROUPS, "scores": [scores.SCORE_ROW]},
)  # fmt: skip
RESULTS_DECLINED = EventType(
    "committee.results_declined", "session", ResultsDeclined,
    {"session_id": ID_D, "office_id": ID_D, "authority_id": ID_A, "outcome": "returned",
     "opinion": "请补充公示情况报告。", "answered_on": "2026-10-08", "clause": "chifeng-2026/6.3.3"},
)  # fmt: skip
RESULTS_APPROVED = EventType(
    "committee.results_approved", "session", ResultsApproved,
    {"session_id": ID_D, "authority_id": ID_A, "authority_name": "赤峰市人力资源和社会保障局",
     "approved_on": "2026-10-08", "approved": 29, "opinion": "同意备案。", "clause": "chifeng-2026/6.3.3"},
)  # fmt: skip
