"""What the committee service publishes of the draw: commitment, panel, recusals."""

from __future__ import annotations

from shared.contracts.base import Contract, EventType, digest_text, maybe_text, number, text
from shared.contracts.samples import DIGEST, ID_B, ID_C, ID_D


class SeedCommitted(Contract):
    """The pool's digest is public and the seed is fixed by a commitment: both before anyone knows the panel."""

    session_id = text()
    snapshot_digest = digest_text()
    pool_size = number(0)
    eligible = number(0)
    commitment = digest_text()


class PanelDrawn(Contract):
    """The panel, with the figures a supervisor wants; the experts' names stay in the committee service."""

    session_id = text()
    committee_id = text()
    panel_size = number(1)
    alternates = number(0)
    excluded = number(0)
    rotated_in = number(0)
    rotation_required = number(0)
    external = number(0)
    private = number(0)
    transcript_digest = digest_text()


class RecusalDeclared(Contract):
    """回避 of one expert for one declaration (or the whole session, when declaration_id is null)."""

    session_id = text()
    expert_no = text()
    declaration_id = maybe_text()
    reason = text()


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
