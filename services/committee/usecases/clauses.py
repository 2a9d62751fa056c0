"""Which clause of the notice orders the steps of a session: cited when a step comes at the wrong time."""

from __future__ import annotations

from shared.policy import Basis, Pack

UNPUBLISHED = frozenset({"concluded", "results_posted"})
"""States in which a result has not been through its publicity."""
_DRAW = ("assign_declarations", "commit_seed", "draw_panel", "declare_recusal")
_PLAN = ("file_plan", "consent_to_plan", "check_in", "open_session", "reschedule_session", "reconvene_session")
_VOTE = ("collect_ballots", "cast_ballots", "close_voting")
_PUBLICITY = ("post_results", "file_objection", "resolve_objection", "close_results")
_SCORES = ("set_indicators", "register_scores")


def clause_of_step(pack: Pack, state: str, action: str) -> str | None:
    """The clause; None where the notice has none for it."""
    rules = pack.committee_rules
    if action in ("report_package", "approve_results") and state in UNPUBLISHED:
        return clause_of(rules.unpublished) or pack.publicity_rule("result").clause
    by_family: dict[tuple[str, ...], Basis | None] = {
        _DRAW: rules.consecutive,
        _PLAN: pack.implementation_plan,
        _VOTE: rules.vote,
        _PUBLICITY: pack.publicity_rule("result"),
        _SCORES: next(iter(pack.indicators), None),
    }
    found = next((basis for family, basis in by_family.items() if action in family), pack.reporting)
    return clause_of(found) or pack.reporting.clause


def clause_of(basis: Basis | None) -> str | None:
    """Its clause, if it names one."""
    return basis.clause if basis else None
