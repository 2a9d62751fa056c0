"""States of a case and the moves between them, as data; the service's README shows the same table."""

from __future__ import annotations

from enum import StrEnum

from shared.kernel.errors import conflict


class CaseState(StrEnum):
    """Where a case stands."""

    OPEN = "open"
    WAITING_REPORT = "waiting_report"
    RETURNED = "returned"
    PASSED = "passed"
    REJECTED = "rejected"
    CLOSED = "closed"


TRANSITIONS: dict[str, dict[CaseState, CaseState]] = {
    "approve": {CaseState.OPEN: CaseState.OPEN},
    "await_report": {CaseState.OPEN: CaseState.WAITING_REPORT},
    "hand_over": {CaseState.OPEN: CaseState.OPEN, CaseState.WAITING_REPORT: CaseState.WAITING_REPORT},
    "report": {CaseState.WAITING_REPORT: CaseState.OPEN},
    "pass": {CaseState.OPEN: CaseState.PASSED},
    "return": {CaseState.OPEN: CaseState.RETURNED},
    "reject": {CaseState.OPEN: CaseState.REJECTED},
    "resubmit": {CaseState.RETURNED: CaseState.OPEN},
    "close": {
        CaseState.OPEN: CaseState.CLOSED,
        CaseState.WAITING_REPORT: CaseState.CLOSED,
        CaseState.RETURNED: CaseState.CLOSED,
    },
}
"""move -> {state before: state after}."""

FINAL = frozenset({CaseState.PASSED, CaseState.REJECTED, CaseState.CLOSED})


def after(move: str, state: CaseState) -> CaseState:
    """The state that `move` leads to; an illegal move is a conflict and changes nothing."""
    target = TRANSITIONS[move].get(state)
    if target is None:
        raise conflict("case_move_not_allowed", move=move, state=state.value)
    return target
