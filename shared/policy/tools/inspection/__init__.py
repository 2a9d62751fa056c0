"""What `zhiping policy check` looks at beyond the loader: dead rules, impossible requirements, dates that cannot work.

An error is a thing that can never be what the notice means; a warning is a thing to look at. Both say where.
"""

from __future__ import annotations

from collections.abc import Iterator

from shared.calendar import WorkCalendar
from shared.policy.model.pack import Pack
from shared.policy.tools.inspection.bypass import bypasses
from shared.policy.tools.inspection.citations import uncovered_clauses
from shared.policy.tools.inspection.feasibility import working_days
from shared.policy.tools.inspection.finding import Finding
from shared.policy.tools.inspection.foreign import ends_of_windows, foreign_clauses
from shared.policy.tools.inspection.logic import dead_conditions
from shared.policy.tools.inspection.order import windows_in_order
from shared.policy.tools.inspection.papers import paper_gates
from shared.policy.tools.inspection.reach import reach
from shared.policy.tools.inspection.selection import selections
from shared.policy.tools.inspection.statable import unstatable
from shared.policy.tools.inspection.twins import twins
from shared.policy.tools.inspection.words import unknown_words

__all__ = ["Finding", "inspect"]


def inspect(pack: Pack, calendar: WorkCalendar) -> Iterator[Finding]:
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
