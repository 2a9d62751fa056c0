"""The event on the wire: CloudEvents names, JSON, and a reader that says why it cannot read."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, NoReturn

from shared.kernel.clock import parse_instant

SPEC_VERSION = "1.0"
_REQUIRED_TEXTS = {"id": 36, "type": 100, "source": 100, "subject": 100, "time": 40}
_OPTIONAL_TEXTS = {"correlation": 36, "causation": 36}
"""Member -> the most characters that its columns hold."""
_DIGITS = 18
"""Of a whole number: more does not fit into eight bytes."""
_SUSPICIOUS = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")
_UNSTORABLE = re.compile(r"(?<!\\)(?:\\\\)*\\u0000|[\ud800-\udfff]")


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
    """Read a body; unknown members are ignored, missing or ill-typed ones raise BadEnvelope.

    So does what no database holds (NUL, half a character, a number of more than 18 digits) and a fraction, which has
    no one spelling. Reasons never repeat what the body says.
    """
    raw = _parse(body)
    for name, most in _REQUIRED_TEXTS.items():
        if not _is_word(raw.get(name), most):
            raise BadEnvelope("envelope_invalid", f"{name} must be a short text")
    for name, most in _OPTIONAL_TEXTS.items():
        if raw.get(name) is not None and not _is_word(raw[name], most):
            raise BadEnvelope("envelope_invalid", f"{name} must be a short text or null")
    sequence, version = raw.get("sequence"), raw.get("dataversion", raw.get("version", 1))
    if type(sequence) is not int or sequence < 1 or type(version) is not int:
        raise BadEnvelope("envelope_invalid", "sequence and dataversion must be whole numbers")
    if not isinstance(raw.get("data"), dict) or not isinstance(raw.get("actor"), dict | None):
        raise BadEnvelope("envelope_invalid", "data must be an object, actor too or null")
    return _event(raw, sequence, version)


def _event(raw: dict[str, Any], sequence: int, version: int) -> Event:
    try:
        parse_instant(raw["time"])
    except (ValueError, OverflowError):
        raise BadEnvelope("envelope_invalid", "time must be an instant with offset") from None
    trace = raw.get("trace")
    return Event(
        id=raw["id"],
        type=raw["type"],
        source=raw["source"],
        subject=raw["subject"],
        sequence=sequence,
        time=raw["time"],
        correlation=raw.get("correlation") or raw["id"],
        causation=raw.get("causation"),
        trace=trace if isinstance(trace, str) else None,
        actor=raw.get("actor"),
        dataversion=version,
        data=raw["data"],
    )


def _is_word(value: Any, most: int) -> bool:
    return isinstance(value, str) and 0 < len(value) <= most and value.isprintable()


def _parse(body: bytes | str) -> dict[str, Any]:
    try:
        text = body if isinstance(body, str) else body.decode("utf-8")
        raw = json.loads(text, parse_float=_no_number, parse_constant=_no_number, parse_int=_whole)
    except (ValueError, RecursionError):
        raise BadEnvelope("body_undecodable", "not JSON in UTF-8 with whole numbers") from None
    if not isinstance(raw, dict):
        raise BadEnvelope("body_undecodable", "not a JSON object")
    if _SUSPICIOUS.search(text) and _UNSTORABLE.search(json.dumps(raw, ensure_ascii=False)):
        raise BadEnvelope("body_undecodable", "a character that cannot be stored")
    return raw


def _whole(digits: str) -> int:
    if len(digits) > _DIGITS:
        raise ValueError("too many digits")
    return int(digits)


def _no_number(spelling: str) -> NoReturn:
    raise ValueError("not a whole number")
