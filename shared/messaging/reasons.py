"""Why a field is refused, in Chinese: marshmallow's English sentences looked up in the catalogue."""

from __future__ import annotations

import re

from shared.kernel.catalogue import text

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
        (r"String does not match expected pattern\.", "fault_pattern"),
        (r"Must be one of: (?P<choices>.*)\.", "fault_one_of"),
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


def in_chinese(reason: str) -> str:
    """The sentence for people; one that is not known here says only that the value will not do."""
    for pattern, key in _KNOWN:
        if found := pattern.fullmatch(reason):
            return text(key, **found.groupdict())
    return text("fault_other")
