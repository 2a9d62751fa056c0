"""Steps that were taken: what the trail keeps of a committee's and a session's way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

BOARD = (
    "schedule_session", "assign_declarations", "commit_seed", "draw_panel", "file_plan", "consent_to_plan",
    "open_session", "close_voting", "recognise_declarations", "post_results", "close_results", "report_package",
    "approve_results",
)  # fmt: skip
"""Steps of a session and of a recognition, in their order, by the actions that take them."""
PREPARED = ("import_pool", "report_cleaning")
"""What the committee itself did before."""


@dataclass(frozen=True, slots=True)
class TakenStep:
    """One entry of the trail; `action` is what was done, `clause` what it was done by."""

    action: str
    at: datetime
    clause: str | None


def last_of(taken: Iterable[TakenStep]) -> dict[str, TakenStep]:
    """The last time of each action: a step that was taken anew counts from then."""
    return {one.action: one for one in sorted(taken, key=lambda one: one.at)}
