"""What this service needs beyond the common settings: the limits of a portrait."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from services.declaration.domain.photo import PhotoLimits

NAME = "declaration"
ACCESS = Path(__file__).parent / "access.csv"
ENVIRONMENT: tuple[str, ...] = ("ZHIPING_PHOTO_MAX_BYTES", "ZHIPING_PHOTO_MIN_WIDTH", "ZHIPING_PHOTO_MIN_HEIGHT")
"""Names of this service's own ZHIPING_* variables."""


def photo_limits(environ: Mapping[str, str]) -> PhotoLimits:
    """Read the variables; a malformed number raises ValueError."""
    usual = PhotoLimits()
    return PhotoLimits(
        max_bytes=int(environ.get("ZHIPING_PHOTO_MAX_BYTES", usual.max_bytes)),
        min_width=int(environ.get("ZHIPING_PHOTO_MIN_WIDTH", usual.min_width)),
        min_height=int(environ.get("ZHIPING_PHOTO_MIN_HEIGHT", usual.min_height)),
    )
