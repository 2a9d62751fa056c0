"""What every service announces of its trail of decisions: once a day, how far it goes and under which seal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import NotRequired, TypedDict

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


_PRINTED = re.compile(r"\b([a-z]+) (\d{4}-\d{2}-\d{2}) (\d+) ([0-9a-f]{64}) ([A-Za-z0-9_.-]+)")


class HeadLine(TypedDict):
    """A line of a file of heads; the file comes from outside, so a member may be missing or of another kind."""

    service: str
    day: str
    number: int
    seal: str
    key_id: NotRequired[str]


@dataclass(frozen=True, slots=True)
class TrailHead:
    """How far a service's keyed seals went on a day (ISO date), as it was sent out of the house."""

    service: str
    day: str
    number: int
    seal: str
    key_id: str = ""

    @classmethod
    def read(cls, row: HeadLine) -> TrailHead:
        """Of one line of a heads file; KeyError or ValueError for anything else."""
        return cls(
            service=str(row["service"]), day=str(row["day"]), number=int(row["number"]), seal=str(row["seal"]),
            key_id=str(row.get("key_id", "")),
        )  # fmt: skip

    @property
    def printed(self) -> str:
        """As it stands on paper."""
        return f"{self.service} {self.day} {self.number} {self.seal} {self.key_id}"

    @classmethod
    def found_in(cls, paper: str) -> Iterator[TrailHead]:
        """All that are printed in the text of a paper."""
        for service, day, number, seal, key_id in _PRINTED.findall(paper):
            yield cls(service, day, int(number), seal, key_id)


def trail_of(service: str) -> Stream:
    """The stream of one service's heads; its subject is the service."""
    sample = {
        "service": service, "day": "2026-06-15", "number": 120, "seal": DIGEST, "key_id": "t1", "noted_at": WHEN,
    }  # fmt: skip
    return Stream(service, "trail", (EventType(f"{service}.trail_headed", "trail", TrailHeaded, sample),))


TRAILS: dict[str, Stream] = {name: trail_of(name) for name in ("declaration", "audit", "committee", "docgen", "notify")}
"""By service."""
