"""Which web pages of other houses may call: named portals, with tokens and without cookies."""

from __future__ import annotations

from collections.abc import Collection

from flask import Response
from werkzeug.datastructures import Headers

from services.gateway.http import bearer

ASKED = (
    "Authorization", "Content-Type", "Idempotency-Key", "If-Match", "If-None-Match", "Prefer", "X-Request-Id",
    bearer.PERSON,
)  # fmt: skip
TOLD = (
    "Deprecation", "ETag", "Link", "Preference-Applied", "Retry-After", "Sunset", "X-Request-Id", "X-Total-Count",
    "Zhiping-Dry-Run",
)  # fmt: skip
REMEMBERED_SECONDS = 600


def allow(response: Response, headers: Headers, origins: Collection[str]) -> None:
    """Let the page of a named portal read the answer; whoever else asks learns nothing of who is named."""
    response.headers.add("Vary", "Origin")
    origin = headers.get("Origin")
    if origin in origins and origin is not None:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Expose-Headers"] = ", ".join(TOLD)


def preflight(headers: Headers, origins: Collection[str]) -> Response:
    """The answer to a browser that asks whether it may."""
    response = Response(status=204)
    if headers.get("Origin") in origins:
        response.headers["Access-Control-Allow-Methods"] = "GET, POST"
        response.headers["Access-Control-Allow-Headers"] = ", ".join(ASKED)
        response.headers["Access-Control-Max-Age"] = str(REMEMBERED_SECONDS)
    return response
