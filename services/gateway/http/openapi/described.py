"""One operation as OpenAPI has it: parameters, body, and what may come back under which status."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from http import HTTPStatus

from services.gateway.http.openapi.parts import BODY, CHANGE, DOOR, Part, header, parameter, problem_content
from services.gateway.http.openapi.shapes import moved, reference
from services.gateway.http.operations import FILTER, KEY, VERSION, Operation, operations
from services.gateway.http.statuses import LATER, status_of
from services.gateway.http.waiting import WAITED_FOR
from shared.contracts.methods import methods_of
from shared.kernel.errors import Kind
from shared.wire.types import JsonObject, JsonSchema

BEARER = "bearer"
SLUGS = "x-slugs"
_OF_HEADERS = frozenset({"arguments_by_name"})
"""What a call over HTTP cannot be refused for."""


def described(operation: Operation) -> Part:
    """The operation object."""
    method = operation.method
    told: Part = {
        "operationId": method.full_name,
        "tags": [operation.tag],
        "summary": method.summary.removesuffix("."),
        "description": _description(operation),
        "parameters": [*_in_path(operation), *_in_query(operation), *_by_header(operation)],
        "responses": _responses(operation),
        "security": _security(operation),
        "x-roles": list(method.callers),
    }
    if operation.changes and operation.elsewhere:
        body = {"$ref": f"#/components/schemas/{body_name(operation)}"}
        told["requestBody"] = {
            "required": bool(_required(operation)),
            "content": {"application/json": {"schema": body, "examples": _made_up(_body_example(operation))}},
        }
    if operation.deprecated_on is not None:
        told["deprecated"] = True
    return told


def _made_up(value: JsonObject) -> Part:
    return {"sample": {"summary": "made up", "value": value}}


def _body_example(operation: Operation) -> JsonObject:
    """What of the request the path and the headers do not hold."""
    return {name: value for name, value in operation.method.example["request"].items() if name in operation.elsewhere}


def body_name(operation: Operation) -> str:
    """The shape of its body."""
    return f"{operation.method.request}Body"


def body_of(operation: Operation) -> JsonSchema:
    """The fields that neither the path nor a header holds."""
    shape: JsonSchema = {
        "type": "object",
        "properties": {name: moved(field) for name, field in operation.elsewhere.items()},
        "additionalProperties": False,
    }
    required = _required(operation)
    return shape | ({"required": required} if required else {})


def errors_of(operation: Operation) -> dict[str, Kind]:
    """Every slug that may come back, with its kind."""
    known = methods_of(operation.method.service).kinds
    found = {slug: known[slug] for slug in operation.method.errors if slug not in _OF_HEADERS}
    found |= DOOR | (BODY if operation.changes else {})
    return found | (CHANGE if VERSION in operation.fields else {})


def _description(operation: Operation) -> str:
    method = operation.method
    told = [f"{method.summary} ({method.kind} `{method.full_name}`)"]
    if operation.changes and not method.trial:
        told.append("It cannot be tried by a dry run.")
    if method.records:
        told.append("Whom it shows to whom is kept.")
    return "\n\n".join(told)


def _required(operation: Operation) -> list[str]:
    shape = methods_of(operation.method.service).shapes[operation.method.request]
    return [name for name in shape.get("required", []) if name in operation.elsewhere]


def _in_path(operation: Operation) -> list[Part]:
    return [_parameter(operation, name, "path", operation.fields[name], required=True) for name in operation.in_path]


def _in_query(operation: Operation) -> list[Part]:
    if operation.changes:
        return []
    required = _required(operation)
    plain = {name: field for name, field in operation.elsewhere.items() if name != FILTER}
    found = [_parameter(operation, name, "query", field, required=name in required) for name, field in plain.items()]
    within = operation.filters.items()
    return [*found, *(_parameter(operation, f"{FILTER}.{name}", "query", field) for name, field in within)]


def _parameter(operation: Operation, name: str, place: str, field: JsonSchema, *, required: bool = False) -> Part:
    schema = _there(moved(field))
    description = schema.pop("description", None)
    told = {"name": name, "in": place, "required": required, "schema": schema}
    return told | ({"description": description} if description else {})


def _there(schema: JsonSchema) -> JsonSchema:
    """Without null, which neither a path nor a query string can say: what is null is left out."""
    kinds = schema.get("type")
    found = {name: value for name, value in schema.items() if name != "default" or value is not None}
    if isinstance(kinds, list):
        left = [kind for kind in kinds if kind != "null"]
        found["type"] = left[0] if len(left) == 1 else left
    if "enum" in found:
        found["enum"] = [choice for choice in found["enum"] if choice is not None]
    return found


def _by_header(operation: Operation) -> list[dict[str, str]]:
    names = ["RequestId", "PersonToken"]
    if KEY in operation.fields:
        names.append("IdempotencyKey")
    if VERSION in operation.fields:
        names.append("IfMatch")
    if operation.method.trial:
        names += ["Prefer", "DryRun"]
    if not operation.changes:
        names.append("IfNoneMatch")
    if operation.method.full_name in WAITED_FOR:
        names.append("PreferWait")
    return [parameter(name) for name in names]


def _responses(operation: Operation) -> Part:
    headers = {"X-Request-Id": header("RequestId")}
    if not operation.changes:
        headers["ETag"] = header("ETag")
    if operation.method.listed:
        headers |= {"Link": header("Link"), "X-Total-Count": header("TotalCount")}
    if operation.method.trial:
        headers["Zhiping-Dry-Run"] = header("DryRun")
    made_up = _made_up(operation.method.example["result"])
    content = {"application/json": {"schema": reference(operation.method.result), "examples": made_up}}
    found: Part = {"200": {"description": "Done", "headers": headers, "content": content}}
    if not operation.changes:
        found["304"] = {"description": "What the caller has still holds", "headers": {"ETag": header("ETag")}}
    return found | _problems(operation)


def _problems(operation: Operation) -> Part:
    return {str(status): _answer(status, slugs) for status, slugs in slugs_of(operation).items()}


def slugs_of(operation: Operation) -> dict[int, tuple[str, ...]]:
    """The errors under each status."""
    by_status: defaultdict[int, list[str]] = defaultdict(list)
    for slug, kind in errors_of(operation).items():
        by_status[status_of(slug, kind)].append(slug)
    return {status: tuple(sorted(slugs)) for status, slugs in sorted(by_status.items())}


def shared_answers() -> Part:
    """By name, the answer that most operations give under a status."""
    return {_name(status): problem_answer(status, slugs) for status, slugs in _usual().items()}


@cache
def _usual() -> dict[int, tuple[str, ...]]:
    told: defaultdict[int, Counter[tuple[str, ...]]] = defaultdict(Counter)
    for operation in operations():
        for status, slugs in slugs_of(operation).items():
            told[status][slugs] += 1
    return {status: found.most_common(1)[0][0] for status, found in sorted(told.items())}


def _answer(status: int, slugs: tuple[str, ...]) -> Part:
    if _usual()[status] == slugs:
        return {"$ref": f"#/components/responses/{_name(status)}"}
    return problem_answer(status, slugs)


def _name(status: int) -> str:
    return HTTPStatus(status).phrase.replace(" ", "")


def problem_answer(status: int, slugs: tuple[str, ...]) -> Part:
    """The response object for these errors; `x-slugs` are all that it may tell of."""
    headers = {"X-Request-Id": header("RequestId")}
    if status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = header("Challenge")
    if status in LATER:
        headers["Retry-After"] = header("RetryAfter")
    told = f"{HTTPStatus(status).phrase}: {', '.join(f'`{slug}`' for slug in slugs)}"
    return {"description": told, "headers": headers, "content": problem_content(), SLUGS: list(slugs)}


def _security(operation: Operation) -> list[dict[str, list[str]]]:
    token: dict[str, list[str]] = {BEARER: []}
    return [token, {}] if operation.method.public else [token]
