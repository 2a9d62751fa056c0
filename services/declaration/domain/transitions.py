"""The life of a declaration as data: which move leads from where to where, and what causes it.

The table in the service README is compared with `TRANSITIONS` by a test.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from shared.kernel.transitions import Transitions


class DeclarationState(StrEnum):
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
    source: DeclarationState
    target: DeclarationState
    cause: str


TRANSITIONS: tuple[Transition, ...] = (
    Transition(Move.SUBMIT, DeclarationState.DRAFT, DeclarationState.SUBMITTED, "submit_declaration"),
    Transition(Move.SUBMIT, DeclarationState.RETURNED, DeclarationState.SUBMITTED, "submit_declaration"),
    Transition(Move.WITHDRAW, DeclarationState.DRAFT, DeclarationState.WITHDRAWN, "withdraw_declaration"),
    Transition(Move.WITHDRAW, DeclarationState.RETURNED, DeclarationState.WITHDRAWN, "withdraw_declaration"),
    Transition(Move.WITHDRAW, DeclarationState.SUBMITTED, DeclarationState.WITHDRAWN, "withdraw_declaration"),
    Transition(Move.LAPSE, DeclarationState.DRAFT, DeclarationState.LAPSED, "run_due"),
    Transition(Move.LAPSE, DeclarationState.RETURNED, DeclarationState.LAPSED, "run_due"),
    Transition(Move.RETURN, DeclarationState.SUBMITTED, DeclarationState.RETURNED, "audit.declaration_returned"),
    Transition(Move.REJECT, DeclarationState.SUBMITTED, DeclarationState.REJECTED, "audit.declaration_rejected"),
    Transition(Move.CLOSE_OVERDUE, DeclarationState.SUBMITTED, DeclarationState.LAPSED, "audit.case_closed"),
    Transition(Move.CLOSE_OVERDUE, DeclarationState.RETURNED, DeclarationState.LAPSED, "audit.case_closed"),
    Transition(Move.PASS_AUDIT, DeclarationState.SUBMITTED, DeclarationState.PASSED_AUDIT, "audit.declaration_passed"),
    Transition(Move.ASSIGN, DeclarationState.PASSED_AUDIT, DeclarationState.ASSIGNED, "committee.declaration_assigned"),
    Transition(Move.ASSIGN, DeclarationState.ASSIGNED, DeclarationState.ASSIGNED, "committee.declaration_assigned"),
    Transition(Move.REVIEW_PASS, DeclarationState.ASSIGNED, DeclarationState.PASSED, "committee.declaration_reviewed"),
    Transition(
        Move.REVIEW_FAIL, DeclarationState.ASSIGNED, DeclarationState.NOT_PASSED, "committee.declaration_reviewed"
    ),
    Transition(
        Move.RECOGNISE, DeclarationState.PASSED_AUDIT, DeclarationState.PASSED, "committee.declaration_recognised"
    ),
    Transition(
        Move.NOT_RECOGNISE,
        DeclarationState.PASSED_AUDIT,
        DeclarationState.NOT_PASSED,
        "committee.declaration_recognised",
    ),
    Transition(Move.CANCEL, DeclarationState.PASSED, DeclarationState.CANCELLED, "committee.result_cancelled"),
    Transition(Move.APPROVE, DeclarationState.PASSED, DeclarationState.APPROVED, "committee.declaration_approved"),
    Transition(Move.CERTIFY, DeclarationState.APPROVED, DeclarationState.CERTIFIED, "committee.certificate_issued"),
    Transition(Move.REVOKE, DeclarationState.CERTIFIED, DeclarationState.REVOKED, "committee.certificate_revoked"),
)

EDITABLE = frozenset({DeclarationState.DRAFT, DeclarationState.RETURNED})
"""States in which the applicant holds the declaration and may change it."""

ENDED_BY_APPLICANT = frozenset({DeclarationState.WITHDRAWN, DeclarationState.LAPSED})
"""Ended in the applicant's hands: facts of others that were under way then come too late and change nothing."""

DECLARATION: Transitions[DeclarationState] = Transitions(
    "declaration", {(row.source, row.move.value): (row.target,) for row in TRANSITIONS}
)
FINAL = DECLARATION.final
