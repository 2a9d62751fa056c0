"""What the committee service reads from its environment beside the common settings: how many objections it takes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from shared.kernel.objecting import ObjectionLimits

ENVIRONMENT: tuple[str, ...] = (
    "ZHIPING_OBJECTION_WINDOW_MINUTES",
    "ZHIPING_OBJECTIONS_PER_ADDRESS",
    "ZHIPING_OBJECTIONS_PER_PERSON",
    "ZHIPING_OBJECTIONS_PER_LIST",
)
"""Names of this service's own ZHIPING_* variables."""


def objection_limits(environ: Mapping[str, str]) -> ObjectionLimits:
    """Read the variables; ValueError for a malformed number or one below 1."""
    usual = ObjectionLimits()
    minutes = int(environ.get("ZHIPING_OBJECTION_WINDOW_MINUTES", usual.window // timedelta(minutes=1)))
    return ObjectionLimits(
        window=timedelta(minutes=minutes),
        per_address=int(environ.get("ZHIPING_OBJECTIONS_PER_ADDRESS", usual.per_address)),
        per_person=int(environ.get("ZHIPING_OBJECTIONS_PER_PERSON", usual.per_person)),
        per_list=int(environ.get("ZHIPING_OBJECTIONS_PER_LIST", usual.per_list)),
    )
