"""The life of a declaration as data: which move leads from where to where, and what causes it.

The table in the service README is compared with `TRANSITIONS` by a test.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from shared.kernel.transitions import Transitions


class State(StrEnum):
    """Where a declaration is; `submitted` covers every stage of the audit (the stage is in the audit's projection)."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    PASSED_AUDIT = "passed_audit"
    ASSIGNED = "assigned"
    PASSED = "passed"
    NOT_PASSED = "not_passed"
    APPROVED = "approved"
    CERTIFIED = "certified"
    REVOKED = "revoked"
    LAPSED = "lapsed"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"


class Move(StrEnum):
    """What can happen to a declaration."""

    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    LAPSE = "lapse"
    RETURN = "return"
    REJECT = "reject"
    CLOSE_OVERDUE = "close_overdue"
    PASS_AUDIT = "pass_audit"
    ASSIGN = "assign"
    REVIEW_PASS = "review_pass"
    REVIEW_FAIL = "review_fail"
    RECOGNISE = "recognise"
    NOT_RECOGNISE = "not_recognise"
    CANCEL = "cancel"
    APPROVE = "approve"
    CERTIFY = "certify"
    REVOKE = "revoke"


@dataclass(frozen=True, slots=True)
class Transition:
    """One allowed move; `cause` is the RPC method, the event or the sweep that makes it."""

    move: Move
    source: State
    target: State
    cause: str


TRANSITIONS: tuple[Transition, ...] = (
    Transition(Move.SUBMIT, State.DRAFT, State.SUBMITTED, "submit_declaration"),
    Transition(Move.SUBMIT, State.RETURNED, State.SUBMITTED, "submit_declaration"),
    Transition(Move.WITHDRAW, State.DRAFT, State.WITHDRAWN, "withdraw_declaration"),
    Transition(Move.WITHDRAW, State.RETURNED, State.WITHDRAWN, "withdraw_declaration"),
    Transition(Move.WITHDRAW, State.SUBMITTED, State.WITHDRAWN, "withdraw_declaration"),
    Transition(Move.LAPSE, State.DRAFT, State.LAPSED, "run_due"),
    Transition(Move.LAPSE, State.RETURNED, State.LAPSED, "run_due"),
    Transition(Move.RETURN, State.SUBMITTED, State.RETURNED, "audit.declaration_returned"),
    Transition(Move.REJECT, State.SUBMITTED, State.REJECTED, "audit.declaration_rejected"),
    Transition(Move.CLOSE_OVERDUE, State.SUBMITTED, State.LAPSED, "audit.case_closed"),
    Transition(Move.CLOSE_OVERDUE, State.RETURNED, State.LAPSED, "audit.case_closed"),
    Transition(Move.PASS_AUDIT, State.SUBMITTED, State.PASSED_AUDIT, "audit.declaration_passed"),
    Transition(Move.ASSIGN, State.PASSED_AUDIT, State.ASSIGNED, "committee.declaration_assigned"),
    Transition(Move.ASSIGN, State.ASSIGNED, State.ASSIGNED, "committee.declaration_assigned"),
    Transition(Move.REVIEW_PASS, State.ASSIGNED, State.PASSED, "committee.declaration_reviewed"),
    Transition(Move.REVIEW_FAIL, State.ASSIGNED, State.NOT_PASSED, "committee.declaration_reviewed"),
    Transition(Move.RECOGNISE, State.PASSED_AUDIT, State.PASSED, "committee.declaration_recognised"),
    Transition(Move.NOT_RECOGNISE, State.PASSED_AUDIT, State.NOT_PASSED, "committee.declaration_recognised"),
    Transition(Move.CANCEL, State.PASSED, State.CANCELLED, "committee.result_cancelled"),
    Transition(Move.APPROVE, State.PASSED, State.APPROVED, "committee.declaration_approved"),
    Transition(Move.CERTIFY, State.APPROVED, State.CERTIFIED, "committee.certificate_issued"),
    Transition(Move.REVOKE, State.CERTIFIED, State.REVOKED, "committee.certificate_revoked"),
)

EDITABLE = frozenset({State.DRAFT, State.RETURNED})
"""States in which the applicant holds the declaration and may change it."""

ENDED_BY_APPLICANT = frozenset({State.WITHDRAWN, State.LAPSED})
"""Ended in the applicant's hands: facts of others that were under way then come too late and change nothing."""

DECLARATION: Transitions[State] = Transitions(
    "declaration", {(row.source, row.move.value): (row.target,) for row in TRANSITIONS}
)
FINAL = DECLARATION.final
