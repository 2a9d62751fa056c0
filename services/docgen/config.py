"""What docgen reads from its environment beside the common settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

ENVIRONMENT: tuple[str, ...] = (
    "ZHIPING_RENDER_WORKERS", "ZHIPING_PUBLIC_URL", "ZHIPING_LINK_SECONDS", "ZHIPING_LEASE_SECONDS",
)  # fmt: skip
"""Names of this service's own ZHIPING_* variables."""


@dataclass(frozen=True, slots=True)
class DocgenSettings:
    """`public_url` stands before `/verify/<number>?code=<check code>` on certificates; links live `link_seconds`.

    A render worker that holds a job for longer than `lease_seconds` of real time loses it to another one.
    """

    render_workers: int = 2
    public_url: str = "http://localhost:8080"
    link_seconds: int = 900
    lease_seconds: int = 120


def docgen_settings(environ: Mapping[str, str]) -> DocgenSettings:
    """Read the variables; a malformed number raises ValueError."""
    return DocgenSettings(
        render_workers=max(1, int(environ.get("ZHIPING_RENDER_WORKERS", "2"))),
        public_url=environ.get("ZHIPING_PUBLIC_URL", "http://localhost:8080").rstrip("/"),
        link_seconds=int(environ.get("ZHIPING_LINK_SECONDS", "900")),
        lease_seconds=max(1, int(environ.get("ZHIPING_LEASE_SECONDS", "120"))),
    )
