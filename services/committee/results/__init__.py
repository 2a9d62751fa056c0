"""What the RPC methods give, one module per subject, so that `results.meeting.PlanFiledAnswer` needs one import."""

from __future__ import annotations

from services.committee.results import (
    certificates,
    committees,
    draw,
    meeting,
    oversight,
    planning,
    pool,
    publicity,
    published,
    reviews,
    scoring,
    sessions,
    voting,
)

__all__ = [
    "certificates",
    "committees",
    "draw",
    "meeting",
    "oversight",
    "planning",
    "pool",
    "publicity",
    "published",
    "reviews",
    "scoring",
    "sessions",
    "voting",
]
