"""When Python looks for garbage: hardly while a process loads what it keeps to its end, and then no more through that.

Looking as often as Python does by itself took a fifth of the processor time of a start.
"""

from __future__ import annotations

import gc

_USUAL = (700, 10, 10)
"""Python's own."""
_LOADING = (100_000, 20, 20)


def begin_loading() -> None:
    """From now on hardly ever, until `end_loading`; short commands never get there."""
    gc.set_threshold(*_LOADING)


def end_loading() -> None:
    """What is loaded by now stays: looking through it stops the process for a tenth of a second each time, in the
    middle of calls and events."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_USUAL)
