"""An expert of the pool as the draw sees him, and the report of the last import."""

from __future__ import annotations

from typing import Any

from services.committee.domain.candidates import Candidate
from services.committee.domain.pool_sheet import Expert
from services.committee.results.pool import PoolReport, PoolWarning, RejectedCell


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


def report_fields(kept: dict[str, Any]) -> dict[str, Any]:
    """The fields of a PoolReport from the report as it rests with the committee."""
    return {
        "committee_id": kept["committee_id"],
        "imported": kept["imported"],
        "pool_size": kept["pool_size"],
        "snapshot_digest": kept["snapshot_digest"],
        "rejected": tuple(RejectedCell(**cell) for cell in kept["rejected"]),
        "warnings": tuple(PoolWarning(**warning) for warning in kept["warnings"]),
    }


def pool_report(kept: dict[str, Any] | None) -> PoolReport | None:
    """The report of the last import; None before the first one."""
    return None if kept is None else PoolReport(**report_fields(kept))
