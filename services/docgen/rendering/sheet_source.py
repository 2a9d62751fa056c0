"""A workbook template taken apart: its package, the XML around the rows, and every row as a prototype."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from zipfile import BadZipFile

from lxml import etree

from services.docgen.domain.order import Values

from .archive import ArchiveMember, content_of, read_members
from .cells import PrototypeCell, in_footers
from .errors import TemplateFault
from .row_heights import column_widths, wrapping_styles

FIRST_SHEET = "xl/worksheets/sheet1.xml"
_STYLES = "xl/styles.xml"
_STRINGS = "xl/sharedStrings.xml"
_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_MERGES = re.compile(r"<mergeCells[^>]*>.*?</mergeCells>", re.S)
_MERGE = re.compile(r"([A-Z]+)(\d+):([A-Z]+)(\d+)")
_KEPT = ("s", "customFormat")
_STYLE = re.compile(r' s="(\d+)"')


@dataclass(frozen=True)
class PrototypeRow:
    """One row; `merges` are (first column, last column, rows below) of the merged areas that start in it.

    `height` is in points where the template fixes one; `wrapping` are the cells that may need more, with their width.
    """

    attributes: str
    cells: tuple[PrototypeCell, ...]
    merges: tuple[tuple[str, str, int], ...]
    height: float | None = None
    wrapping: tuple[tuple[PrototypeCell, float], ...] = ()

    def speaks_of(self, prefix: str) -> bool:
        """True when a cell prints `prefix.<something>`."""
        return any(cell.speaks_of(prefix) for cell in self.cells)


class SheetSource:
    """Rows above the first prototype, the two prototypes, and rows below them."""

    def __init__(self, raw: bytes) -> None:
        try:
            self.members = read_members(raw)
        except BadZipFile as fault:
            raise TemplateFault("not an Excel workbook") from fault
        contents = {member.name: member for member in self.members}
        xml = content_of(contents[FIRST_SHEET])
        root = etree.fromstring(xml)
        strings = _shared_strings(contents.get(_STRINGS))
        self._split(xml.decode())
        self._sort(_rows(root, strings, _merges_by_row(root)))
        self.record = self._growing(root, contents.get(_STYLES))

    def suffix(self, merges: list[str], values: Values) -> str:
        """What follows the rows, with the merged areas of this rendering; footers of the page may print `values`."""
        inside = "".join(f'<mergeCell ref="{area}"/>' for area in merges)
        block = f'<mergeCells count="{len(merges)}">{inside}</mergeCells>' if merges else ""
        return f"</sheetData>{in_footers(self._before_merges, values)}{block}{in_footers(self._after_merges, values)}"

    def _split(self, xml: str) -> None:
        opening = re.search(r"<sheetData\s*>", xml)
        if opening is None:
            raise TemplateFault("the first sheet is empty")
        self.prefix = re.sub(r"<dimension [^>]*/>", "", xml[: opening.start()]) + "<sheetData>"
        rest = xml[xml.index("</sheetData>") + len("</sheetData>") :]
        pieces = _MERGES.split(rest, maxsplit=1)
        self._before_merges: str = pieces[0]
        self._after_merges: str = pieces[1] if len(pieces) == 2 else ""

    def _growing(self, root: etree._Element, styles: ArchiveMember | None) -> PrototypeRow:
        """The record with the cells whose text wraps."""
        if styles is None or self.record.height is None:
            return self.record
        widths, wrapped = column_widths(root), wrapping_styles(content_of(styles))
        cells = [
            (cell, widths[cell.column])
            for cell in self.record.cells
            if cell.column in widths and set(_STYLE.findall(cell.style)) & wrapped and len(cell.pieces) > 1
        ]
        return replace(self.record, wrapping=tuple(cells))

    def _sort(self, rows: list[PrototypeRow]) -> None:
        records = [index for index, row in enumerate(rows) if row.speaks_of("r")]
        groups = [index for index, row in enumerate(rows) if row.speaks_of("group")]
        if len(records) != 1 or len(groups) > 1:
            raise TemplateFault("one row with {{ r.x }} and at most one with {{ group.x }} are needed")
        self.record = rows[records[0]]
        self.group = rows[groups[0]] if groups else None
        self.above = rows[: min(records + groups)]
        self.below = rows[max(records + groups) + 1 :]


def _shared_strings(member: ArchiveMember | None) -> list[str]:
    if member is None:
        return []
    items = etree.fromstring(content_of(member)).iter(f"{_NS}si")
    return ["".join(node.text or "" for node in item.iter(f"{_NS}t")) for item in items]


def _merges_by_row(root: etree._Element) -> dict[int, list[tuple[str, str, int]]]:
    found: dict[int, list[tuple[str, str, int]]] = {}
    for area in root.iter(f"{_NS}mergeCell"):
        match = _MERGE.fullmatch(area.get("ref", ""))
        if match:
            found.setdefault(int(match[2]), []).append((match[1], match[3], int(match[4]) - int(match[2])))
    return found


def _rows(
    root: etree._Element, strings: list[str], merges: dict[int, list[tuple[str, str, int]]]
) -> list[PrototypeRow]:
    rows, expected = [], 1
    for element in root.iter(f"{_NS}row"):
        number = int(element.get("r", expected))
        rows += [PrototypeRow("", (), ())] * (number - expected)  # empty rows are not stored, but they take their place
        attributes = "".join(f' {key}="{element.get(key)}"' for key in _KEPT if element.get(key) is not None)
        cells = tuple(PrototypeCell.read(cell, strings) for cell in element.iter(f"{_NS}c"))
        height = float(element.get("ht", "0")) if element.get("customHeight") in ("1", "true") else None
        rows.append(PrototypeRow(attributes, cells, tuple(merges.get(number, ())), height))
        expected = number + 1
    return rows
