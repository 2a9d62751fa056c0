"""Telling operators about an unexpected exception without repeating what people typed."""

from __future__ import annotations

import traceback
from typing import Any

from shared.kernel.errors import ZhipingError
from shared.telemetry import get_logger
from shared.wire.answer import AnswerOffContract

_FRAMES = 6


def describe(error: BaseException) -> str:
    """Type and place of an exception, or the text of one that quotes nobody; never another's, which may."""
    if isinstance(error, ZhipingError | AnswerOffContract):
        return str(error)
    return f"{type(error).__name__} at {where(error)[-1] if where(error) else 'unknown'}"


def where(error: BaseException) -> list[str]:
    """The innermost frames as `file:line function`."""
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    return [f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames]


def log_fault(event: str, error: BaseException, **context: Any) -> None:
    """One error entry: what happened, in which code, for which correlation."""
    chain = [error]
    while chain[-1].__cause__ is not None and len(chain) < 4:
        chain.append(chain[-1].__cause__)
    causes = [describe(one) for one in chain]
    get_logger().error(event, error=causes, frames=where(chain[-1]), **context)
