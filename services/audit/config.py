"""What the audit service reads from its environment beside the common settings: how many objections it takes, how long
a claim lasts."""

from services.audit.domain import claim
from shared.kernel import objecting

ENVIRONMENT: tuple[str, ...] = (*objecting.SETTINGS, *claim.SETTINGS)
"""Names of this service's own ZHIPING_* variables."""
