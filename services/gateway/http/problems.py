"""Errors as application/problem+json (RFC 9457): the typed error of the house in the form that HTTP has for one."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TypedDict

from flask import Response

from services.gateway.http.statuses import retry_after, status_of
from shared.kernel.catalogue import Details, text
from shared.kernel.errors import ZhipingError, invalid, not_found, unavailable

MEDIA_TYPE = "application/problem+json"
TYPES = "urn:zhiping:problem:"
CHALLENGE = 'Bearer realm="zhiping"'


def problem(error: ZhipingError, correlation: str, now: datetime) -> Response:
    """The answer that tells of an error."""
    status = status_of(error.slug, error.kind)
    body = json.dumps(members(error, status, correlation), ensure_ascii=False)
    response = Response(body, status, content_type=MEDIA_TYPE)
    response.headers["Cache-Control"] = "no-store"
    if status == 401:
        detail = "" if error.slug == "token_missing" else ', error="invalid_token"'
        response.headers["WWW-Authenticate"] = f"{CHALLENGE}{detail}"
    seconds = retry_after(error, now)
    if seconds is not None:
        response.headers["Retry-After"] = str(seconds)
    return response


class ProblemJson(TypedDict):
    """RFC 9457: the standard's members, and those of every error of the house."""

    type: str
    title: str
    status: int
    detail: str
    slug: str
    kind: str
    path: str | None
    clause: str | None
    details: Details
    correlation: str


def members(error: ZhipingError, status: int, correlation: str) -> ProblemJson:
    """The problem that an error is told as."""
    return {
        "type": f"{TYPES}{error.slug}",
        "title": text(f"problem_{error.kind.value}"),
        "status": status,
        "detail": error.message,
        "slug": error.slug,
        "kind": error.kind.value,
        "path": error.path,
        "clause": error.clause,
        "details": error.details,
        "correlation": correlation,
    }


def of_status(status: int) -> ZhipingError:
    """What stands for an answer of the framework's own."""
    if status == 404:
        return not_found("operation_not_found")
    if status == 405:
        return invalid("method_not_allowed")
    return invalid("request_unreadable", path="") if status < 500 else unavailable("internal_error", correlation="")
