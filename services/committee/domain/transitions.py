"""The lives of a committee, a session, a review, a measure and an extension, as data."""

from __future__ import annotations

from typing import Literal

from shared.kernel.transitions import Transitions

CommitteeState = Literal["registered", "approved", "returned", "refused"]
SessionState = Literal[
    "scheduled", "seed_committed", "drawn", "plan_filed", "plan_consented", "plan_refused", "open", "adjourned",
    "concluded", "results_posted", "results_closed", "reported", "approved", "refused", "void",
]  # fmt: skip
ReviewState = Literal[
    "waiting", "assigned", "passed", "not_passed", "approved", "certified", "cancelled", "void", "revoked", "withdrawn"
]
STANDING: tuple[ReviewState, ...] = ("passed", "approved", "certified")
"""States of a review whose result was posted and was not taken back."""
MeasureState = Literal["issued", "in_force", "lifted"]
ExtensionState = Literal["filed", "agreed", "returned", "declined"]

COMMITTEE: Transitions[CommitteeState] = Transitions(
    "committee",
    {
        ("registered", "approve_committee"): ("approved", "returned", "refused"),
        ("returned", "register_committee"): ("registered",),
        ("refused", "register_committee"): ("registered",),
    },
)

SESSION: Transitions[SessionState] = Transitions(
    "committee",
    {
        ("scheduled", "assign_declarations"): ("scheduled",),
        ("scheduled", "set_indicators"): ("scheduled",),
        ("seed_committed", "set_indicators"): ("seed_committed",),
        ("drawn", "set_indicators"): ("drawn",),
        ("plan_filed", "set_indicators"): ("plan_filed",),
        ("plan_consented", "set_indicators"): ("plan_consented",),
        ("open", "set_indicators"): ("open",),
        ("scheduled", "declare_recusal"): ("scheduled",),
        ("scheduled", "commit_seed"): ("seed_committed",),
        ("scheduled", "reschedule_session"): ("scheduled",),
        ("seed_committed", "reschedule_session"): ("seed_committed",),
        ("drawn", "reschedule_session"): ("drawn",),
        ("seed_committed", "draw_panel"): ("drawn",),
        ("drawn", "declare_recusal"): ("drawn",),
        ("drawn", "file_plan"): ("plan_filed",),
        ("drawn", "reconvene_session"): ("drawn",),
        ("plan_filed", "declare_recusal"): ("plan_filed",),
        ("plan_filed", "check_in"): ("plan_filed",),
        ("plan_filed", "open_session"): ("open", "adjourned"),
        ("plan_filed", "reconvene_session"): ("drawn",),
        ("plan_filed", "consent_to_plan"): ("plan_consented", "drawn", "plan_refused"),
        ("plan_refused", "reconvene_session"): ("drawn",),
        ("plan_consented", "declare_recusal"): ("plan_consented",),
        ("plan_consented", "check_in"): ("plan_consented",),
        ("plan_consented", "open_session"): ("open", "adjourned"),
        ("plan_consented", "reconvene_session"): ("drawn",),
        ("adjourned", "reconvene_session"): ("drawn",),
        ("open", "collect_ballots"): ("open",),
        ("open", "cast_ballots"): ("open",),
        ("open", "register_scores"): ("open",),
        ("open", "close_voting"): ("concluded",),
        ("concluded", "post_results"): ("results_posted",),
        ("results_posted", "file_objection"): ("results_posted",),
        ("results_posted", "resolve_objection"): ("results_posted",),
        ("results_posted", "close_results"): ("results_closed",),
        ("results_closed", "report_package"): ("reported",),
        ("reported", "approve_results"): ("approved", "results_closed", "refused", "void"),
    },
)

REVIEW: Transitions[ReviewState] = Transitions(
    "committee",
    {
        ("waiting", "assign"): ("assigned",),
        ("waiting", "withdraw"): ("withdrawn",),
        ("waiting", "recognise"): ("passed", "not_passed"),
        ("assigned", "withdraw"): ("withdrawn",),
        ("assigned", "count"): ("passed", "not_passed"),
        ("passed", "cancel"): ("cancelled",),
        ("passed", "void"): ("void",),
        ("passed", "refuse"): ("cancelled",),
        ("passed", "approve"): ("approved",),
        ("approved", "certify"): ("certified",),
        ("certified", "revoke"): ("revoked",),
    },
)

MEASURE: Transitions[MeasureState] = Transitions("committee", {("in_force", "lift_measure"): ("lifted",)})


EXTENSION: Transitions[ExtensionState] = Transitions(
    "committee", {("filed", "answer_extension"): ("agreed", "returned", "declined")}
)
"""Where filing is enough an extension begins as agreed."""
