"""Masks for people-facing lists and logs: enough to recognise one's own data, too little to use another's."""

from __future__ import annotations


def mask_id_number(number: str) -> str:
    """Keep region and check end: `150402199001011234` -> `150402********1234`; short texts are hidden whole."""
    return _mask(number.strip(), 6, 4)


def mask_phone(phone: str) -> str:
    """Keep the first three and last four digits: `13800001234` -> `138****1234`."""
    return _mask(phone.strip(), 3, 4)


def mask_name(name: str) -> str:
    """Keep the first character: `张三丰` -> `张**`."""
    name = name.strip()
    return name[:1] + "*" * (len(name) - 1)


def _mask(text: str, head: int, tail: int) -> str:
    if len(text) <= head + tail:
        return "*" * len(text)
    return text[:head] + "*" * (len(text) - head - tail) + text[-tail:]
