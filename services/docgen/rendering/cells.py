"""Cells of a workbook template: fixed, printed text with `{{ names }}`, or one typed value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from lxml import etree

from services.docgen.domain.order import Values

from .row_heights import printed

_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_TAG = re.compile(r"\{\{\s*(?:(r|group)\.)?(\w+)\s*\}\}")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_EPOCH = date(1899, 12, 30).toordinal()
_LONGEST = 32_767  # characters that Excel allows in one cell


def escape_text(text: str) -> str:
    """XML text of a cell; `_x0041_` is spelled so that Excel does not read it as the letter A."""
    if len(text) > _LONGEST:
        text = text[: _LONGEST - 1] + "…"
    if "_x" in text:
        text = _ESCAPED.sub("_x005F_", text)
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text


def in_footers(xml: str, values: Values) -> str:
    """XML with the `{{ names }}` that stand in footers filled in; an ampersand is doubled, for it begins a code there.

    KeyError when a name has no value.
    """
    return _TAG.sub(lambda match: escape_text(str(values[match[2]]).replace("&", "&&")), xml)


@dataclass(frozen=True)
class PrototypeCell:
    """`pieces` alternate fixed text and names; a cell of one name and no text keeps numbers and dates as such."""

    column: str
    style: str
    prefixes: frozenset[str]
    pieces: tuple[str, ...]
    number: str | None = None

    @classmethod
    def read(cls, element: etree._Element, strings: list[str]) -> PrototypeCell:
        """The prototype of one `<c>` element."""
        column = re.match("[A-Z]+", element.get("r", ""))
        style = f' s="{element.get("s")}"' if element.get("s") else ""
        text, number = _value(element, strings)
        matches = list(_TAG.finditer(text))
        pieces, position = [], 0
        for match in matches:
            pieces += [text[position : match.start()], match[2]]
            position = match.end()
        pieces.append(text[position:])
        prefixes = frozenset(match[1] or "" for match in matches)
        return cls(column[0] if column else "A", style, prefixes, tuple(pieces), number)

    def speaks_of(self, prefix: str) -> bool:
        """True when the cell prints `prefix.<something>`."""
        return prefix in self.prefixes

    def render(self, row: int, values: Values) -> str:
        """The `<c>` element in row `row`; KeyError when a name has no value."""
        start = f'<c r="{self.column}{row}"{self.style}'
        if self.number is not None:
            return f"{start}><v>{self.number}</v></c>"
        if len(self.pieces) == 3 and not self.pieces[0] and not self.pieces[2]:
            return _typed(start, values[self.pieces[1]])
        return _typed(start, printed(self.pieces, values))


def _typed(start: str, value: Any) -> str:
    if value == "" or value is None:
        return f"{start}/>"
    if isinstance(value, str):
        return f'{start} t="inlineStr"><is><t xml:space="preserve">{escape_text(value)}</t></is></c>'
    if isinstance(value, bool):
        return f'{start} t="b"><v>{int(value)}</v></c>'
    if isinstance(value, date):
        return f"{start}><v>{value.toordinal() - _EPOCH}</v></c>"
    return f"{start}><v>{value}</v></c>"


def _value(element: etree._Element, strings: list[str]) -> tuple[str, str | None]:
    """The text of a template cell, or its number."""
    found = element.find(f"{_NS}v")
    if element.get("t") == "inlineStr":
        return "".join(node.text or "" for node in element.iter(f"{_NS}t")), None
    if found is None or found.text is None:
        return "", None
    if element.get("t") == "s":
        return strings[int(found.text)], None
    return (found.text, None) if element.get("t") == "str" else ("", found.text)
