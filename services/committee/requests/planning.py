"""What dates of a session and the list before it take."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from typing import Annotated

from marshmallow import validate

from services.committee.requests.parts import ChangeSession, LongText, Short
from shared.wire.requests import Command
from shared.wire.types import Doc, record

Rate = Annotated[str, validate.Regexp(r"^[1-9][0-9]{0,2}/[1-9][0-9]{0,2}\Z")]


@record
class ScheduleSession(Command):
    """A session of an approved committee under a notice."""

    committee_id: str
    notice_id: str
    meeting_on: date
    place: Short
    panel_size: Annotated[int, validate.Range(min=1, max=501)]
    procedure: Annotated[LongText, Doc("for the plan")]
    measures: Annotated[LongText, Doc("for the plan")]


@record
class RescheduleSession(ChangeSession):
    """The other day."""

    meeting_on: date


@record
class ReconveneSession(ChangeSession):
    """The new date."""

    meeting_on: date


@record
class AssignDeclarations(ChangeSession):
    """`groups`: those set up beside the ones that the notice demands; without it those of the last time stay.

    `pass_rates`: group -> share of its candidates, such as "3/5". `from_codes`: other committees whose declarations are
    taken too, by a consent to joint or entrusted review.
    """

    groups: Annotated[
        tuple[Short, ...] | None,
        Doc("set up beside those that the notice demands; those of the last time when absent"),
    ] = None
    pass_rates: Annotated[dict[Short, Rate], Doc("group to share of its candidates, such as 3/5")] = field(
        default_factory=dict
    )
    from_codes: Annotated[
        tuple[Short, ...], Doc("committees whose declarations are taken too, see agree_joint_review")
    ] = ()  # fmt: skip
