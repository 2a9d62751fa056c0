"""Kinds of columns: each gives a function that turns a cell with content into its meaning or raises BadCell.

Numbers that Excel has damaged or shows otherwise than it keeps them never become text: nobody typed what they say.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Set
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from shared.kernel.text import compact, is_plain
from shared.workbooks.cells import Cell, has_lost_digits, is_shown_as_it_is
from shared.workbooks.findings import BadCell

LONGEST = 100
_DAY = re.compile(r"(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?|(\d{4})(\d{2})(\d{2})")
_DAY_BEGINS = re.compile(r"(\S+?)[T ]0{1,2}:00(?::00(?:\.0+)?)?")
_YEARS = re.compile(r"(\d{4})(?:[-~至到](\d{4}))?")
_BETWEEN = re.compile(r"[,;、/和及]")

Read = Callable[[Cell], Any]


def text(longest: int = LONGEST) -> Read:
    """Text as typed, without invisible marks and needless spaces; line breaks become spaces."""

    def read(cell: Cell) -> str:
        _refuse_altered(cell)
        raw = cell.text()
        if not is_plain(raw):
            raise BadCell("characters")
        return _short(" ".join(_without_marks(raw).split()), longest)

    return read


def identifier(longest: int = LONGEST) -> Read:
    """A number or code by which something is found: NFKC, no spaces, no invisible marks."""

    def read(cell: Cell) -> str:
        if cell.is_time:
            raise BadCell("shown_differs", value=cell.text())
        _refuse_altered(cell)
        written = cell.text()
        found = written if written.isascii() and written.isalnum() else compact(written)
        if not is_plain(found):
            raise BadCell("characters")
        return _short(found, longest)

    return read


def yes_no(yes: Set[str], no: Set[str]) -> Read:
    """Yes or no by the words given, and Excel's own."""
    known = {**dict.fromkeys(yes, True), **dict.fromkeys(no, False)}
    read_word = choice({_folded(word): meaning for word, meaning in known.items()})
    return lambda cell: cell.value if isinstance(cell.value, bool) else read_word(cell)


def choice(known: Mapping[str, object]) -> Read:
    """One of the words given, compared without spaces, width and case."""
    folded = {_folded(word): meaning for word, meaning in known.items()}

    def read(cell: Cell) -> Any:
        _refuse_altered(cell)
        word = _folded(cell.text())
        if word not in folded:
            raise BadCell("unknown_value")
        return folded[word]

    return read


def whole_number(least: int, most: int) -> Read:
    """A whole number from `least` to `most`, as a number or as text."""

    def read(cell: Cell) -> int:
        written = _short(compact(cell.text()), LONGEST)
        short = len(written.lstrip("-")) <= len(str(max(abs(least), abs(most))))
        if cell.is_time or isinstance(cell.value, bool) or not (short and re.fullmatch(r"-?[0-9]+", written)):
            raise BadCell("not_a_number", least=least, most=most)
        if not least <= int(written) <= most:
            raise BadCell("not_a_number", least=least, most=most)
        return int(written)

    return read


def day(first: date, last: date) -> Read:
    """A day from `first` to `last`: a date cell, or text such as 2026-05-08, 2026/5/8, 20260508, 2026.5.8."""

    def read(cell: Cell) -> date:
        found = _day_of(cell)
        if found is None:
            raise BadCell("not_a_day")
        if not first <= found <= last:
            raise BadCell("day_out_of_range", first=first.isoformat(), last=last.isoformat())
        return found

    return read


def years(first: int, last: int) -> Read:
    """Years from `first` to `last`, ascending: one, several with commas between, or a span such as 2021-2023."""

    def read(cell: Cell) -> tuple[int, ...]:
        found: set[int] = set()
        for part in _BETWEEN.split("" if cell.is_time else compact(cell.text()).replace("年", "")):
            span = _YEARS.fullmatch(part)
            if span is None:
                raise BadCell("not_years", first=first, last=last)
            begin, end = int(span[1]), int(span[2] or span[1])
            if not first <= begin <= end <= last:
                raise BadCell("not_years", first=first, last=last)
            found.update(range(begin, end + 1))
        return tuple(sorted(found))

    return read


def _refuse_altered(cell: Cell) -> None:
    if not cell.is_number:
        return
    if has_lost_digits(cell.value):
        raise BadCell("long_number")
    if not is_shown_as_it_is(cell.value, cell.format):
        raise BadCell("shown_differs", value=cell.text())


def _short(value: str, longest: int) -> str:
    if len(value) > longest:
        raise BadCell("too_long", longest=longest)
    return value


def _without_marks(value: str) -> str:
    return "".join(char for char in value if unicodedata.category(char) != "Cf")


@lru_cache(maxsize=1024)
def _folded(value: str) -> str:
    """Cached: a sheet repeats few words in many rows."""
    return compact(value).casefold()


def _day_of(cell: Cell) -> date | None:
    """A time of day beside the date is no day, but midnight is how reporting tools write days."""
    value = cell.value
    if isinstance(value, datetime):
        return value.date() if value == datetime.combine(value.date(), datetime.min.time()) else None
    if isinstance(value, date):
        return value
    written = cell.text().strip()
    midnight = _DAY_BEGINS.fullmatch(written)
    parts = _DAY.fullmatch(compact(midnight[1] if midnight else written))
    if parts is None or cell.is_time or isinstance(value, bool) or (cell.is_number and not value >= 19_000_101):
        return None
    try:
        return date(*(int(part) for part in parts.groups() if part is not None))
    except ValueError:
        return None
