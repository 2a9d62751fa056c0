"""The closed list of deadlines, each with the pack's word for its reminder rule and whoever must act."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

Role = Literal["applicant", "unit", "holder", "office", "authority"]


class DeadlineKind(StrEnum):
    """What somebody has to do before a deadline; the values are stable and appear on the wire."""

    SUBMIT_DECLARATION = "submit_declaration"
    FIX_RETURNED = "fix_returned_declaration"
    AUDIT_STAGE = "audit_stage"
    RECHECK = "recheck"
    REPORT_ROSTER = "report_roster"
    CLOSE_PUBLICITY = "close_publicity"
    FILE_PLAN = "file_plan"
    HOLD_SESSION = "hold_session"
    CONCLUDE_REVIEW = "conclude_review"
    CLOSE_RESULTS = "close_results"
    REPORT_PACKAGE = "report_package"


RULE_OF: Mapping[DeadlineKind, str] = {
    DeadlineKind.SUBMIT_DECLARATION: "filing_closes",
    DeadlineKind.FIX_RETURNED: "correction_due",
    DeadlineKind.AUDIT_STAGE: "audit_due",
    DeadlineKind.RECHECK: "recheck_due",
    DeadlineKind.REPORT_ROSTER: "audit_due",
    DeadlineKind.CLOSE_PUBLICITY: "publicity_ends",
    DeadlineKind.FILE_PLAN: "implementation_plan_due",
    DeadlineKind.HOLD_SESSION: "meeting_on",
    DeadlineKind.CONCLUDE_REVIEW: "review_due",
    DeadlineKind.CLOSE_RESULTS: "publicity_ends",
    DeadlineKind.REPORT_PACKAGE: "report_due",
}
"""The `deadline` of the pack's `reminders` entry that sets the days before."""

ACTOR_OF: Mapping[DeadlineKind, Role] = {
    DeadlineKind.SUBMIT_DECLARATION: "applicant",
    DeadlineKind.FIX_RETURNED: "applicant",
    DeadlineKind.AUDIT_STAGE: "holder",
    DeadlineKind.RECHECK: "holder",
    DeadlineKind.REPORT_ROSTER: "holder",
    DeadlineKind.CLOSE_PUBLICITY: "holder",
    DeadlineKind.FILE_PLAN: "office",
    DeadlineKind.HOLD_SESSION: "office",
    DeadlineKind.CONCLUDE_REVIEW: "office",
    DeadlineKind.CLOSE_RESULTS: "office",
    DeadlineKind.REPORT_PACKAGE: "office",
}
"""Whose register the deadline stands in, whatever the pack says about reminders."""

NEVER_OVERDUE = frozenset({DeadlineKind.CLOSE_PUBLICITY, DeadlineKind.CLOSE_RESULTS})
"""The day is the earliest for the act, not the last: the entry stays open until the period is closed."""
