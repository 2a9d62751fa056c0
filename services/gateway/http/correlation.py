"""The id by which a request is found again, in the answer, in logs, events and the trail."""

from __future__ import annotations

import re

from shared.kernel.ids import new_id

HEADER = "X-Request-Id"
_FIT = re.compile(r"[A-Za-z0-9._-]{1,36}")


def correlation_of(given: str | None) -> str:
    """What the caller names the request by; a fresh id where that is missing or unfit to be repeated."""
    return given if given is not None and _FIT.fullmatch(given) else new_id()
