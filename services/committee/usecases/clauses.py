"""Which clause of the notice orders a step: cited when the step comes at the wrong time, or cannot be taken."""

from __future__ import annotations

from collections.abc import Callable

from shared.policy import Basis, KeptByPack, Pack, Selector, cited

UNPUBLISHED = frozenset({"concluded", "results_posted"})
"""States in which a result has not been through its publicity."""
AFTER_PUBLICITY = frozenset({"report_package", "approve_results"})
"""Steps for which it must have been."""

Finder = Callable[[Pack], Basis | None]


def _indicators(pack: Pack) -> Basis | None:
    """The menu for every plan; what is said of some plans only orders no step."""
    return next((entry for entry in pack.indicators if entry.applies == Selector()), None)


@KeptByPack
def _recognition(pack: Pack) -> Basis | None:
    return next((spec for spec in pack.committees if pack.recognises(spec)), None)


def _measures(pack: Pack) -> Basis | None:
    return next(iter(pack.oversight.measures), None) if pack.oversight else None


_FAMILIES: tuple[tuple[Finder, tuple[str, ...]], ...] = (
    (lambda pack: pack.committee_rules.registration, ("register_committee", "approve_committee", "void")),
    (
        lambda pack: pack.committee_rules.draw,
        ("assign_declarations", "assign", "commit_seed", "draw_panel", "declare_recusal"),
    ),
    (
        lambda pack: pack.implementation_plan,
        ("file_plan", "consent_to_plan", "check_in", "open_session", "reschedule_session", "reconvene_session"),
    ),
    (lambda pack: pack.committee_rules.vote, ("collect_ballots", "cast_ballots", "close_voting", "count")),
    (_indicators, ("set_indicators", "register_scores")),
    (
        lambda pack: pack.publicity_rule("result"),
        ("post_results", "file_objection", "resolve_objection", "close_results", "cancel"),
    ),
    (lambda pack: pack.reporting, ("report_package", "approve_results", "approve", "refuse")),
    (lambda pack: pack.certificate, ("certify",)),
    (lambda pack: pack.oversight.revocation if pack.oversight else None, ("revoke",)),
    (_measures, ("lift_measure",)),
    (lambda pack: pack.extension, ("answer_extension",)),
    (_recognition, ("recognise",)),
    (lambda _: None, ("withdraw",)),
)
"""Every action of the transition tables with what the notices say of it; of a withdrawal they say nothing."""

ORDERED_BY: dict[str, Finder] = {action: finder for finder, actions in _FAMILIES for action in actions}
"""Action -> the entry of the pack that orders it."""


def clause_of_step(pack: Pack, state: str, action: str) -> str | None:
    """The clause (or source) that orders the step; None where the notice says nothing of it."""
    if action in AFTER_PUBLICITY and state in UNPUBLISHED:
        return cited(pack.committee_rules.unpublished or pack.publicity_rule("result"))
    return cited(ORDERED_BY[action](pack))


def clauses_of_draw(pack: Pack) -> dict[str, str]:
    """What each demand on a panel rests on, by the names that the draw gives them."""
    rules = pack.committee_rules
    bases = {"draw": rules.draw, "rotation": rules.rotation, "external": rules.external, "private": rules.private}
    return {name: basis.cited for name, basis in bases.items() if basis is not None}


def clause_of_sharing(pack: Pack) -> str | None:
    """What asks for consent before a committee takes another one's declarations, or keeps it to its own."""
    return cited(pack.joint_review or pack.committee_rules.scope)


_TABLED = {"schedule_session": "file_plan", "recognise_declarations": "recognise"}
"""Steps that the tables know by another action, or not at all."""


def clause_on_board(pack: Pack, action: str) -> str | None:
    """What orders a step that a board shows, steps outside the tables of transitions included."""
    if action == "import_pool":
        return cited(pack.committee_rules.draw)
    if action == "report_cleaning":
        return cited(pack.cleaning)
    return cited(ORDERED_BY[_TABLED.get(action, action)](pack))
