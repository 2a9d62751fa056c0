"""What the filed plan, the roll and the opening take."""

from __future__ import annotations

from typing import Annotated

from services.committee.requests.parts import ChangeSession, Opinion
from shared.wire.types import Doc, record


@record
class FilePlan(ChangeSession):
    """The plan is made of what the session holds."""


@record
class ConsentToPlan(ChangeSession):
    """同意, 退回 (to be mended) or, `final`, 不同意 of the implementation plan."""

    agreed: bool
    final: Annotated[bool, Doc("with a no: refused, not sent back; no when absent")] = False
    opinion: Opinion


@record
class CheckIn(ChangeSession):
    """One member is here."""

    expert_no: str


@record
class OpenSession(ChangeSession):
    """With whoever is on the roll."""
