"""What handing out ballots, casting and counting give."""

from __future__ import annotations

from typing import Annotated, Literal

from services.committee.domain.review import Outcome
from services.committee.results.parts import BlindNo, GroupId, SessionStep
from shared.contracts.committee.session import GroupFigures
from shared.wire.types import Doc, record


@record
class BallotPaper:
    """The right to one vote."""

    blind_no: str
    token: Annotated[str, Doc("64 hex digits; whoever holds it may vote, once")]


@record
class BallotsCollected:
    """The caller's papers, kept nowhere else."""

    session_id: str
    ballots: tuple[BallotPaper, ...]


@record
class BallotsCast:
    """How many papers were taken."""

    accepted: int


@record
class CountedResult:
    """The count of one declaration."""

    declaration_id: str
    blind_no: BlindNo
    group_id: GroupId
    present: Annotated[int, Doc("the denominator")]
    yes: int
    no: int
    abstain: Annotated[int, Doc("ballots not given too")]
    outcome: Outcome
    unanimous: Annotated[bool, Doc("a warning: such a count tells everybody's vote")]


@record
class VotingClosed(SessionStep):
    """The count of the whole list."""

    state: Literal["concluded"]
    present: Annotated[int, Doc("members in the room")]
    passed: int
    groups: tuple[GroupFigures, ...]
    results: Annotated[tuple[CountedResult, ...], Doc("by blind number")]
