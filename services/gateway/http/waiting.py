"""Answers that wait until there is something to say: `Prefer: wait=20` (RFC 7240) on a feed.

Whoever waits holds a thread of the door, so there are few seats, and who finds none is answered at once; he asks again
a little later and has lost nothing.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from typing import Any

from werkzeug.datastructures import Headers

LONGEST = 25
"""Seconds; shorter than the door's farewell to requests under way."""
LOOKS_EVERY = 1.0
WAITED_FOR = {"notify.get_changes": "items"}
"""Method -> the member of its answer that is empty while there is nothing to say."""
_WAIT = re.compile(r"(?i)wait *= *([0-9]{1,4})")


def seconds_asked(headers: Headers) -> int:
    """How long the caller is ready to wait; 0 where he does not say."""
    told = re.split("[,;]", ",".join(headers.getlist("Prefer")))
    found = next((match for one in told if (match := _WAIT.fullmatch(one.strip()))), None)
    return min(int(found[1]), LONGEST) if found else 0


class WaitingRoom:
    """Where a few callers at a time wait; `threads` is how many requests the door answers at once."""

    def __init__(self, threads: int, *, sleep: Callable[[float], None] | None = None) -> None:
        self._seats = threading.BoundedSemaphore(max(1, threads // 4))
        self._sleep = sleep or time.sleep

    def until_told(self, method: str, ask: Callable[[], Any], seconds: int) -> tuple[Any, bool]:
        """(the first answer that says something, or the last one in that time; whether a seat was there)."""
        answer, member = ask(), WAITED_FOR[method]
        if answer[member] or not self._seats.acquire(blocking=False):
            return answer, bool(answer[member])
        try:
            end = time.monotonic() + seconds
            while not answer[member] and time.monotonic() < end:
                self._sleep(LOOKS_EVERY)
                answer = ask()
            return answer, True
        finally:
            self._seats.release()
