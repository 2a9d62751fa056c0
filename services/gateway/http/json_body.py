"""The body of a command: one JSON object in UTF-8, of a bounded size, in which no name stands twice."""

from __future__ import annotations

import json
import math
from typing import Any, NoReturn

from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Request

from services.gateway.http.operations import Operation
from services.gateway.http.query_string import unfit
from shared.kernel.errors import ZhipingError, invalid
from shared.wire.types import JsonObject

LONGEST = 4 * 1024 * 1024 - 4096
"""Bytes. A call on the bus takes 4 MiB; the rest is for what the path and the headers add."""
_JSON = "application/json"
_UTF_8 = frozenset({"utf-8", "utf8"})


def read(operation: Operation, request: Request) -> JsonObject:
    """The fields of a command.

    A body in pieces, whose length nobody tells beforehand, is not read: servers differ in where it ends. Raises invalid
    `length_missing`, `content_type_not_json`, `request_too_large`, `request_unreadable`, `invalid_field` (a name that
    stands twice), `unknown_field`. A command that takes nothing but its path needs no body.
    """
    raw = _bytes_of(request)
    if not raw:
        return {}
    _require_json(request)
    found = parse(raw)
    known = operation.elsewhere
    for name in found:
        if name not in known:
            raise invalid("unknown_field", path=name[:100], field=name[:100])
    return found


def parse(raw: bytes) -> JsonObject:
    """The object that the bytes are."""
    try:
        found = _DECODER.decode(raw.decode("utf-8"))
    except (ValueError, RecursionError):
        raise _unreadable() from None
    if not isinstance(found, dict) or (b"\\u" in raw and not _is_whole(found)):
        raise _unreadable()
    return found


def _bytes_of(request: Request) -> bytes:
    if "Transfer-Encoding" in request.headers:
        raise invalid("length_missing", path="")
    request.max_content_length = LONGEST
    try:
        return request.get_data(cache=False)
    except RequestEntityTooLarge:
        raise too_large() from None


def _require_json(request: Request) -> None:
    kind, options = request.mimetype, request.mimetype_params
    plain = options.keys() <= {"charset"} and options.get("charset", "utf-8").lower() in _UTF_8
    if kind != _JSON or not plain or request.headers.get("Content-Encoding", "identity") != "identity":
        raise invalid("content_type_not_json", path="", media_type=f"{_JSON}; charset=utf-8")


def too_large() -> ZhipingError:
    """What a body beyond the bound gets."""
    return invalid("request_too_large", path="", limit=LONGEST, unit="bytes")


def _unreadable() -> ZhipingError:
    return invalid("request_unreadable", path="")


def _is_whole(found: JsonObject) -> bool:
    """Whether no half of a character came as an escape: such a text cannot be written down again."""
    try:
        json.dumps(found, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _once(pairs: list[tuple[str, Any]]) -> JsonObject:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise unfit(twice[:100].encode("utf-8", "replace").decode(), "fault_given_twice")
    return found


def _no_number(spelt: str) -> NoReturn:
    raise ValueError(spelt)


def _number(spelt: str) -> float:
    found = float(spelt)
    if not math.isfinite(found):
        raise ValueError(spelt)
    return found


_DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_number, parse_float=_number)
