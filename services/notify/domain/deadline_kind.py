"""The closed list of what somebody may have to do; what each kind means is declared in duties.py."""

from __future__ import annotations

from enum import StrEnum


class DeadlineKind(StrEnum):
    """What somebody has to do before a deadline, or while something waits; the values are stable, on the wire too."""

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
    HAND_IN_PAPER = "hand_in_paper"
    PAY_FEE = "pay_fee"
    INTEGRITY_ENDS = "integrity_record_ends"
    VERIFY_PROFILE = "verify_profile"
    INVESTIGATE_OBJECTION = "investigate_objection"
    ANNOUNCE_CALENDAR = "announce_calendar"
    RENEW_COMMITTEE = "renew_committee"
    RENEW_EXPERTS = "renew_experts"
    CARRY_OUT_MEASURE = "carry_out_measure"
    APPROVE_COMMITTEE = "approve_committee"
    ANSWER_EXTENSION = "answer_extension"
    ANSWER_PLAN = "answer_plan"
    APPROVE_PACKAGE = "approve_package"
