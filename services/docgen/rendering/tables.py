"""Which tables need docxtpl's repair at run time, decided from the template alone."""

from __future__ import annotations

import re

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OPEN = re.compile(r"\{%-?\s*(?:for|if)\b.*?%\}", re.S)
_CLOSE = re.compile(r"\{%-?\s*(?:endfor|endif)\b.*?%\}", re.S)
_REST = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.S)


def _width(row: etree._Element) -> int | None:
    """Grid columns a row takes, None when that depends on data."""
    total = 0
    for cell in row.findall(f"{_W}tc"):
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        value = "1" if span is None else span.get(f"{_W}val", "")
        if not value.isdigit():
            return None
        total += int(value)
    return total


class _Table:
    def __init__(self, element: etree._Element, depth: int) -> None:
        self.columns = len(element.findall(f"{_W}tblGrid/{_W}gridCol"))
        self.depth = depth
        self.widest = 0

    def take(self, row: etree._Element, depth: int) -> bool:
        """False when the row can change the grid at run time; an unconditional full row fixes it."""
        width = _width(row)
        if width is None or width > self.columns:
            return False
        if depth == self.depth:
            self.widest = max(self.widest, width)
        return True


def grids_are_fixed(patched_body: str) -> bool:
    """True when docxtpl's fix_tables changes nothing for any data: no cell loops, no nesting, full rows."""
    text = _REST.sub("", _CLOSE.sub("<jclose/>", _OPEN.sub("<jopen/>", patched_body)))
    try:
        tree = etree.fromstring(text.encode())
    except etree.XMLSyntaxError:
        return False
    depth = 0
    open_table: _Table | None = None
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if element.tag in ("jopen", "jclose") and event == "start":
            depth += 1 if element.tag == "jopen" else -1
        elif element.tag == f"{_W}tbl":
            if not _fixed_at(event, open_table):
                return False
            open_table = _Table(element, depth) if event == "start" else None
        elif (
            element.tag == f"{_W}tr"
            and event == "start"
            and (open_table is None or not open_table.take(element, depth))
        ):
            return False
    return True


def _fixed_at(event: str, open_table: _Table | None) -> bool:
    """At its start a table must not stand in another; at its end an unconditional row must be as wide as its grid."""
    if event == "start":
        return open_table is None
    return open_table is not None and open_table.widest == open_table.columns
