"""What the two steps of the draw and recusals give."""

from __future__ import annotations

from typing import Annotated, Literal

from services.committee.domain.candidates import ExclusionReason
from services.committee.results.parts import SessionStep
from shared.wire.types import Doc, record

Drawn = Literal["member", "alternate"]


@record
class SeedCommittedAnswer(SessionStep):
    """The frozen pool, published with the commitment before the seed is known."""

    state: Literal["seed_committed"]
    snapshot_digest: Annotated[str, Doc("SHA-256 of pool and terms")]
    pool_size: int
    eligible: Annotated[int, Doc("experts who may be drawn")]
    commitment: str


@record
class Seat:
    """One drawn expert."""

    expert_no: str
    name: str
    seat: Annotated[int, Doc("from 1; of alternates the order in which they move up")]
    chair: bool
    role: Drawn


@record
class Exclusion:
    """An expert who could not be drawn, and the first reason."""

    expert_no: str
    reason: ExclusionReason


@record
class SeatedRecusal:
    """A member who gets no ballot for a declaration of his own unit."""

    expert_no: str
    declaration_id: str
    reason: Literal["same_unit"]


@record
class DrawFigures:
    """The panel in numbers."""

    panel_size: int
    alternates: int
    excluded: int
    rotated_in: Annotated[int, Doc("members who were not on last year's panel")]
    rotation_required: Annotated[int, Doc("how many the notice asks for")]
    external: int
    private: int
    transcript_digest: Annotated[str, Doc("SHA-256 of the transcript in get_session")]


@record
class PanelDrawnAnswer(SessionStep):
    """The panel with its alternates."""

    state: Literal["drawn"]
    members: tuple[Seat, ...]
    alternates: tuple[Seat, ...]
    exclusions: tuple[Exclusion, ...]
    figures: DrawFigures
    recusals: tuple[SeatedRecusal, ...]


@record
class RecusalDeclaredAnswer(SessionStep):
    """A recusal; of a whole session after the draw an alternate moves up."""

    state: Literal["scheduled", "drawn", "plan_filed", "plan_consented"]
    replaced_by: Annotated[str | None, Doc("expert number of the alternate in the seat")]
