"""What every service announces of its trail of decisions: once a day, how far it goes and under which seal."""

from __future__ import annotations

from datetime import date, datetime

from shared.contracts.base import Digest, EventType, Number, Stream
from shared.contracts.samples import DIGEST, WHEN
from shared.wire.types import record


@record
class TrailHeaded:
    """The head of a service's trail on a day: number and keyed seal of its last entry, and the key's id."""

    service: str
    day: date
    number: Number
    seal: Digest
    key_id: str
    noted_at: datetime


def trail_of(service: str) -> Stream:
    """The stream of one service's heads; its subject is the service."""
    sample = {
        "service": service, "day": "2026-06-15", "number": 120, "seal": DIGEST, "key_id": "t1", "noted_at": WHEN,
    }  # fmt: skip
    return Stream(service, "trail", (EventType(f"{service}.trail_headed", "trail", TrailHeaded, sample),))


TRAILS: dict[str, Stream] = {name: trail_of(name) for name in ("declaration", "audit", "committee", "docgen", "notify")}
"""By service."""
