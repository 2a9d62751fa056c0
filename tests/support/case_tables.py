"""What the case tables ask of a refusal, and the slugs that they take for right, settled in one place.

The tables are written from what a careful official expects. Where the contract names no slug yet, any of the set
counts: whoever mends the code narrows the set here.
"""

from __future__ import annotations

import json
import re

from shared.kernel.errors import ZhipingError

SLUGS = {
    "invisible": {"invalid_field", "text_not_visible", "text_invisible", "text_blank", "missing_field", "unsafe_text"},
    "life": {
        "date_in_future", "dates_out_of_order", "date_before_birth", "date_too_early", "dates_impossible",
        "dates_of_life", "date_impossible", "year_impossible", "id_number_birth_date", "invalid_field",
    },
    "own": {"own_case", "own_affair", "own_matter", "own_profile"},
    "own_ballot": {"own_case", "own_affair", "own_matter", "own_profile", "not_a_present_member"},
    "path": {"correction_path_unknown", "path_unknown", "invalid_field", "correction_unknown"},
    "clause": {"correction_clause_unknown", "clause_unknown", "invalid_field", "correction_unknown"},
    "row": {"row_unknown", "row_twice", "row_id_unknown", "row_id_twice", "invalid_field"},
    "supports": {"supports_unknown"},
    "incomplete": {"dossier_incomplete"},
    "provisional": {"publicity_provisional", "calendar_provisional", "calendar_not_announced", "year_not_announced"},
    "id_number": {"id_number_malformed", "id_number_birth_date", "id_number_check_digit", "invalid_field"},
    "person_exists": {"person_exists"},
    "announced": {
        "file_size_differs", "file_kind_differs", "file_digest_differs", "file_too_large", "file_differs",
        "file_kind_not_allowed", "file_empty", "file_broken", "file_kind_unknown", "object_differs", "object_missing",
        "upload_differs", "file_not_as_announced",
    },
    "unreadable_pdf": {
        "file_encrypted", "file_locked", "file_needs_password", "file_empty", "file_has_no_pages", "file_broken",
        "file_unreadable", "pdf_unreadable", "pdf_encrypted", "pdf_empty", "file_kind_unknown",
    },
    "photo": {"photo_not_upright", "photo_too_small"},
    "workbook": {
        "workbook_unreadable", "workbook_encrypted", "workbook_locked", "workbook_old_format", "workbook_not_xlsx",
        "file_kind_unknown", "file_kind_not_allowed", "file_broken", "file_empty", "pool_columns_missing",
        "columns_missing", "header_not_found", "workbook_empty", "file_encrypted", "workbook_refused",
        "workbook_has_errors", "pool_has_errors", "workbook_header_missing", "workbook_ambiguous",
    },
}  # fmt: skip
"""Kind of a case -> the slugs that are right for its refusals."""
SLUGS["id_number_or_life"] = SLUGS["id_number"] | SLUGS["life"]

INVISIBLE = {
    "space": " ", "ideographic space": "\u3000", "zero width space": "\u200b", "byte order mark": "\ufeff",
    "no-break space": "\u00a0", "line break": "\n", "tab and breaks": "\t \r\n", "combining mark": "\u0301",
    "combining marks": "\u0300\u0308\u20dd", "braille blank": "\u2800", "hangul filler": "\u3164",
    "hangul choseong filler": "\u115f", "halfwidth hangul filler": "\uffa0", "word joiner": "\u2060",
    "direction marks": "\u200e\u200f", "tag space": "\U000e0020", "variation selector": "\ufe0f",
    "soft hyphen": "\u00ad", "grapheme joiner": "\u034f", "line separator": "\u2028", "em quad": "\u2001",
    "mixed": " \u3000\u200b\ufeff\u00a0 ",
}  # fmt: skip
"""Texts in which nobody sees anything."""

KNOWN_WORDS = re.compile(
    r"(?<![A-Za-z])(?:pdf|jpeg|jpg|png|ofd|word|wps|excel|docx|xlsx|xls|csv|et|x|id|exif)(?![A-Za-z_])", re.IGNORECASE
)
"""Latin words that people in an office use; file kinds, and the X of an ID number."""


def refused(kind, call, /, *args, **params):
    """The typed error of a call that must not go through, with a slug of that kind and a text for people."""
    answer, error = outcome(call, *args, **params)
    assert error, f"not refused: {answer}"
    assert error.slug in SLUGS[kind], f"{error.slug} at {error.path}: {error.message}"
    assert_for_people(error, *(error.path or "").split("."), error.path)
    return error


def outcome(call, /, *args, **params):
    """What the call answers, or else the typed error that it ends with."""
    try:
        return call(*args, **params), None
    except ZhipingError as error:
        return None, error


def assert_for_people(error, *things):
    """The message is a Chinese sentence without words of the code; names of `things` may stand in it."""
    assert re.search(r"[\u4e00-\u9fff]", error.message), error.message
    assert "{" not in error.message
    assert not latin(error.message, *filter(None, things)), error.message


def latin(message, *things):
    """The Latin words of a message that are neither known words nor ids of `things`."""
    rest = message
    for thing in things:
        rest = rest.replace(str(thing), "")
    rest = re.sub(r"[a-z0-9]+(?:-[a-z0-9]+)*-\d{4}(?:/[\w.]+)?", "", rest)
    return re.findall(r"[A-Za-z_]{2,}", KNOWN_WORDS.sub("", rest))


def told(error):
    """All that the caller learns: message, path, clause and details as one text."""
    return json.dumps(error.to_wire(), ensure_ascii=False)


def names(error, *things):
    """Whether the error names each of these places, in path, message or details."""
    said = told(error)
    return all(str(thing) in said for thing in things)


def wrong(table, check):
    """Of a table of cases, those for which the check does not hold: name -> why. An empty table is a mistake."""
    assert table
    found = {}
    for name, case in table.items():
        try:
            check(case)
        except (AssertionError, ZhipingError, KeyError, TypeError) as problem:
            found[name] = str(problem).partition("\n")[0][:200] or repr(problem)
    return found
