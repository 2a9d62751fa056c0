"""Who may be drawn: hard filters over the frozen pool, each exclusion with its reason."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Annotated, Any, Literal

from services.committee.domain.counting import Cell, Quotas
from shared.wire.plain import plain
from shared.wire.types import Opaque

DigestedJson = Annotated[dict[str, Any], Opaque("published by its digest, so kept as the JSON that was digested")]
"""A snapshot of the pool with the terms, or the transcript of a draw from it (format zhiping-draw/1)."""

ExclusionReason = Literal[
    "not_listed", "other_series", "other_major", "level_too_low", "consecutive_years", "is_applicant", "recused",
    "unit_of_applicant",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """One expert as the draw sees him: no name, no telephone. `level_rank` is 1 (technician) to 5 (full senior)."""

    expert_no: str
    unit: str
    series: str
    major: str
    level_rank: int
    external: bool
    private: bool
    served_last_year: bool
    consecutive_years: int
    may_preside: bool
    listed: bool

    @property
    def cell(self) -> Cell:
        """(new, external, private)."""
        return (not self.served_last_year, self.external, self.private)


@dataclass(frozen=True, slots=True)
class DrawTerms:
    """Everything the draw obeys, frozen together with the pool before the seed is opened.

    An empty `majors` means any. `service_limit` is in consecutive years. `recused` and `applicants` (who file for this
    session themselves) are expert numbers; experts of `excluded_units` are left out only where the notice says so
    (otherwise the list is empty).
    """

    panel_size: int
    alternates: int
    series: tuple[str, ...]
    majors: tuple[str, ...]
    minimum_rank: int
    service_limit: int
    new: int
    external: int
    private: int
    recused: tuple[str, ...] = ()
    applicants: tuple[str, ...] = ()
    excluded_units: tuple[str, ...] = ()

    @property
    def quotas(self) -> Quotas:
        """The three least numbers."""
        return Quotas(self.new, self.external, self.private)


def exclusion(candidate: Candidate, terms: DrawTerms) -> ExclusionReason | None:
    """The first reason why this expert cannot be drawn, None for one who can."""
    tests: tuple[tuple[ExclusionReason, bool], ...] = (
        ("not_listed", not candidate.listed),
        ("other_series", candidate.series not in terms.series),
        ("other_major", bool(terms.majors) and candidate.major not in terms.majors),
        ("level_too_low", candidate.level_rank < terms.minimum_rank),
        ("consecutive_years", candidate.consecutive_years >= terms.service_limit),
        ("is_applicant", candidate.expert_no in terms.applicants),
        ("recused", candidate.expert_no in terms.recused),
        ("unit_of_applicant", candidate.unit in terms.excluded_units),
    )
    return next((reason for reason, applies in tests if applies), None)


def pool_of(frozen: DigestedJson) -> list[Candidate]:
    """The candidates of a snapshot."""
    return [Candidate(**{field.name: one[field.name] for field in fields(Candidate)}) for one in frozen["experts"]]


def terms_of(frozen: DigestedJson) -> DrawTerms:
    """The terms of a snapshot; JSON lists become tuples."""
    written: DigestedJson = frozen["terms"]
    read: DigestedJson = {key: tuple(value) if isinstance(value, list) else value for key, value in written.items()}
    return DrawTerms(**read)


def snapshot(terms: DrawTerms, candidates: list[Candidate]) -> DigestedJson:
    """What is frozen and whose digest is published before the draw: the terms and the pool sorted by expert number."""
    ordered = sorted(candidates, key=lambda candidate: candidate.expert_no)
    return {"terms": plain(terms), "experts": [plain(candidate) for candidate in ordered]}
