"""Rows that grow: a fixed height in the template is the least one, long texts in wrapping cells get more.

Excel and LibreOffice never change a row whose height is fixed, so a long name would print cut off.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from lxml import etree

from services.docgen.domain.order import Values

_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINE, _PADDING, _MOST = 14.0, 4.0, 409.0
"""Points of one line of ten-point text, of the room around the lines, and the most that Excel allows."""
_WIDE = re.compile("[\u1100-\uffff\U00010000-\U0003ffff]")


def column_widths(sheet: etree._Element) -> dict[str, float]:
    """Column letters -> width in characters, of the columns that have a width of their own."""
    found: dict[str, float] = {}
    for column in sheet.iter(f"{_NS}col"):
        first, last = int(column.get("min", "1")), int(column.get("max", "1"))
        for number in range(first, min(last, first + 200) + 1):
            found[_letters(number)] = float(column.get("width", "9"))
    return found


def wrapping_styles(styles: bytes) -> set[str]:
    """Numbers of the cell styles whose text wraps."""
    (formats,) = etree.fromstring(styles).iter(f"{_NS}cellXfs")
    return {
        str(number)
        for number, style in enumerate(formats)
        if any(one.get("wrapText") in ("1", "true") for one in style.iter(f"{_NS}alignment"))
    }


def needed(texts: Sequence[tuple[str, float]]) -> float:
    """The height in points that these texts need in columns of these widths."""
    return min(_MOST, max((_lines(text, width) for text, width in texts), default=1) * _LINE + _PADDING)


def _lines(text: str, width: float) -> int:
    room = max(2.0, width - 1)  # the cell's own margins take about one character
    if len(text) * 2 <= room and "\n" not in text:
        return 1
    return sum(
        max(1, math.ceil((len(part) + len(_WIDE.findall(part))) / (room - room % 2))) for part in text.split("\n")
    )


def _letters(number: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text


def printed(pieces: Sequence[str], values: Values) -> str:
    """The text of a cell: fixed pieces and names in turn."""
    return "".join(str(values[piece]) if index % 2 else piece for index, piece in enumerate(pieces))
