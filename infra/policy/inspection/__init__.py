"""What `zhiping policy check` looks at beyond the loader: dead rules, impossible requirements, dates that cannot work.

An error is a thing that can never be what the notice means; a warning is a thing to look at. Both say where.
"""

from __future__ import annotations

from collections.abc import Iterator

from infra.policy.inspection.bypass import bypasses
from infra.policy.inspection.citations import uncovered_clauses
from infra.policy.inspection.feasibility import working_days
from infra.policy.inspection.finding import PackFinding
from infra.policy.inspection.foreign import ends_of_windows, foreign_clauses
from infra.policy.inspection.logic import dead_conditions
from infra.policy.inspection.order import windows_in_order
from infra.policy.inspection.papers import paper_gates
from infra.policy.inspection.reach import reach
from infra.policy.inspection.selection import selections
from infra.policy.inspection.statable import unstatable
from infra.policy.inspection.twins import twins
from infra.policy.inspection.words import unknown_words
from shared.calendar import WorkCalendar
from shared.policy.pack.pack import Pack

__all__ = ["PackFinding", "inspect"]


def inspect(pack: Pack, calendar: WorkCalendar) -> Iterator[PackFinding]:
    """Every finding about a loaded pack, section by section."""
    yield from selections(pack)
    yield from unknown_words(pack)
    yield from unstatable(pack)
    yield from foreign_clauses(pack)
    yield from ends_of_windows(pack)
    yield from bypasses(pack)
    yield from dead_conditions(pack)
    yield from reach(pack)
    yield from twins(pack)
    yield from paper_gates(pack)
    yield from windows_in_order(pack)
    yield from working_days(pack, calendar)
    yield from uncovered_clauses(pack)
