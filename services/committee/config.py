"""What the committee service reads from its environment beside the common settings: nothing."""

from __future__ import annotations

ENVIRONMENT: tuple[str, ...] = ()
"""Names of this service's own ZHIPING_* variables."""
