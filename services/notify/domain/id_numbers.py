"""ID numbers in texts that are about to leave the house: no letter carries one, whoever typed it into a reason."""

from __future__ import annotations

import re
import unicodedata

_CANDIDATE = re.compile(
    r"(?<![0-9A-Za-z])[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX](?![0-9A-Za-z])"
)
_OLD = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?![0-9A-Za-z])")
_GAPS = re.compile(r"(?<=\d)[\s\-‐-―·.]+(?=[\dX])")


def holds_id_number(text: str) -> bool:
    """Whether something in the text reads like an ID number of 18 or 15 places: region, birth date, sequence.

    The check digit does not matter: a slip of the pen is still somebody's number. Wide figures and gaps hide none.
    """
    plain = unicodedata.normalize("NFKC", text).upper()
    return any(pattern.search(one) for one in (plain, _GAPS.sub("", plain)) for pattern in (_CANDIDATE, _OLD))
