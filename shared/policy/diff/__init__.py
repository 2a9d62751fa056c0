"""Two notices compared by meaning: what an applicant, a clerk or a committee would have to do differently."""

from __future__ import annotations

from shared.policy.diff.change import Comparison, Kind, PackChange
from shared.policy.diff.entries import entry_changes
from shared.policy.diff.headlines import headline_changes
from shared.policy.diff.plans import plan_changes
from shared.policy.diff.routes import route_changes
from shared.policy.diff.rules import path_changes, rule_changes
from shared.policy.diff.windows import window_changes
from shared.policy.pack.pack import Pack

__all__ = ["Comparison", "Kind", "PackChange", "compare"]


def compare(old: Pack, new: Pack) -> Comparison:
    """Every difference, in the order in which the sections are read."""
    return Comparison(
        old.notice.id,
        new.notice.id,
        (
            *headline_changes(old, new),
            *window_changes(old, new),
            *plan_changes(old, new),
            *route_changes(old, new),
            *rule_changes(old, new),
            *path_changes(old, new),
            *entry_changes(old, new),
        ),
    )
