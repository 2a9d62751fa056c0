"""One cell as the workbook holds it, and the text that people see in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from shared.kernel.text import has_visible

GENERAL = "General"
DIGITS = 15
"""What a numeric cell keeps; Excel replaces every digit after them by a zero."""
SHOWN_PLACES = 11
"""Beyond them the format General rounds, or shows a power of ten."""
_DECORATION = re.compile(r"\[(?:[A-Za-z]+\d*|\$[^\]]*)\]|_.|\*.|[\"\\]")
"""Colours, locales, padding; quotation marks go, so that quoted text remains and is seen as foreign."""
_PLACES = re.compile(r"[#?]*0*")


@dataclass(frozen=True, slots=True)
class Cell:
    """`value` is text, a float, yes or no, a date, a time or a length of time; "" when nothing is there.

    `format` is the number format of a numeric cell, None when the workbook does not say which one it is.
    """

    sheet: str
    row: int
    index: int
    value: Any = ""
    format: str | None = GENERAL
    formula: bool = False
    error: bool = False

    @property
    def place(self) -> str:
        """The place as in "B42"."""
        return f"{letters(self.index)}{self.row}"

    @property
    def is_number(self) -> bool:
        """A number that is no date."""
        return isinstance(self.value, (int, float)) and not isinstance(self.value, bool)

    @property
    def is_time(self) -> bool:
        """A date, a time of day or a length of time."""
        return isinstance(self.value, (date, datetime, time, timedelta))

    def text(self) -> str:
        """The value as text: numbers without a needless fraction, days as ISO."""
        if self.is_number:
            return number_text(self.value)
        if isinstance(self.value, (date, datetime, time)):
            return self.value.isoformat()
        return str(self.value)


def holds(value: Any) -> bool:
    """Whether anything is to be seen of the value."""
    return not isinstance(value, str) or has_visible(value)


def letters(index: int) -> str:
    """A column's letters by its place from 0: A, B, …, Z, AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def number_text(value: float) -> str:
    """12.0 -> "12", 1.5 -> "1.5"; never a power of ten."""
    if float(value).is_integer():
        return str(int(value))
    return f"{value:.15g}"


def has_lost_digits(value: float) -> bool:
    """Whether the number is longer than what a numeric cell keeps."""
    return abs(value) >= 10**DIGITS or len(Decimal(repr(value)).normalize().as_tuple().digits) > DIGITS


def is_shown_as_it_is(value: float, form: str | None) -> bool:
    """Whether people see exactly `number_text(value)`; a format that is not understood counts as no."""
    if form is None:
        return False
    section = _section(form, value)
    if section in (GENERAL, "@"):
        return len(number_text(abs(value))) <= SHOWN_PLACES
    digits = _PLACES.fullmatch(section)
    if digits is None or not float(value).is_integer():
        return False
    return bool(section) and len(str(abs(int(value)))) >= section.count("0") and (value != 0 or "0" in section)


def _section(form: str, value: float) -> str:
    """The part for this sign, without what does not change the digits; a condition stays and is not understood."""
    parts = form.split(";")
    number = 1 if value < 0 and len(parts) > 1 else 2 if value == 0 and len(parts) > 2 else 0
    return _DECORATION.sub("", parts[number]).strip()
