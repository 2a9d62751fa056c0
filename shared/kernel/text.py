"""Texts as people see them: what may be written, what is visible, and when two spellings are the same.

Pages and workbooks carry characters that nobody sees (zero-width marks, fillers, blanks that are no space) and
full-width twins of plain ones. Whoever compares texts typed by people compares what these functions give.
"""

from __future__ import annotations

import re
import unicodedata

BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0\ufffc\U0001d159")
"""Characters that Unicode counts as letters or symbols and that leave nothing on the page."""
_UNFIT = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"  # no text of XML, or a control character
    "|[\u202a-\u202e\u2066-\u2069]"  # reads in another order than it is stored
)
_SURELY_SEEN = re.compile(r"[0-9A-Za-z\u4e00-\u9fff]")
"""What most texts hold; only the others are looked at character by character."""
IGNORABLE = (
    (0x034F, 0x034F), (0x17B4, 0x17B5), (0x180B, 0x180F), (0xFE00, 0xFE0F), (0xFFF0, 0xFFFB), (0xE0000, 0xE0FFF),
)  # fmt: skip
"""Marks that change nothing one could see (joiners and variation selectors), first and last code point."""
OPENING, CLOSING = "([{<〈《「『【〔〖〘", ")]}>〉》」』】〕〗〙"
DASHES, DOTS = "‐‒–—―−﹘-", "·•‧・∙⋅"
_FOLDED = str.maketrans(
    OPENING + CLOSING + DASHES + DOTS,
    "(" * len(OPENING) + ")" * len(CLOSING) + "-" * len(DASHES) + "·" * len(DOTS),
)  # fmt: skip
PART = 4
"""Length from which a name that is like another one is worth a look: shorter ones are words such as 小学."""


def is_plain(value: str) -> bool:
    """Whether a text is free of control characters (line breaks and tabs may be), of halves of surrogate pairs and of
    marks that turn the order of reading: databases, documents and readers take it as it stands."""
    return value.isprintable() or _UNFIT.search(value) is None


def fault_of(value: str) -> str | None:
    """What keeps a text from being taken, as a key of the catalogue; None for a plain one of which something shows."""
    if not is_plain(value):
        return "fault_characters"
    return None if has_visible(value) else "fault_nothing_visible"


def has_visible(value: str) -> bool:
    """Whether anything would be seen of it on paper: a letter, digit, sign or symbol, not marks and spaces alone."""
    return _SURELY_SEEN.search(value) is not None or any(_leaves_ink(char) for char in value)


def clean(value: str) -> str:
    """One spelling per text (NFKC): invisible marks off, every run of spaces and line breaks one space, trimmed."""
    return " ".join(_seen(unicodedata.normalize("NFKC", _seen(value))).split())


def compact(value: str) -> str:
    """`clean` without any space: for numbers and codes, in which a space says nothing."""
    return unicodedata.normalize("NFKC", clean(value).replace(" ", ""))


def organisation_key(value: str) -> str:
    """Equal for two spellings of one organisation's name: width, invisible marks, spaces, case, brackets, dashes."""
    return compact(value).translate(_FOLDED).casefold()


def same_organisation(one: str, other: str) -> bool:
    """Whether two names are the same to a reader; names of which nothing can be seen are nobody's."""
    key = organisation_key(one)
    return key != "" and key == organisation_key(other)


def alike_organisations(one: str, other: str) -> bool:
    """Whether two names that are not the same may still mean one organisation, so that a person has to look.

    One is what remains of the other when characters are left out (a part, a short form), their characters stand in
    another order, or few of them differ (one in eight, at least one).
    """
    short, long = sorted((organisation_key(one), organisation_key(other)), key=len)
    if len(short) < PART or short == long:
        return False
    if _remains_of(short, long) or sorted(short) == sorted(long):
        return True
    allowed = max(1, len(long) // 8)
    return len(long) - len(short) <= allowed and _distance(short, long) <= allowed


def _leaves_ink(char: str) -> bool:
    if char in BLANKS:
        return False
    if char.isalnum():
        return True
    if _is_ignorable(char):
        return False
    category = unicodedata.category(char)
    if category == "Cn":
        return 0x20000 <= ord(char) < 0x40000 and ord(char) & 0xFFFE != 0xFFFE
    return category[0] in "LNPS" or category == "Co"


def _seen(value: str) -> str:
    """Without the characters that nobody sees; spaces of every kind and line breaks become a space."""
    return value if value.isascii() and value.isprintable() else value.translate(_SHOWN)


class _Shown(dict[int, str]):
    """Code point -> what is seen of it, found out when first asked for; those of the first plane are remembered."""

    def __missing__(self, code: int) -> str:
        shown = self._found(chr(code))
        if code < 0x10000:
            self[code] = shown
        return shown

    def _found(self, char: str) -> str:
        if char.isspace() or char in BLANKS:
            return " "
        unseen = unicodedata.category(char) in ("Cc", "Cf", "Cs") or _is_ignorable(char)
        return "" if unseen else char


_SHOWN = _Shown()


def _is_ignorable(char: str) -> bool:
    return any(first <= ord(char) <= last for first, last in IGNORABLE)


def _remains_of(short: str, long: str) -> bool:
    rest = iter(long)
    return all(char in rest for char in short)


def _distance(one: str, other: str) -> int:
    """Levenshtein's: the fewest characters to put in, take out or exchange."""
    row = list(range(len(other) + 1))
    for number, char in enumerate(one, 1):
        diagonal, row[0] = row[0], number
        for place, wanted in enumerate(other, 1):
            cost = diagonal + (char != wanted)
            diagonal, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, cost)
    return row[-1]
