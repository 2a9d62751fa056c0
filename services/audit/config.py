"""What the audit service reads from its environment beside the common settings: how many objections it takes, how long
a claim lasts."""

from __future__ import annotations

from collections.abc import Mapping

from services.audit.domain.claim import ClaimTerm
from shared.kernel.objecting import SETTINGS

ENVIRONMENT: tuple[str, ...] = (*SETTINGS, "ZHIPING_CLAIM_HOURS")
"""Names of this service's own ZHIPING_* variables."""


def claim_term(environ: Mapping[str, str]) -> ClaimTerm:
    """Read the variable; ValueError for what is no number or below 1."""
    return ClaimTerm(int(environ.get("ZHIPING_CLAIM_HOURS", ClaimTerm().hours)))
