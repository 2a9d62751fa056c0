"""What headers say about a call: under which key, of which version, whether in earnest, whether it is known already."""

from __future__ import annotations

import hashlib
import re

from werkzeug.datastructures import Headers

from services.gateway.http.operations import KEY, VERSION, Operation
from services.gateway.http.query_string import unfit
from shared.kernel.errors import invalid
from shared.wire.types import JsonObject

_TAG = re.compile(r'"([1-9][0-9]{0,9})(?:\.[0-9a-f]+)?"')
"""An entity tag that begins with a version: `"5"`, or as a read gave it."""
_MATCH = "If-Match"
_KEY = re.compile(r"[\x21-\x7e]{1,100}")
_TRIAL = re.compile(r"(?i)dry-run")
MAXIMUM = 2**31 - 1


def from_headers(operation: Operation, headers: Headers) -> dict[str, str | int]:
    """Idempotency-Key and If-Match as fields of the request."""
    found: dict[str, str | int] = {}
    if KEY in operation.fields:
        found[KEY] = _key(headers.get("Idempotency-Key"))
    if VERSION in operation.fields:
        found[VERSION] = _version(headers.get(_MATCH))
    return found


def is_trial(headers: Headers) -> bool:
    """Whether `Prefer: dry-run` asks to validate everything and change nothing."""
    told = ",".join(headers.getlist("Prefer"))
    return any(_TRIAL.fullmatch(one.strip()) for one in re.split("[,;]", told))


def tag_of(operation: Operation, result: JsonObject, body: bytes) -> str:
    """The entity tag of a read: the version, where the result has one, and the digest of what was said."""
    digest = hashlib.sha256(body).hexdigest()[:16]
    version = result.get("version") if "version" in operation.result else None
    return f'"{version}.{digest}"' if type(version) is int else f'"{digest}"'


def is_known(tag: str, if_none_match: str | None) -> bool:
    """Whether the caller has this answer already (weak comparison)."""
    if if_none_match is None:
        return False
    return if_none_match.strip() == "*" or tag in re.findall(r'"[^"]*"', if_none_match)


def _key(given: str | None) -> str:
    if given is None:
        raise invalid("idempotency_key_missing", path=KEY)
    if not _KEY.fullmatch(given):
        raise unfit(KEY, "fault_header_text")
    return given


def _version(given: str | None) -> int:
    if given is None:
        raise invalid("if_match_missing", path=VERSION, header=_MATCH)
    found = _TAG.fullmatch(given.strip())
    if found is None or int(found[1]) > MAXIMUM:
        raise unfit(VERSION, "fault_entity_tag")
    return int(found[1])
