"""Cover and footer of the 评审表."""

from __future__ import annotations

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from .page import PaperSize, TemplatePage, fields, place_picture
from .word_xml import FANG_SONG, SONG, XIAO_BIAO_SONG, Element, P, WordCell, WordRow, paragraph, table

PAPER = PaperSize(top=25, bottom=38, left=22, right=20, footer=8)


def footer(page: TemplatePage) -> None:
    """Audit line, digest with QR, page x of y: on every page (chifeng-2023/3.2.2)."""
    small = P("", pt=8.5, font=SONG)
    audit = P(
        "审核意见：{{ audit.statement }}　审核人：{{ audit.auditor }}　审核日期：{{ audit.date }}", pt=9, before=2
    )
    grid = table(
        [PAPER.width - 22, 22],
        [
            WordRow([WordCell("{{ AUDIT }}", borders="none"), WordCell("", borders="none", merge="restart")], 7),
            WordRow([WordCell("", borders="none"), WordCell("", borders="none", merge="continue")], 7),
            WordRow([WordCell("", borders="none"), WordCell("", borders="none", merge="continue")], 6),
        ],
        borders=False,
    )
    cells = grid.findall(f".//{qn('w:tc')}")
    digest = P("材料摘要（SHA-256）：{{ digest }}", pt=8)
    number = fields(small, "档案编号：{{ number }}　第{{ revision }}版　　第 ", "=PAGE", " 页 共 ", "=NUMPAGES", " 页")
    for cell, item in ((cells[0], audit), (cells[2], digest), (cells[4], number)):
        _put(cell, item)
    rule = P("", pt=2)
    element = page.footer(rule, grid, P("", pt=2))
    _line_above(element)
    target = grid.findall(f".//{qn('w:tc')}")[1].find(qn("w:p"))
    target.pPr.find(qn("w:jc")).set(qn("w:val"), "right")
    place_picture(target, page.document.sections[0].footer, "qr", 19, 19, 0xD0)


def _put(cell: Element, item: P | Element) -> None:
    old = cell.find(qn("w:p"))
    cell.replace(old, paragraph(item) if isinstance(item, P) else item)


def _line_above(footer: Element) -> None:
    border = parse_xml(f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>')
    footer.find(qn("w:p")).pPr.insert(0, border)


def cover(page: TemplatePage) -> None:
    """Unit, name, present title, title applied for, series and major, date."""
    line = P("", pt=16, font=FANG_SONG, align="left")
    name = P("", pt=16, font=FANG_SONG, align="distribute")
    pairs = (
        ("工作单位", "{{ cover.unit }}"),
        ("姓名", "{{ cover.name }}"),
        ("现任专业技术职称", "{{ cover.present_title }}"),
        ("申报专业技术职称", "{{ cover.applied_title }}"),
        ("申报系列及专业", "{{ cover.series_major }}"),
        ("填表日期", "{{ cover.date }}"),
    )
    rows = [
        WordRow(
            [
                WordCell(label, style=name, borders="none", valign="bottom"),
                WordCell("：", borders="none", valign="bottom"),
                WordCell(value, style=line, borders="bottom", valign="bottom"),
            ],
            15,
        )
        for label, value in pairs
    ]
    page.add(
        P("{{ cover.issuer }}制", pt=16, font=FANG_SONG, align="center", at=240),
        P("档案编号：{{ number }}", pt=12, font=FANG_SONG, align="right"),
        P("{{ cover.year }}年度", pt=18, font=FANG_SONG, align="center", before=60),
        P("{{ form_title }}", pt=36, font=XIAO_BIAO_SONG, align="center", before=12, after=70, spacing=1),
        table([48, 6, 90], rows, borders=False),
    )
