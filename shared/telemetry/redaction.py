"""Removal of personal data from log entries, by the name of a field and by the look of a text."""

from __future__ import annotations

import re
import traceback
from typing import Any

from structlog.typing import EventDict

HIDDEN = "[hidden]"
_PERSONAL_NAMES = {
    "name",
    "person_name",
    "full_name",
    "id_number",
    "phone",
    "telephone",
    "mobile",
    "email",
    "address",
    "token",
    "auth_token",
    "password",
    "secret",
    "keyring",
}
_PERSONAL_ENDINGS = ("_sealed", "_name", "_token", "_secret", "_phone", "_id_number")
_DATABASES = {"sqlalchemy", "psycopg2", "sqlite3"}
_HARMLESS = {"service_name", "method_name", "queue_name", "logger_name", "file_name"}
_ID_NUMBER = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{16}[\dXx](?![0-9A-Za-z])")
_PHONE = re.compile(r"(?<![0-9A-Za-z])(?:\+?86[- ]?)?1[3-9]\d{9}(?![0-9A-Za-z])")
_SEALED = re.compile(r"\bv\d\.[A-Za-z0-9_-]+\.[A-Za-z0-9_=-]{24,}")
_TOKEN = re.compile(r"\beyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")


def redact(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Structlog processor: hide fields that name people or secrets; mask numbers, sealed texts and tokens elsewhere."""
    for key in list(event):
        event[key] = _clean(key, event[key])
    return event


def redact_text(text: str) -> str:
    """Mask 18 digit identity numbers, mobile numbers, sealed texts and access tokens in a text."""
    for pattern in (_TOKEN, _SEALED, _ID_NUMBER, _PHONE):
        text = pattern.sub(HIDDEN, text)
    return text


def told(error: BaseException) -> str:
    """A traceback down to the cause; what a database says of a statement it refused quotes what people typed."""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    says = HIDDEN if type(error).__module__.partition(".")[0] in _DATABASES else redact_text(str(error))
    here = "".join([*traceback.format_tb(error.__traceback__), f"{type(error).__name__}: {says}"])
    return here if cause is None else f"{told(cause)}\n\n{here}"


def _clean(key: str, value: Any) -> Any:
    if is_personal(key):
        return HIDDEN
    if isinstance(value, str):
        return redact_text(value)
    if isinstance(value, dict):
        return {str(inner): _clean(str(inner), item) for inner, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_clean("", item) for item in value]
    if isinstance(value, (int, float, bool)) or value is None:
        return value
    return redact_text(str(value))


def is_personal(key: str) -> bool:
    """Tell whether a field of this name is hidden whatever it holds."""
    lower = key.lower()
    return lower not in _HARMLESS and (lower in _PERSONAL_NAMES or lower.endswith(_PERSONAL_ENDINGS))
