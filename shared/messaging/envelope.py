"""The event on the wire: CloudEvents names, JSON, and a reader that says why it cannot read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

SPEC_VERSION = "1.0"
_REQUIRED_TEXTS = ("id", "type", "source", "subject", "time")


class BadEnvelope(Exception):
    """The body is no envelope; `reason` is the slug that the dead letter keeps."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Event:
    """One fact as a consumer sees it. `sequence` counts per (source aggregate, subject) from 1; `time` is ISO 8601."""

    id: str
    type: str
    source: str
    subject: str
    sequence: int
    time: str
    correlation: str
    causation: str | None
    trace: str | None
    actor: dict[str, Any] | None
    dataversion: int
    data: dict[str, Any]

    def encode(self) -> str:
        """The JSON body."""
        return json.dumps(
            {
                "specversion": SPEC_VERSION,
                "id": self.id,
                "type": self.type,
                "source": self.source,
                "subject": self.subject,
                "sequence": self.sequence,
                "time": self.time,
                "correlation": self.correlation,
                "causation": self.causation,
                "trace": self.trace,
                "actor": self.actor,
                "dataversion": self.dataversion,
                "data": self.data,
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )


def decode(body: bytes | str) -> Event:
    """Read a body; unknown members are ignored, missing or ill-typed ones raise BadEnvelope."""
    raw = _parse(body)
    for name in _REQUIRED_TEXTS:
        if not isinstance(raw.get(name), str) or not raw[name]:
            raise BadEnvelope("envelope_invalid", f"{name} must be a text")
    sequence, version = raw.get("sequence"), raw.get("dataversion", raw.get("version", 1))
    if type(sequence) is not int or sequence < 1 or type(version) is not int:
        raise BadEnvelope("envelope_invalid", "sequence and dataversion must be whole numbers")
    if not isinstance(raw.get("data"), dict):
        raise BadEnvelope("envelope_invalid", "data must be an object")
    return Event(
        id=raw["id"],
        type=raw["type"],
        source=raw["source"],
        subject=raw["subject"],
        sequence=sequence,
        time=raw["time"],
        correlation=str(raw.get("correlation") or raw["id"]),
        causation=raw.get("causation"),
        trace=raw.get("trace"),
        actor=raw.get("actor"),
        dataversion=version,
        data=raw["data"],
    )


def _parse(body: bytes | str) -> dict[str, Any]:
    try:
        raw = json.loads(body if isinstance(body, str) else body.decode("utf-8"))
    except (ValueError, UnicodeDecodeError):
        raise BadEnvelope("body_undecodable", "not JSON in UTF-8") from None
    if not isinstance(raw, dict):
        raise BadEnvelope("body_undecodable", "not a JSON object")
    return raw
