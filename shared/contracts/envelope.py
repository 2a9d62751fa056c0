"""The event on the wire: CloudEvents 1.0 in JSON. One writer, one reader, and the reader says why it cannot read.

Beside the standard's own attributes (and its extensions traceparent, authtype, authid, authclaims and dataref) an
event carries: `aggregate` and `sequence`, its place in the history of `subject`; `epoch`, the life of the publisher's
database in which that place was given; `publisher`, the broker user; `dataversion`; `correlation` and `causation`; and
`signature`, where the publisher signs (shared.security.event_signatures).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NoReturn, TypedDict

from shared.kernel.caller import Caller
from shared.kernel.canonical import canonical_json, spelled
from shared.kernel.clock import parse_instant
from shared.wire.types import JsonObject

SPEC_VERSION = "1.0"
CONTENT_TYPE = "application/json"
CARRIED_APART_FROM = 1_000_000
"""Bytes of data; more is carried by reference."""
REQUIRED_TEXTS = {
    "id": 36, "type": 100, "source": 100, "subject": 100, "time": 40, "aggregate": 60, "epoch": 36, "publisher": 100,
    "correlation": 36, "authtype": 20, "authid": 100,
}  # fmt: skip
OPTIONAL_TEXTS = {
    "causation": 36, "traceparent": 60, "authclaims": 2000, "dataref": 512, "datadigest": 64, "signature": 200,
}  # fmt: skip
"""Member -> the most characters that its columns hold."""
_SIGNED = b"zhiping event\n"
"""Opens what is signed: the same key signs nothing else by mistake."""
_BESIDE = ("data", "dataref", "datadigest", "signature")
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
class Origin:
    """Who publishes: the user under which the service stands with the broker, and the epoch of its database."""

    publisher: str
    epoch: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One fact. `sequence` counts per (source, aggregate, subject) from 1; `time` is ISO 8601 with offset.

    Either `data` is there, or `dataref` (key in the object store) and `datadigest` (SHA-256 of the stored bytes, hex).
    """

    id: str
    type: str
    source: str
    aggregate: str
    subject: str
    sequence: int
    epoch: str
    publisher: str
    time: str
    correlation: str
    authtype: str
    authid: str
    dataversion: int
    causation: str | None = None
    traceparent: str | None = None
    authclaims: str | None = None
    data: JsonObject = field(default_factory=dict)
    dataref: str | None = None
    datadigest: str | None = None
    signature: str | None = None
    wire: Mapping[str, object] = field(default_factory=dict, compare=False, repr=False)
    """The members as they came, those of other extensions too; empty for an event that is being written."""
    fact: Any = field(default=None, compare=False)
    """The data as the record of its contract, once a reader has checked it; not on the wire."""

    def encode(self) -> str:
        """The JSON body: members sorted, those that are not set left out."""
        return canonical_json(self._members()).decode()

    def signed_by(self, sign: Callable[[bytes], str]) -> Event:
        """The event with its signature."""
        return replace(self, signature=sign(signed_bytes(self._members())))

    def _members(self) -> dict[str, object]:
        members = {name: value for name in _MEMBERS if (value := getattr(self, name)) is not None}
        if self.dataref is not None:
            del members["data"]
        return {"specversion": SPEC_VERSION, "datacontenttype": CONTENT_TYPE} | members

    def apart(self, key: str, stored: bytes) -> Event:
        """The event whose data rests under `key`."""
        return replace(self, data={}, dataref=key, datadigest=hashlib.sha256(stored).hexdigest())

    def rejoined(self, stored: bytes) -> Event:
        """The event with its data again; BadEnvelope when these are not the bytes that it names."""
        if hashlib.sha256(stored).hexdigest() != self.datadigest:
            raise BadEnvelope("data_differs", "the stored data has another digest")
        data = _parse(stored)
        return replace(self, data=data, dataref=None, datadigest=None)


_MEMBERS = tuple(name for name in Event.__slots__ if name not in ("fact", "wire"))


def signed_bytes(members: Mapping[str, object]) -> bytes:
    """What a signature is over: all members but itself, canonical. The data stands in it by its digest, which is the
    same whether the data travels in the body or rests in the store. No member holds a fraction: `decode` takes none,
    `encode` writes none."""
    rest = {name: value for name, value in members.items() if name not in _BESIDE and value is not None}
    if members.get("dataref") is None:
        rest["datadigest"] = hashlib.sha256(spelled(members.get("data"))).hexdigest()
    else:
        rest["datadigest"] = members.get("datadigest")
    return _SIGNED + spelled(rest)


class Authorship(TypedDict):
    """CloudEvents' attributes for who caused an event; `authclaims` is JSON."""

    authtype: str
    authid: str
    authclaims: str


def auth_of(caller: Caller) -> Authorship:
    """The attributes that name an event's cause: ids and roles, no names."""
    kinds = {"system": "system", "public": "unauthenticated"}
    kind = next((kinds[role] for role in caller.roles if role in kinds), "user")
    claims = {"organisation_id": caller.organisation_id, "roles": sorted(caller.roles)}
    return {"authtype": kind, "authid": caller.person_id, "authclaims": canonical_json(claims).decode()}


def decode(body: bytes | str) -> Event:
    """Read a body; attributes of other extensions are ignored, missing or ill-typed ones raise BadEnvelope.

    So does what no database holds (NUL, half a character, a number of more than 18 digits) and a fraction, which has
    no one spelling. Reasons never repeat what the body says.
    """
    raw = _parse(body)
    if raw.get("specversion") != SPEC_VERSION or raw.get("datacontenttype") != CONTENT_TYPE:
        raise BadEnvelope("envelope_invalid", "not CloudEvents 1.0 with JSON data")
    for name, most in REQUIRED_TEXTS.items():
        if not _is_word(raw.get(name), most):
            raise BadEnvelope("envelope_invalid", f"{name} must be a short text")
    for name, most in OPTIONAL_TEXTS.items():
        if raw.get(name) is not None and not _is_word(raw[name], most):
            raise BadEnvelope("envelope_invalid", f"{name} must be a short text or absent")
    sequence, version = raw.get("sequence"), raw.get("dataversion")
    if type(sequence) is not int or sequence < 1 or type(version) is not int:
        raise BadEnvelope("envelope_invalid", "sequence and dataversion must be whole numbers")
    _require_data(raw)
    _require_instant(raw["time"])
    texts: JsonObject = {name: raw.get(name) for name in (*REQUIRED_TEXTS, *OPTIONAL_TEXTS)}
    return Event(**texts, sequence=sequence, dataversion=version, data=raw.get("data") or {}, wire=raw)


def _require_data(raw: JsonObject) -> None:
    """Here or by reference, not both."""
    if raw.get("dataref") is None:
        fits = isinstance(raw.get("data"), dict) and raw.get("datadigest") is None
    else:
        fits = raw.get("data") is None and re.fullmatch(r"[0-9a-f]{64}", raw.get("datadigest") or "") is not None
    if not fits:
        raise BadEnvelope("envelope_invalid", "data must be an object, or dataref with its datadigest")


def _require_instant(value: str) -> None:
    try:
        parse_instant(value)
    except (ValueError, OverflowError):
        raise BadEnvelope("envelope_invalid", "time must be an instant with offset") from None


def _is_word(value: Any, most: int) -> bool:
    return isinstance(value, str) and 0 < len(value) <= most and value.isprintable()


def _parse(body: bytes | str) -> JsonObject:
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
