"""Entries that rest on another notice's clause, and ends of windows that rest on nothing."""

from __future__ import annotations

from collections.abc import Iterator

from infra.policy.inspection.finding import PackFinding, error, warning
from shared.policy.pack.pack import Pack
from shared.policy.pack.structure import basis_entries

JUDGING = ("rules", "paths", "reliefs", "frequency", "unoffered", "preferences")
"""Sections that refuse people: what this notice does not say must not stand there on another one's word."""


def foreign_clauses(pack: Pack) -> Iterator[PackFinding]:
    """An error where people are judged by another notice's clause, a warning where anything else is taken from one."""
    for path, basis in basis_entries(pack):
        if basis.clause is None or basis.clause.startswith(f"{pack.notice.id}/"):
            continue
        said = f"rests on {basis.clause}, a clause of another notice"
        if path and path[0] in JUDGING:
            yield error((*path, "clause"), said)
        elif basis.source is None:
            yield warning((*path, "clause"), f"{said}, without a source that says why")


def ends_of_windows(pack: Pack) -> Iterator[PackFinding]:
    """An error per first day that neither a clause nor a source gives."""
    for position, window in enumerate(pack.windows):
        if window.opens_on is not None and window.opens_clause is None and window.opens_source is None:
            yield error(
                ("windows", position, "opens_on"), "names neither the clause that sets the first day nor a source"
            )
