"""Events that no publisher of ours sends: envelopes and data broken in every way, for any stream."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from marshmallow import fields, validate

from shared.contracts.base import EventType, Stream
from shared.wire.text_fields import DayText, InstantText
from tests.support.adversary.breaking import Place, Wrong, every_wrong
from tests.support.envelopes import body

NOT_JSON = (
    b"", b"\xff\xfe", b"not json", b"[]", b"null", b"7", b"\x00\x00\x00", b"\x1f\x8b\x08\x00", b"[" * 100_000,
    b'{"id": 1' * 3, b'{"a": NaN}', "{}".encode("utf-16"), b"x" * 2_000_000,
)  # fmt: skip
MEMBERS: dict[str, tuple[Any, ...]] = {
    "id": (None, 7, "", [], "x" * 37, "\x00", "a\nb"),
    "type": (None, 7, "", "x" * 101, "\ud800"),
    "source": (None, 7, "", "elsewhere", "x" * 101),
    "subject": (None, 7, "", {}, "x" * 101, "\x00"),
    "sequence": (None, 0, -1, "1", True, 1.5, 10**30, [], float("nan")),
    "time": (None, 7, "", "t", "2026-05-08", "2026-05-08T09:00:00", "2026-02-30T09:00:00+08:00"),
    "correlation": (None, 7, {}, "x" * 37, "\x00"),
    "causation": (7, {}, "x" * 37),
    "specversion": (None, "0.3", 1, ""),
    "datacontenttype": (None, "text/plain", 7),
    "aggregate": (None, 7, "", "elsewhere", "x" * 61),
    "epoch": (None, 7, "", "x" * 37),
    "publisher": (None, 7, "", "x" * 101, "a\nb"),
    "authtype": (None, 7, "", "x" * 21),
    "authid": (None, 7, "", "x" * 101),
    "authclaims": (7, {}, "", "x" * 2001),
    "dataversion": (None, "1", True, 1.5, 2, 99),
    "data": (None, 7, "x", [], "{}"),
    "dataref": ("events/x/y.json", 7, ""),
    "datadigest": ("0" * 64, "x", 7),
}
NEVER = ("wrong",)


def envelope(stream: Stream, event: EventType, content: Any, about: str, **changes: Any) -> bytes:
    """A first event of a subject, as a publisher would send it."""
    return body(event, about, content, **changes).encode()


def broken_bodies(stream: Stream) -> Iterator[tuple[str, bytes]]:
    """(what is wrong, body) with something the matter around the data."""
    yield from ((f"body {body[:12]!r}", body) for body in NOT_JSON)
    event = stream.events[0]
    for name, values in MEMBERS.items():
        for value in values:
            body = envelope(stream, event, event.sample, "s-1", **{name: value})
            yield f"{name} {value!a:.20}", body
    yield "an unknown type", envelope(stream, event, event.sample, "s-1", type=f"{stream.source}.unheard_of")
    for unstorable in ("\x00", "\ud800"):
        yield f"data with {unstorable!a}", envelope(stream, event, event.sample | {"extra": [unstorable]}, "s-1")
    yield "data with a fraction", envelope(stream, event, event.sample | {"extra": 1.5}, "s-1")


def broken_data(stream: Stream) -> Iterator[tuple[str, bytes]]:
    """(what is wrong, body) for every field of every event of the stream."""
    for event in stream.events:
        schema = event.schema()
        for wrong in every_wrong(schema, copy.deepcopy(event.sample), values=wrong_of_contract, unknown=()):
            yield f"{event.name} {_where(wrong)} {wrong.what}", envelope(stream, event, wrong.params, "s-1")


def _where(wrong: Wrong) -> str:
    place: Place = wrong.place
    return ".".join(map(str, place))


def wrong_of_contract(field: Any) -> tuple[Any, ...]:
    """What a contract refuses; it says nothing of lengths and of characters, which the publisher's door does."""
    if isinstance(field, (DayText, InstantText, fields.Date, fields.DateTime)):
        return ("2026-02-30", "soon", "", 7, True, [], {})
    if isinstance(field, fields.Boolean):
        return ("maybe", 7, [], {})
    if isinstance(field, fields.Integer):
        return ("1", "x", 1.5, True, [], {}, 10**30)
    if isinstance(field, fields.List):
        return ("x", 7, True, {"a": 1}, [None])
    if isinstance(field, (fields.Nested, fields.Mapping)):
        return ("x", 7, True, [])
    if isinstance(field, fields.String):
        closed = any(isinstance(one, (validate.OneOf, validate.Regexp)) for one in field.validators)
        return (7, True, [], {}, *(("no such thing",) if closed else ()))
    return ()
