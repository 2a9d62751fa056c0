"""What the secret ballot takes."""

from __future__ import annotations

from typing import Annotated

from marshmallow import validate

from services.committee.domain.ballots import Choice
from services.committee.requests.parts import ChangeSession, Hex64
from shared.wire.requests import Command
from shared.wire.types import Doc, record


@record
class CollectBallots(Command):
    """The caller's own ballots; a secret-looking idempotency key is the caller's receipt."""

    session_id: str


@record
class Ballot:
    """One voting paper."""

    token: Annotated[Hex64, Doc("of collect_ballots")]
    choice: Choice


@record
class CastBallots(Command):
    """Any number of papers, from anybody who holds them."""

    session_id: str
    ballots: Annotated[tuple[Ballot, ...], validate.Length(min=1, max=2000), Doc("1-2000, all or none")]


@record
class CloseVoting(ChangeSession):
    """The votes that were cast count."""
