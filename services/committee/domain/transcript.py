"""The transcript of a draw: everything a stranger needs to redo it, and the check that he gets the same panel."""

from __future__ import annotations

from services.committee.domain.candidates import DigestedJson
from services.committee.domain.draw import NO_CLAUSES, Clauses, DrawOutcome, draw
from services.committee.domain.stream import commitment_of
from shared.kernel.canonical import digest
from shared.kernel.errors import ZhipingError, invalid, refused

FORMAT = "zhiping-draw/1"
SEED_HEX = 64


def seed_bytes(seed: str) -> bytes:
    """The 32 bytes that 64 hex digits name; raises invalid("seed_malformed")."""
    try:
        value = bytes.fromhex(seed)
    except ValueError:
        value = b""
    if len(seed) != SEED_HEX or len(value) * 2 != SEED_HEX:
        raise invalid("seed_malformed", path="seed")
    return value


def make_transcript(
    snapshot: DigestedJson, commitment: str, seed: str, clauses: Clauses = NO_CLAUSES
) -> tuple[DigestedJson, DrawOutcome]:
    """Open the seed and draw; refused("seed_not_committed") when its hash is not the commitment: that were no lot."""
    opened = seed_bytes(seed)
    if commitment_of(opened) != commitment:
        raise refused("seed_not_committed", path="seed", clause=clauses.get("draw"))
    outcome = draw(snapshot, opened, clauses)
    return _transcript(snapshot, commitment, seed, outcome), outcome


def _transcript(snapshot: DigestedJson, commitment: str, seed: str, outcome: DrawOutcome) -> DigestedJson:
    return {
        "format": FORMAT,
        "snapshot": snapshot,
        "snapshot_digest": digest(snapshot),
        "commitment": commitment,
        "seed": seed,
        "eligible": outcome.eligible,
        "feasible_panels": str(outcome.feasible_panels),
        "rank": str(outcome.rank),
        "vector": list(outcome.vector),
        "members": [member.expert_no for member in outcome.members],
        "alternates": [alternate.expert_no for alternate in outcome.alternates],
        "chair": outcome.chair,
        "excluded": [{"expert_no": number, "reason": reason} for number, reason in outcome.excluded],
    }


def differences(transcript: DigestedJson) -> list[str]:
    """Redo the draw from its own snapshot and seed; the names of fields that come out otherwise, empty = proven."""
    if transcript.get("format") != FORMAT:
        return ["format"]
    try:
        redone, _ = make_transcript(transcript["snapshot"], transcript["commitment"], transcript["seed"])
    except ZhipingError as error:
        return [error.slug]
    except (KeyError, TypeError, AttributeError) as error:
        return [f"unreadable ({type(error).__name__})"]
    return [key for key in sorted(redone.keys() | transcript.keys()) if redone.get(key) != transcript.get(key)]
