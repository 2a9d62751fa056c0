"""Why a field is refused, in Chinese: marshmallow's English sentences looked up in the catalogue."""

from __future__ import annotations

import re

from shared.kernel.catalogue import catalogue, text
from shared.kernel.labels import choices_label, field_label

_ONE_OF = re.compile(r"Must be one of: (?P<choices>.*)\.", re.S)
_KNOWN = tuple(
    (re.compile(pattern, re.S), key)
    for pattern, key in (
        (r"Missing data for required field\.", "fault_missing"),
        (r"Unknown field\.", "fault_unknown"),
        (r"Field may not be null\.", "fault_null"),
        (r"Not a valid string\.", "fault_text"),
        (r"Not a valid (?:integer|number)\.", "fault_whole_number"),
        (r"Not a valid boolean\.", "fault_yes_or_no"),
        (r"Not a valid list\.", "fault_list"),
        (r"(?:Invalid type|Invalid input type|Not a valid mapping type)\.", "fault_object"),
        (r"Not a valid date\.|not an ISO 8601 day", "fault_day"),
        (r"Not a valid (?:aware )?datetime\.|not an ISO 8601 instant with offset", "fault_instant"),
        (r"Not a valid email address\.", "fault_email"),
        (r"not a network address", "fault_address"),
        (r"String does not match expected pattern\.", "fault_pattern"),
        (_ONE_OF.pattern, "fault_one_of"),
        (r"Shorter than minimum length (?P<min>\d+)\.", "fault_too_short"),
        (r"Longer than maximum length (?P<max>\d+)\.", "fault_too_long"),
        (r"Length must be between (?P<min>\d+) and (?P<max>\d+)\.", "fault_length_between"),
        (r"Length must be (?P<equal>\d+)\.", "fault_length"),
        (r"Must be greater than or equal to (?P<min>\S+) and less than or equal to (?P<max>\S+)\.", "fault_between"),
        (r"Must be greater than or equal to (?P<min>\S+)\.", "fault_at_least"),
        (r"Must be less than or equal to (?P<max>\S+)\.", "fault_at_most"),
        (r"exactly one of (?P<one>\w+) and (?P<other>\w+)", "fault_one_of_two"),
    )
)


def in_chinese(reason: str, path: str) -> str:
    """The sentence for people about the field at `path`; an unknown reason says only that the value will not do."""
    name = next((part for part in reversed(path.split(".")) if not part.isdigit()), "")
    for pattern, key in _KNOWN:
        if found := pattern.fullmatch(reason):
            return _told(key, name, found.groupdict())
    return text("fault_other")


def choices_in(reason: str) -> list[str] | None:
    """The closed list that a reason names, in the words that the field takes; None for any other reason."""
    found = _ONE_OF.fullmatch(reason)
    return found["choices"].split(", ") if found else None


def _told(key: str, name: str, values: dict[str, str]) -> str:
    if key == "fault_pattern" and (own := catalogue().get(f"format_{name}")):
        return own
    if key == "fault_one_of":
        return text(key, choices=choices_label(name, values["choices"].split(", ")))
    if key == "fault_one_of_two":
        return text(key, **{place: field_label(field) for place, field in values.items()})
    return text(key, **values)
