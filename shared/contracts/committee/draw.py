"""What the committee service publishes of the draw: commitment, panel, recusals."""

from __future__ import annotations

from shared.contracts.base import Count, Digest, EventType, Number
from shared.contracts.samples import DIGEST, ID_B, ID_C, ID_D
from shared.wire.types import record


@record
class SeedCommitted:
    """The pool's digest is public and the seed is fixed by a commitment: both before anyone knows the panel."""

    session_id: str
    snapshot_digest: Digest
    pool_size: Count
    eligible: Count
    commitment: Digest


@record
class PanelDrawn:
    """The panel, with the figures a supervisor wants; the experts' names stay in the committee service."""

    session_id: str
    committee_id: str
    panel_size: Number
    alternates: Count
    excluded: Count
    rotated_in: Count
    rotation_required: Count
    external: Count
    private: Count
    transcript_digest: Digest


@record
class RecusalDeclared:
    """回避 of one expert for one declaration (or the whole session, when declaration_id is null)."""

    session_id: str
    expert_no: str
    declaration_id: str | None = None
    reason: str


SEED_COMMITTED = EventType(
    "committee.seed_committed", "session", SeedCommitted,
    {"session_id": ID_D, "snapshot_digest": DIGEST, "pool_size": 90, "eligible": 71, "commitment": DIGEST},
)  # fmt: skip
PANEL_DRAWN = EventType(
    "committee.panel_drawn", "session", PanelDrawn,
    {"session_id": ID_D, "committee_id": ID_B, "panel_size": 25, "alternates": 5, "excluded": 19, "rotated_in": 11,
     "rotation_required": 9, "external": 9, "private": 0, "transcript_digest": DIGEST},
)  # fmt: skip
RECUSAL_DECLARED = EventType(
    "committee.recusal_declared", "session", RecusalDeclared,
    {"session_id": ID_D, "expert_no": "E0001", "declaration_id": ID_C, "reason": "same_unit"},
)  # fmt: skip
