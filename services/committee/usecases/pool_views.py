"""An expert of the pool as the draw sees him."""

from __future__ import annotations

from services.committee.domain.candidates import Candidate
from services.committee.domain.pool_sheet import Expert


def as_candidate(expert: Expert) -> Candidate:
    """Without name, sex, telephone and account: they must not decide anything."""
    return Candidate(
        expert_no=expert.expert_no,
        unit=expert.unit,
        series=expert.series,
        major=expert.major,
        level_rank=expert.level_rank,
        external=expert.external,
        private=expert.private,
        served_last_year=expert.served_last_year,
        consecutive_years=expert.consecutive_years,
        may_preside=expert.may_preside,
        listed=expert.listed,
    )
