"""What the draw and recusals take."""

from __future__ import annotations

from typing import Annotated

from services.committee.requests.parts import ChangeSession, Hex64, Short
from shared.wire.types import Doc, record


@record
class CommitSeed(ChangeSession):
    """`commitment` is the SHA-256 (hex) of the seed's 32 bytes."""

    commitment: Annotated[Hex64, Doc("SHA-256 of the seed's 32 bytes, 64 hex digits")]


@record
class DrawPanel(ChangeSession):
    """`seed` is 64 hex digits."""

    seed: Annotated[Hex64, Doc("64 hex digits")]


@record
class DeclareRecusal(ChangeSession):
    """Of one declaration, or of the whole session without one."""

    expert_no: str
    declaration_id: Annotated[str | None, Doc("null: the whole session")] = None
    reason: Short
