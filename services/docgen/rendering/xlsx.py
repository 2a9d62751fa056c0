"""An Excel template compiled once: rows holding `{{ group.x }}` and `{{ r.x }}` are prototypes, the rest is copied.

Staff edit the workbook in Excel. Only the first sheet is filled; it is streamed, so memory does not grow with the rows.
Text is written as inline strings: a value that begins with `=` stays text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from services.docgen.domain.order import RowGroup, Values

from .archive_stream import ArchiveStream
from .characters import clean
from .errors import RenderFault
from .row_heights import needed, printed
from .sheet_source import FIRST_SHEET, PrototypeRow, SheetSource

_CHUNK = 500


class XlsxForm:
    """One workbook template, ready to fill."""

    def __init__(self, raw: bytes) -> None:
        self._source = SheetSource(raw)

    @classmethod
    def load(cls, path: Path) -> XlsxForm:
        """Compiles the template file; TemplateFault says what is missing in it."""
        return cls(path.read_bytes())

    def write(self, target: BinaryIO, head: Values, groups: Iterable[RowGroup]) -> None:
        """Streams the finished workbook into `target` (need not be seekable)."""
        package = ArchiveStream(target)
        for member in self._source.members:
            if member.name != FIRST_SHEET:
                package.add(member)
        merges: list[str] = []
        package.stream(FIRST_SHEET, self._sheet(clean(head), groups, merges))
        package.close()

    def _sheet(self, head: Values, groups: Iterable[RowGroup], merges: list[str]) -> Iterator[bytes]:
        yield self._source.prefix.encode()
        buffer: list[str] = []
        for number, (row, values) in enumerate(self._lines(head, groups), start=1):
            buffer.append(_fill(row, number, values))
            merges += [f"{first}{number}:{last}{number + depth}" for first, last, depth in row.merges]
            if len(buffer) >= _CHUNK:
                yield "".join(buffer).encode()
                buffer.clear()
        yield "".join(buffer).encode()
        try:
            yield self._source.suffix(merges, head).encode()
        except KeyError as fault:
            raise RenderFault(f"the footer lacks a value: {fault}") from fault

    def _lines(self, head: Values, groups: Iterable[RowGroup]) -> Iterator[tuple[PrototypeRow, Values]]:
        """Every row to print with its values: what stands above, the groups, what stands below."""
        source = self._source
        yield from ((row, head) for row in source.above)
        for group in groups:
            if source.group is not None:
                yield source.group, clean(group.heading)
            for record in group.rows:
                yield source.record, clean(record)
        yield from ((row, head) for row in source.below)


def _fill(row: PrototypeRow, number: int, values: Values) -> str:
    try:
        cells = [f'<row r="{number}"{row.attributes}{_height(row, values)}>']
        cells += [cell.render(number, values) for cell in row.cells]
    except KeyError as fault:
        raise RenderFault(f"the row lacks a value: {fault}") from fault
    return "".join([*cells, "</row>"])


def _height(row: PrototypeRow, values: Values) -> str:
    """The template's height, or more where a text wraps into more lines."""
    if row.height is None:
        return ""
    texts = [(printed(cell.pieces, values), width) for cell, width in row.wrapping]
    return f' ht="{max(row.height, needed(texts)):g}" customHeight="1"'
