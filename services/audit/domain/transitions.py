"""States of a case and the moves between them, as data; the service's README shows the same table."""

from __future__ import annotations

from enum import StrEnum

from shared.kernel.transitions import Transitions


class CaseState(StrEnum):
    """Where a case stands."""

    OPEN = "open"
    WAITING_REPORT = "waiting_report"
    RETURNED = "returned"
    PASSED = "passed"
    REJECTED = "rejected"
    CLOSED = "closed"


CASE: Transitions[CaseState] = Transitions("case", {
    (CaseState.OPEN, "approve"): (CaseState.OPEN,),
    (CaseState.OPEN, "await_report"): (CaseState.WAITING_REPORT,),
    (CaseState.OPEN, "claim"): (CaseState.OPEN,),
    (CaseState.OPEN, "release"): (CaseState.OPEN,),
    (CaseState.OPEN, "hand_over"): (CaseState.OPEN,),
    (CaseState.WAITING_REPORT, "hand_over"): (CaseState.WAITING_REPORT,),
    (CaseState.WAITING_REPORT, "report"): (CaseState.OPEN,),
    (CaseState.OPEN, "pass"): (CaseState.PASSED,),
    (CaseState.OPEN, "return"): (CaseState.RETURNED,),
    (CaseState.OPEN, "reject"): (CaseState.REJECTED,),
    (CaseState.RETURNED, "resubmit"): (CaseState.OPEN,),
    (CaseState.OPEN, "close"): (CaseState.CLOSED,),
    (CaseState.WAITING_REPORT, "close"): (CaseState.CLOSED,),
    (CaseState.RETURNED, "close"): (CaseState.CLOSED,),
})  # fmt: skip
