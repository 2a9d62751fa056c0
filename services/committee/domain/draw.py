"""The draw: an exactly uniform choice among all panels that meet the quotas; only the snapshot and the seed decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from services.committee.domain.candidates import (
    Candidate,
    DigestedJson,
    DrawTerms,
    ExclusionReason,
    exclusion,
    pool_of,
    terms_of,
)
from services.committee.domain.counting import CELLS, FeasiblePanels, Quotas
from services.committee.domain.stream import SeedStream
from shared.kernel.errors import refused

Clauses = Mapping[str, str]
"""What each demand on a panel rests on: rotation, external and private by their own rules, all else by `draw`."""

NO_CLAUSES: Clauses = {}
"""For who redoes a draw that has taken place: it was possible."""


@dataclass(frozen=True, slots=True)
class DrawOutcome:
    """Members in the order of their seats, alternates in the order in which they would move up, and the figures."""

    members: list[Candidate]
    alternates: list[Candidate]
    chair: str
    excluded: list[tuple[str, ExclusionReason]]
    eligible: int
    feasible_panels: int
    rank: int
    vector: tuple[int, ...]


def draw(snapshot: DigestedJson, seed: bytes, clauses: Clauses = NO_CLAUSES) -> DrawOutcome:
    """Draw panel, alternates and chair. Raises refused("panel_infeasible", constraint, needed, available)."""
    terms = terms_of(snapshot)
    pool = sorted(pool_of(snapshot), key=_number)
    reasons = {candidate.expert_no: exclusion(candidate, terms) for candidate in pool}
    eligible = [candidate for candidate in pool if reasons[candidate.expert_no] is None]
    panels = feasible_panels(eligible, terms, clauses)
    stream = SeedStream(seed)
    rank = stream.below(panels.total)
    vector = panels.vector(rank)
    seated = _seat(eligible, vector, stream)
    members = stream.sample(sorted(seated, key=_number), terms.panel_size)
    rest = [candidate for candidate in eligible if candidate not in set(seated)]
    return DrawOutcome(
        members=members,
        alternates=stream.sample(rest, min(terms.alternates, len(rest))),
        chair=chair_of(members),
        excluded=[(number, reason) for number, reason in reasons.items() if reason],
        eligible=len(eligible),
        feasible_panels=panels.total,
        rank=rank,
        vector=vector,
    )


def feasible_panels(eligible: list[Candidate], terms: DrawTerms, clauses: Clauses) -> FeasiblePanels:
    """The count of feasible panels; refused with the binding constraint and its clause when there is none."""
    panels = FeasiblePanels(_sizes(eligible), terms.panel_size, terms.quotas)
    if panels.total == 0:
        constraint, needed, available = binding_constraint(eligible, terms)
        clause = clauses.get(constraint, clauses.get("draw"))
        raise refused("panel_infeasible", clause=clause, constraint=constraint, needed=needed, available=available)
    return panels


def binding_constraint(eligible: list[Candidate], terms: DrawTerms) -> tuple[str, int, int]:
    """(constraint, needed, available) of the first rule that cannot be met; alone, or else together with the others."""
    single = (
        ("panel_size", terms.panel_size, len(eligible)),
        ("rotation", terms.new, sum(not one.served_last_year for one in eligible)),
        ("external", terms.external, sum(one.external for one in eligible)),
        ("private", terms.private, sum(one.private for one in eligible)),
    )
    for name, needed, available in single:
        if available < needed:
            return name, needed, available
    return _jointly_binding(eligible, terms)


def _jointly_binding(eligible: list[Candidate], terms: DrawTerms) -> tuple[str, int, int]:
    """Each quota could be met alone: name the one whose removal makes a panel possible, and how far it could go."""
    quotas = terms.quotas
    for name, field in (("rotation", "new"), ("external", "external"), ("private", "private")):
        needed: int = getattr(quotas, field)
        for possible in range(needed - 1, -1, -1):
            eased = replace(quotas, **{field: possible})
            if FeasiblePanels(_sizes(eligible), terms.panel_size, eased).total:
                return name, needed, possible
    return "combination", max(quotas.needs), 0


def chair_of(members: list[Candidate]) -> str:
    """The first seat whose holder may preside; the first seat when nobody is marked."""
    return next((member for member in members if member.may_preside), members[0]).expert_no


def met(members: list[Candidate]) -> Quotas:
    """The figures that a panel reaches: new, external and private members."""
    return Quotas(
        new=sum(not member.served_last_year for member in members),
        external=sum(member.external for member in members),
        private=sum(member.private for member in members),
    )


def _seat(eligible: list[Candidate], vector: tuple[int, ...], stream: SeedStream) -> list[Candidate]:
    """Fisher-Yates inside each cell, over its experts sorted by number, in the order of the cells."""
    seated: list[Candidate] = []
    for cell, count in zip(CELLS, vector, strict=True):
        seated += stream.sample([one for one in eligible if one.cell == cell], count)
    return seated


def _sizes(eligible: list[Candidate]) -> tuple[int, ...]:
    return tuple(sum(one.cell == cell for one in eligible) for cell in CELLS)


def _number(candidate: Candidate) -> str:
    return candidate.expert_no
