"""What portals hear of an event: that something changed, of what kind and when; never what it says.

Whoever hears of a change reads the thing itself with his own rights. So nothing here may tell more than a party of the
thing knows: integrity records, draws, scores and what concerns a committee as a whole are not told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from shared.contracts import audit, committee, declaration
from shared.contracts.base import EventType


class About(StrEnum):
    """What has changed."""

    DECLARATION = "declaration"
    PUBLICITY = "publicity"
    REPORT = "report"
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class ToldChange:
    """A line of a feed before it has its place there; `number` counts within the history that the event belongs to."""

    event_id: str
    kind: str
    about: About
    subject_id: str
    number: int
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class FeedLine:
    """A change at its place in one feed."""

    position: int
    event_id: str
    kind: str
    about: About
    subject_id: str
    number: int
    happened_at: datetime


SILENT = frozenset({audit.INTEGRITY_RECORDED.name})
"""Of the streams told of, what no portal hears: a unit learns of an integrity record by the decision on its person."""
_SESSIONS = (
    committee.SESSION_SCHEDULED, committee.SESSION_RESCHEDULED, committee.SESSION_RECONVENED, committee.PLAN_FILED,
    committee.PLAN_ANSWERED, committee.SESSION_OPENED, committee.SESSION_ADJOURNED, committee.SESSION_CONCLUDED,
    committee.RECOGNITION_DECIDED, committee.RESULTS_POSTED, committee.RESULTS_REDATED, committee.RESULTS_CLOSED,
    committee.PACKAGE_REPORTED, committee.RESULTS_APPROVED, committee.RESULTS_DECLINED,
)  # fmt: skip


def _told(about: About, events: tuple[EventType[Any], ...]) -> dict[str, About]:
    return {event.name: about for event in events if event.name not in SILENT}


TOLD: Mapping[str, About] = {
    **_told(About.DECLARATION, declaration.DECLARATION.events),
    **_told(About.DECLARATION, audit.CASE.events),
    **_told(About.DECLARATION, committee.REVIEW.events),
    **_told(About.PUBLICITY, audit.PUBLICITY.events),
    **_told(About.REPORT, audit.REPORT.events),
    **_told(About.SESSION, _SESSIONS),
}
"""Type of an event -> what changed by it; the kinds of changes are the names of the events."""
_HOUSES: Mapping[About, tuple[str, ...]] = {
    About.DECLARATION: ("unit_id",),
    About.PUBLICITY: ("organisation_id",),
    About.REPORT: ("organisation_id",),
    About.SESSION: ("office_id", "authority_id"),
}
"""Members of a fact that name an organisation which has to do with the thing from then on."""


def readers_named(about: About, fact: Any) -> frozenset[str]:
    """Who has to do with the thing by what this fact says: its person, its houses, and who audits it on its route."""
    houses = [getattr(fact, name, None) for name in _HOUSES[about]]
    if about is About.DECLARATION:
        houses += [stage.holder_id for stage in _stages(fact)]
    elif about is About.REPORT:
        houses += fact.received_by or ()
    found = {house(one) for one in houses if one is not None}
    mine = getattr(fact, "person_id", None) if about is About.DECLARATION else None
    return frozenset(found if mine is None else found | {person(mine)})


def person(person_id: str) -> str:
    """The feed of a person."""
    return f"p:{person_id}"


def house(organisation_id: str) -> str:
    """The feed of an organisation."""
    return f"o:{organisation_id}"


def _stages(fact: Any) -> list[Any]:
    alone = [getattr(fact, name, None) for name in ("stage", "current", "next")]
    return [*getattr(fact, "stages", ()), *(stage for stage in alone if stage is not None)]
