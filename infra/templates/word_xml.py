"""Paragraphs and bordered tables as WordprocessingML; sizes in points, widths and heights in millimetres."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

FANG_SONG, XIAO_BIAO_SONG, HEI, SONG, KAI = "仿宋_GB2312", "方正小标宋简体", "黑体", "宋体", "楷体_GB2312"
_LATIN = "Times New Roman"
Element = Any
"""An lxml element with python-docx's properties, which its types do not tell."""


def twips(millimetres: float) -> int:
    """Word's unit: 1/1440 inch."""
    return round(millimetres * 1440 / 25.4)


@dataclass(frozen=True)
class P:
    """One paragraph. `line` is a fixed line height in points, `indent` a first-line indent in characters,
    `inset` the room left at the right in millimetres, `at` a fixed place below the top of the page in millimetres."""

    text: str
    pt: float = 10.5
    font: str = SONG
    bold: bool = False
    align: str = "left"
    line: float | None = None
    before: float = 0
    after: float = 0
    indent: int = 0
    keep: bool = False
    page_break: bool = False
    colour: str | None = None
    spacing: int = 0
    inset: float = 0
    at: float | None = None

    def xml(self) -> str:
        """The `<w:p>` element; `\\v` in the text becomes a line break."""
        keep = "<w:keepNext/>" if self.keep else ""
        frame = "" if self.at is None else _frame_at(self.at)
        brk = "<w:pageBreakBefore/>" if self.page_break else ""
        exact = f' w:line="{round(self.line * 20)}" w:lineRule="exact"' if self.line else ""
        space = f'<w:spacing w:before="{round(self.before * 20)}" w:after="{round(self.after * 20)}"{exact}/>'
        first = f' w:firstLineChars="{self.indent * 100}" w:firstLine="{round(self.indent * self.pt * 20)}"'
        right = f' w:right="{twips(self.inset)}"'
        indent = (
            f"<w:ind{right if self.inset else ''}{first if self.indent else ''}/>" if self.inset or self.indent else ""
        )
        body = "".join(
            f'{"<w:br/>" if number else ""}<w:t xml:space="preserve">{escape(piece)}</w:t>'
            for number, piece in enumerate(self.text.split("\v"))
        )
        return (
            f'<w:p><w:pPr>{keep}{brk}{frame}<w:overflowPunct w:val="0"/>{space}{indent}'
            f'<w:jc w:val="{self.align}"/></w:pPr>'
            f"<w:r>{self.run_properties()}{body}</w:r></w:p>"
        )

    def run_properties(self) -> str:
        """The `<w:rPr>` element, with the language that keeps Chinese glyphs Chinese."""
        bold = "<w:b/>" if self.bold else ""
        colour = f'<w:color w:val="{self.colour}"/>' if self.colour else ""
        spread = f'<w:spacing w:val="{self.spacing * 20}"/>' if self.spacing else ""
        half = round(self.pt * 2)
        latin = self.font if self.font == XIAO_BIAO_SONG else _LATIN  # figures in a title look like its characters
        return (
            f'<w:rPr><w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{self.font}" w:hint="eastAsia"/>{bold}'
            f'{colour}{spread}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
            '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr>'
        )


def _frame_at(millimetres: float) -> str:
    """A frame in the middle of the page, so that what stands above it cannot push it to the next page."""
    place = f'w:vAnchor="page" w:hAnchor="page" w:xAlign="center" w:y="{twips(millimetres)}"'
    return f'<w:framePr w:w="{twips(150)}" w:wrap="notBeside" {place}/>'


@dataclass(frozen=True)
class WordCell:
    """One cell; `text` may hold several lines (one paragraph each), or `lines` says each paragraph in full.

    `merge`: "restart" or "continue" downwards.
    """

    text: str
    span: int = 1
    style: P = P("", align="center")
    merge: str = ""
    valign: str = "center"
    borders: str = ""
    shade: str = ""
    vertical: bool = False
    lines: Sequence[P] = ()

    def xml(self, width: int) -> str:
        """The `<w:tc>` element of `width` twips."""
        span = f'<w:gridSpan w:val="{self.span}"/>' if self.span > 1 else ""
        merge = f'<w:vMerge w:val="{self.merge}"/>' if self.merge else ""
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{self.shade}"/>' if self.shade else ""
        turned = '<w:textDirection w:val="tbRlV"/>' if self.vertical else ""
        lines = self.lines or [replace(self.style, text=line) for line in self.text.split("\n")]
        paragraphs = "".join(line.xml() for line in lines)
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{_edges(self.borders)}{shade}{turned}'
            f'<w:vAlign w:val="{self.valign}"/></w:tcPr>{paragraphs}</w:tc>'
        )


@dataclass(frozen=True)
class WordRow:
    """One row; `header` repeats on every page and never stands there alone, `together` keeps it with
    the next one, `exact` cuts at `height` instead of growing."""

    cells: Sequence[WordCell]
    height: float = 8
    exact: bool = False
    header: bool = False
    together: bool = False

    def xml(self, widths: Sequence[int]) -> str:
        """The `<w:tr>` element."""
        rule = "exact" if self.exact else "atLeast"
        header = "<w:tblHeader/>" if self.header else ""
        pieces, column = [], 0
        for cell in self.cells:
            kept = replace(cell, style=replace(cell.style, keep=True)) if self.header or self.together else cell
            pieces.append(kept.xml(sum(widths[column : column + cell.span])))
            column += cell.span
        if column != len(widths):
            raise ValueError(f"row of {column} columns in a grid of {len(widths)}: {self.cells[0].text!r}")
        height = f'<w:trHeight w:val="{twips(self.height)}" w:hRule="{rule}"/>'
        return f"<w:tr><w:trPr><w:cantSplit/>{height}{header}</w:trPr>{''.join(pieces)}</w:tr>"


def _edges(kind: str) -> str:
    """Own borders of a cell: "none", "bottom" (a line to write on), or the table's when empty."""
    if not kind:
        return ""
    line = '<w:{0} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    sides = [
        line.format(side) if side == kind else f'<w:{side} w:val="nil"/>' for side in ("top", "left", "bottom", "right")
    ]
    return f"<w:tcBorders>{''.join(sides)}</w:tcBorders>"


def table(widths: Sequence[float], rows: Sequence[WordRow], *, borders: bool = True, align: str = "center") -> Element:
    """A table of fixed column widths (millimetres): thin lines inside, a stronger frame."""
    columns = [twips(width) for width in widths]
    top, bottom = (f'<w:{side} w:w="28" w:type="dxa"/>' if borders else "" for side in ("top", "bottom"))
    grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in columns)
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(columns)}" w:type="dxa"/><w:jc w:val="{align}"/>'
        f'{_frame(borders)}<w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'{top}<w:left w:w="60" w:type="dxa"/>{bottom}<w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
        f"{''.join(row.xml(columns) for row in rows)}</w:tbl>"
    )


def _frame(borders: bool) -> str:
    if not borders:
        return ""
    line = '<w:{0} w:val="single" w:sz="{1}" w:space="0" w:color="auto"/>'
    outer = [line.format(side, 8) for side in ("top", "left", "bottom", "right")]
    return f"<w:tblBorders>{''.join(outer)}{line.format('insideH', 4)}{line.format('insideV', 4)}</w:tblBorders>"


def paragraph(style: P) -> Element:
    """The paragraph as an element to append."""
    return parse_xml(style.xml().replace("<w:p>", f"<w:p {nsdecls('w')}>", 1))


def loop(name: str, rows: Sequence[WordRow], columns: int, item: str = "r") -> list[WordRow]:
    """The rows repeated for every `item` of the list `name`, in docxtpl's row syntax."""
    return [
        WordRow([WordCell("{%tr for " + item + " in " + name + " %}", span=columns)]),
        *rows,
        WordRow([WordCell("{%tr endfor %}", span=columns)]),
    ]


def columns(text: str) -> list[tuple[str, float, str]]:
    """`起止时间 36 period, 学时 20 hours` as (heading, width in millimetres, what a row prints)."""
    found = []
    for item in text.split(","):
        heading, width, name = item.split()
        found.append((heading, float(width), f"{{{{ r.{name} }}}}"))
    return found
