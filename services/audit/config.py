"""What the audit service reads from its environment beside the common settings: how many objections it takes."""

from shared.kernel.objecting import SETTINGS

ENVIRONMENT: tuple[str, ...] = SETTINGS
"""Names of this service's own ZHIPING_* variables."""
