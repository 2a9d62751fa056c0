"""What a pack cites, and what may be cited under it."""

from __future__ import annotations

import re

from shared.policy.pack.kept import KeptByPack
from shared.policy.pack.pack import Pack
from shared.policy.pack.structure import basis_entries
from shared.policy.terms.basics import Basis
from shared.policy.terms.reference import clauses

CLAUSE = re.compile(r"[a-z][a-z0-9-]*/[a-z0-9.]*[a-z0-9]")
"""A clause as packs write it, `nmg-2021/5.6.6`."""


def cited_clauses(pack: Pack) -> set[str]:
    """Every clause that an entry, a closed plan or a slip names; some belong to other notices (`nmg-2021/annex`)."""
    return _cited(pack, [basis for _, basis in basis_entries(pack)])


def _cited(pack: Pack, entries: list[Basis]) -> set[str]:
    cited = {basis.clause for basis in entries if basis.clause is not None}
    cited |= {plan.availability.clause for plan in pack.plans if plan.availability.clause is not None}
    return cited | {slip.clause for slip in pack.slips}


@KeptByPack
def citable_clauses(pack: Pack) -> frozenset[str]:
    """What somebody who decides under this notice may rest on: its own clauses and whatever the pack itself rests on.

    Where an entry has no clause its source is shown in the clause's place, and may be repeated; a clause of another
    notice that a source names may be cited like the source.
    """
    own = {clause for clause in clauses() if clause.startswith(f"{pack.notice.id}/")}
    own |= {f"{pack.notice.id}/{path}" for path in pack.clauses}
    entries = [basis for _, basis in basis_entries(pack)]
    sources = {basis.source for basis in entries if basis.clause is None and basis.source is not None}
    named = {clause for basis in entries for clause in CLAUSE.findall(basis.source or "")}
    return frozenset(own | _cited(pack, entries) | sources | (named & clauses().keys()))
