"""The whole description, as text."""

from __future__ import annotations

import json
from functools import cache

from services.gateway.http.openapi.described import BEARER, body_name, body_of, described, errors_of, shared_answers
from services.gateway.http.openapi.parts import HEADERS, PARAMETERS, PROBLEM, Part
from services.gateway.http.openapi.shapes import every_shape, reached_from
from services.gateway.http.operations import ROOT, operations
from services.gateway.http.statuses import status_of
from shared.kernel.catalogue import text as told

VERSION = "1.0.0"
_INFO = """\
Every method of the services, one operation each. Questions are GET, acts are POST under the noun that they are.
Commands carry an Idempotency-Key, changes an If-Match with the version that was seen. Errors are
application/problem+json; `x-problems` lists them all. Days are ISO 8601, instants ISO 8601 with offset."""


@cache
def text() -> str:
    """The document in JSON, as it is served."""
    return json.dumps(document(), ensure_ascii=False, separators=(",", ":"))


def document() -> Part:
    """The document."""
    paths: dict[str, Part] = {}
    for operation in operations():
        paths.setdefault(f"{ROOT}{operation.path}", {})[operation.verb.lower()] = described(operation)
    bodies = {body_name(one): body_of(one) for one in operations() if one.changes and one.elsewhere}
    answers = shared_answers()
    shapes = every_shape() | bodies | {"Problem": PROBLEM}
    return {
        "openapi": "3.1.0",
        "info": {"title": told("api_title"), "version": VERSION, "description": _INFO},
        "servers": [{"url": "/", "description": "the door that serves this document"}],
        "tags": [
            {"name": tag, "description": told(f"api_tag_{tag}")} for tag in dict.fromkeys(o.tag for o in operations())
        ],
        "paths": paths,
        "components": {
            "schemas": reached_from([paths, answers], shapes),
            "responses": answers,
            "parameters": PARAMETERS,
            "headers": HEADERS,
            "securitySchemes": {
                BEARER: {
                    "type": "http", "scheme": "bearer", "bearerFormat": "JWT",
                    "description": "Of the person, or of the portal's service account.",
                }
            },
        },
        "x-problems": _problems(),
    }  # fmt: skip


def _problems() -> Part:
    found = {slug: kind for operation in operations() for slug, kind in errors_of(operation).items()}
    return {
        slug: {"status": status_of(slug, kind), "kind": kind.value, "detail": told(slug)}
        for slug, kind in sorted(found.items())
    }
