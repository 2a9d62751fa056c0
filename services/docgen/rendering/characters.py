"""Characters that XML 1.0 cannot hold: removed from every value before rendering, refused after it."""

from __future__ import annotations

import re
from typing import Any

from .errors import RenderFault

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CONTROL_BYTES = bytes(set(range(32)) - {9, 10, 13})


def clean_text(text: str) -> str:
    """`text` with line ends as \\n and without characters that no XML document can hold; everything else stays."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _ILLEGAL.sub("", text)


def clean(value: Any) -> Any:
    """The same for a whole context (JSON shapes); null prints as nothing."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, dict):
        return {key: clean(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [clean(item) for item in value]
    return "" if value is None else value


def refuse_control_bytes(part: str, xml: bytes) -> None:
    """Raises RenderFault when a rendered part holds a byte below 0x20 that XML forbids."""
    if len(xml.translate(None, _CONTROL_BYTES)) != len(xml):
        raise RenderFault(f"control character in {part}")
