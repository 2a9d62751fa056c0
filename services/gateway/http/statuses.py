"""Which HTTP status an error has: by its kind, but for the few that HTTP has a word of its own for."""

from __future__ import annotations

from datetime import datetime

from shared.kernel.clock import parse_instant
from shared.kernel.errors import Kind, ZhipingError

BY_KIND = {
    Kind.INVALID: 400, Kind.FORBIDDEN: 403, Kind.NOT_FOUND: 404, Kind.CONFLICT: 409, Kind.REFUSED: 422,
    Kind.UNAVAILABLE: 503,
}  # fmt: skip
BY_SLUG = {
    "token_missing": 401, "token_expired": 401, "token_invalid": 401, "service_token_invalid": 401,
    "method_not_allowed": 405, "changes_gone": 410, "length_missing": 411, "stale_version": 412,
    "request_too_large": 413, "content_type_not_json": 415, "if_match_missing": 428, "too_many_requests": 429,
    "objections_too_many": 429, "objections_anonymous_too_many": 429, "internal_error": 500, "call_given_up": 500,
    "answer_too_large": 500, "rpc_refused": 502, "rpc_timeout": 504,
}  # fmt: skip
AGAIN_AFTER = 5
"""Seconds after which what is away is asked again, where nothing says when."""
LATER = frozenset({429, 503, 504})
"""Statuses of what may be sent again."""


def status_of(slug: str, kind: Kind) -> int:
    """Of a slug with its kind."""
    return BY_SLUG.get(slug, BY_KIND[kind])


def retry_after(error: ZhipingError, now: datetime) -> int | None:
    """Seconds until the same call may succeed; None where waiting changes nothing."""
    if status_of(error.slug, error.kind) not in LATER:
        return None
    seconds, again_at = error.details.get("seconds"), error.details.get("again_at")
    if isinstance(seconds, int):
        return max(1, seconds)
    if isinstance(again_at, str):
        return max(1, int((parse_instant(again_at) - now).total_seconds()))
    return AGAIN_AFTER
