"""What travels with a call beside its parameters: the token, the correlation and the trace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shared.calls.wire import DRY_RUN
from shared.kernel.ids import new_id

TOKEN = "auth_token"
CORRELATION = "correlation"
CALL = "call_id"
TRACE = "traceparent"
ID_LENGTH = 36
UNREADABLE = "unreadable"
"""Stands for a token that is no text: whoever sends one is not nobody."""


@dataclass(frozen=True, slots=True)
class CallContext:
    """The context of one RPC; nameko's context keys on the wire are the constants above."""

    token: str | None
    correlation: str
    call: str
    trace: str | None
    dry_run: bool = False

    @classmethod
    def from_data(cls, data: Mapping[str, object]) -> CallContext:
        """Read nameko's context data; ids that are missing or unfit are replaced by fresh ones."""
        call = _identifier(data.get(CALL)) or new_id()
        token, trace = data.get(TOKEN), data.get(TRACE)
        return cls(
            token=token if token is None or isinstance(token, str) else UNREADABLE,
            correlation=_identifier(data.get(CORRELATION)) or call,
            call=call,
            trace=trace if isinstance(trace, str) else None,
            dry_run=data.get(DRY_RUN, False) is not False,
        )


def _identifier(value: Any) -> str | None:
    fits = isinstance(value, str) and 0 < len(value) <= ID_LENGTH and value.isascii() and value.isprintable()
    return value if fits else None
