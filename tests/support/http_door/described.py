"""What the description of the interface promises of every answer, as schemathesis checks it."""

import json

import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from infra.docs.openapi import PAGE
from services.gateway.http.openapi.described import SLUGS

SCHEMA = schemathesis.openapi.from_path(PAGE)
_DOCUMENT = json.loads(PAGE.read_text(encoding="utf-8"))


def asked(times):
    """Settings of a test that asks each operation so often, each time with the same requests."""
    return settings(
        max_examples=times, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip


def holds(case, address, token):
    """Ask, and hold the answer to what is described."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    case.call_and_validate(base_url=address, headers=headers, checks=_CHECKS)


def tells_a_foreseen_slug(context, response, case):
    """A problem is one of those that its status may have here."""
    if response.status_code < 400:
        return
    operation = _DOCUMENT["paths"][case.operation.path][case.operation.method.lower()]
    answer = operation["responses"][str(response.status_code)]
    if "$ref" in answer:
        answer = _DOCUMENT["components"]["responses"][answer["$ref"].rpartition("/")[2]]
    slug = response.json()["slug"]
    assert slug in answer[SLUGS], f"{response.status_code} {slug} is not described"


_CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance,
    response_schema_conformance, tells_a_foreseen_slug,
]  # fmt: skip
