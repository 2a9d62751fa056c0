"""Which texts and numbers every database, document and reader takes as they stand."""

from __future__ import annotations

import re

LARGEST = 2**31 - 1
"""Whole numbers lie between -LARGEST and LARGEST: a column of four bytes takes them."""
_UNFIT = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"  # no text of XML, or a control character
    "|[\u202a-\u202e\u2066-\u2069]"  # reads in another order than it is stored
)


def is_plain(value: str) -> bool:
    """Whether a text is free of control characters (line breaks and tabs may be), of halves of surrogate pairs and of
    marks that turn the order of reading."""
    return value.isprintable() or _UNFIT.search(value) is None
