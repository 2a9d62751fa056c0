"""What several operations share: parameters, headers, the problem, and the errors of the door itself."""

from __future__ import annotations

from typing import Any

from services.gateway.http import bearer
from services.gateway.http.problems import MEDIA_TYPE, TYPES
from shared.kernel.errors import Kind
from shared.wire.types import JsonSchema

DOOR: dict[str, Kind] = {
    "too_many_requests": Kind.UNAVAILABLE, "answer_too_large": Kind.UNAVAILABLE, "call_given_up": Kind.UNAVAILABLE,
    "rpc_refused": Kind.UNAVAILABLE, "text_not_storable": Kind.INVALID,
    "service_token_invalid": Kind.FORBIDDEN, "scope_lacks_method": Kind.FORBIDDEN,
    "scope_lacks_organisation": Kind.FORBIDDEN, "scope_needs_person": Kind.FORBIDDEN,
    "scope_not_for_persons": Kind.FORBIDDEN,
}  # fmt: skip
"""What any call may get beside the errors of its method; the last five are for portals' accounts."""
BODY: dict[str, Kind] = {
    "content_type_not_json": Kind.INVALID, "request_too_large": Kind.INVALID, "request_unreadable": Kind.INVALID,
    "length_missing": Kind.INVALID,
}  # fmt: skip
CHANGE: dict[str, Kind] = {"if_match_missing": Kind.INVALID}


Part = dict[str, Any]
"""An OpenAPI description, or a part of one: its members are words of the standard, for readers outside."""


def _header(name: str, description: str, schema: JsonSchema, *, required: bool = False) -> Part:
    return {"name": name, "in": "header", "description": description, "required": required, "schema": schema}


PARAMETERS: dict[str, Part] = {
    "IdempotencyKey": _header(
        "Idempotency-Key", "Names the attempt: the same key again has no second effect and gets the same answer.",
        {"type": "string", "pattern": "^[!-~]{1,100}$"}, required=True,
    ),
    "IfMatch": _header(
        "If-Match", "The version that the caller saw, in quotes, or the ETag of the read that showed it.",
        {"type": "string", "pattern": '^"[1-9][0-9]{0,9}(\\.[0-9a-f]+)?"$', "examples": ['"5"']}, required=True,
    ),
    "IfNoneMatch": _header("If-None-Match", "ETags that the caller has: 304 while one holds.", {"type": "string"}),
    "Prefer": _header(
        "Prefer", "`dry-run`: validate everything, answer as if it were done, change nothing.",
        {"type": "string", "enum": ["dry-run"]},
    ),
    "PreferWait": _header(
        "Prefer", "`wait=20`: answer as soon as there is something to tell, at the latest after so many seconds.",
        {"type": "string", "pattern": "^wait=[0-9]{1,4}$"},
    ),
    "DryRun": {
        "name": "dry_run", "in": "query", "description": "The same as `Prefer: dry-run`.", "required": False,
        "schema": {"type": "boolean"},
    },
    "PersonToken": _header(
        bearer.PERSON, "With the bearer of a portal's account that acts for persons: the token of the person.",
        {"type": "string", "pattern": "^[!-~]+$"},
    ),
    "RequestId": _header(
        "X-Request-Id", "Comes back in the answer and stands in events, trail and logs.",
        {"type": "string", "pattern": "^[A-Za-z0-9._-]{1,36}$"},
    ),
}  # fmt: skip
HEADERS: dict[str, Part] = {
    "ETag": {"description": "The version, where the result has one, and a digest.", "schema": {"type": "string"}},
    "Link": {"description": 'rel="next" leads to what follows in a list.', "schema": {"type": "string"}},
    "TotalCount": {
        "description": "Entries that fit the filter, where `with_total` asked for it.", "schema": {"type": "integer"},
    },
    "RequestId": {"description": "What the request is found by.", "schema": {"type": "string"}},
    "DryRun": {"description": "`true`: nothing was changed.", "schema": {"type": "string", "const": "true"}},
    "RetryAfter": {"description": "Seconds after which the same call may succeed.", "schema": {"type": "integer"}},
    "Challenge": {"description": "How to say who one is.", "schema": {"type": "string"}},
}  # fmt: skip
PROBLEM: JsonSchema = {
    "type": "object",
    "description": "RFC 9457 with the members of every error of the house. Branch on `kind` and `slug`, show `detail`.",
    "properties": {
        "type": {"type": "string", "pattern": f"^{TYPES}[a-z_]+$"},
        "title": {"type": "string", "description": "what the kind is called, in Chinese"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string", "description": "the sentence for people, in Chinese"},
        "slug": {"type": "string", "pattern": "^[a-z_]+$"},
        "kind": {"type": "string", "enum": [kind.value for kind in Kind]},
        "path": {"type": ["string", "null"], "description": "the field of the request"},
        "clause": {"type": ["string", "null"], "description": "what decides it"},
        "details": {"type": "object", "additionalProperties": True},
        "correlation": {"type": "string"},
    },
    "required": [
        "type", "title", "status", "detail", "slug", "kind", "path", "clause", "details", "correlation",
    ],
}  # fmt: skip


def parameter(name: str) -> dict[str, str]:
    """What leads to one of PARAMETERS."""
    return {"$ref": f"#/components/parameters/{name}"}


def header(name: str) -> dict[str, str]:
    """What leads to one of HEADERS."""
    return {"$ref": f"#/components/headers/{name}"}


def problem_content() -> Part:
    """The content of an answer that tells of an error: one shape for all, so that a client has one class for it."""
    return {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
