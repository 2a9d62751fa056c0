"""Clauses of the notice that nothing in its pack cites."""

from __future__ import annotations

from collections.abc import Iterator

from infra.policy.coverage.requirements import accounted_outside_the_pack
from infra.policy.inspection.finding import PackFinding, warning
from shared.policy.pack.citing import cited_clauses
from shared.policy.pack.pack import Pack
from shared.policy.terms.reference import clauses


def uncovered_clauses(pack: Pack) -> Iterator[PackFinding]:
    """A warning per clause that neither the pack nor the list of requirements accounts for."""
    own = {f"{pack.notice.id}/{path}": heading for path, heading in pack.clauses.items()}
    known = own | {key: clause.title for key, clause in clauses().items()}
    cited, elsewhere = cited_clauses(pack), accounted_outside_the_pack()
    for clause, heading in known.items():
        if clause.startswith(f"{pack.notice.id}/") and not covers(cited, clause) and not within(elsewhere, clause):
            yield warning(("notice",), f"clause {clause} ({heading}) is cited by no entry")


def covers(cited: set[str], clause: str) -> bool:
    """Whether the clause itself or one below it is cited."""
    return clause in cited or any(other.startswith(f"{clause}.") for other in cited)


def within(accounted: set[str], clause: str) -> bool:
    """Whether the clause itself, one below it, or one it is part of is accounted for."""
    return covers(accounted, clause) or any(clause.startswith(f"{other}.") for other in accounted)
