"""What may arrive as a request at all, judged before anything is made of it: plain JSON of a bounded size."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from nameko.exceptions import MalformedRequest

from shared.kernel.errors import ZhipingError, invalid
from shared.messaging.base.unopened import COMPRESSION
from shared.wire.types import JsonObject

LONGEST = 4 * 1024 * 1024
"""Bytes of a body. The largest legal request, 5,000 rows with a reason each, has 3.6 MB; files come by upload links."""
MOST_VALUES = 100_000
"""Values in a body, counted by the signs that divide them; five thousand rows of six fields have 40,000."""
SMALL = 64 * 1024
"""A body up to here cannot hold more values than a process may be asked to make; nothing is counted."""
_JSON = "application/json"
_UTF_8 = frozenset({None, "", "utf-8", "utf8", "us-ascii", "ascii"})


def read_request(message: Any) -> tuple[list[Any], JsonObject]:
    """Positional and named arguments of a call.

    Raises invalid `request_unreadable` (not JSON in UTF-8, or compressed), `request_too_large` (more than LONGEST bytes
    or MOST_VALUES values) before parsing, and nameko's MalformedRequest when the JSON is no call.
    """
    body = _judged(message)
    try:
        found = _DECODER.decode(body.decode("utf-8"))
    except (ValueError, RecursionError):
        raise _unreadable() from None
    try:
        args, kwargs = found["args"], found["kwargs"]
    except (KeyError, TypeError):
        raise MalformedRequest("Message missing `args` or `kwargs`") from None
    if type(args) is not list or type(kwargs) is not dict:
        raise MalformedRequest("`args` is a list, `kwargs` an object")
    return args, kwargs


def _judged(message: Any) -> bytes:
    encoding = message.content_encoding
    known = (encoding.lower() if isinstance(encoding, str) else encoding) in _UTF_8
    if message.content_type != _JSON or not known or message.headers.get(COMPRESSION):
        raise _unreadable()
    body = message.body.encode("utf-8", "surrogatepass") if isinstance(message.body, str) else bytes(message.body)
    if len(body) > LONGEST:
        raise invalid("request_too_large", path="", limit=LONGEST, unit="bytes")
    if len(body) > SMALL and body.count(b",") + body.count(b"[") + body.count(b"{") > MOST_VALUES:
        raise invalid("request_too_large", path="", limit=MOST_VALUES, unit="values")
    return body


def _unreadable() -> ZhipingError:
    return invalid("request_unreadable", path="")


def _no_number(constant: str) -> NoReturn:
    raise ValueError(constant)


_DECODER = json.JSONDecoder(parse_constant=_no_number)
