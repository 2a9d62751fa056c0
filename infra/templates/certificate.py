"""电子职称证书: one landscape page with a frame, photo, QR with the public check page."""

from __future__ import annotations

from dataclasses import replace

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from .page import PaperSize, TemplatePage, place_picture
from .word_xml import FANG_SONG, HEI, KAI, XIAO_BIAO_SONG, P, WordCell, WordRow, table

_PAPER = PaperSize(landscape=True, top=20, bottom=16, left=30, right=30, footer=8)
_W = _PAPER.width
_RED = "8B1A1A"
_GOLD = "B8860B"
_NAME = P("", pt=14, font=HEI, align="distribute")
_VALUE = P("", pt=14, font=FANG_SONG)

_LINES = (
    ("姓名", "{{ name }}"),
    ("性别", "{{ sex }}"),
    ("证件号码", "{{ id_number }}"),
    ("工作单位", "{{ unit }}"),
    ("职称系列", "{{ series }}"),
    ("专业", "{{ major }}"),
    ("职称名称", "{{ title }}（{{ level }}）"),
    ("评审组织", "{{ committee }}"),
    ("通过时间", "{{ passed_on }}"),
    ("证书编号", "{{ number }}"),
)


def build() -> bytes:
    """The template file."""
    page = TemplatePage(_PAPER, "电子职称证书")
    _frame(page)
    page.add(
        P("专业技术职称证书", pt=32, font=XIAO_BIAO_SONG, align="center", colour=_RED, after=2, spacing=4),
        P("（电子证书）", pt=14, font=KAI, align="center", colour=_GOLD, after=10),
    )
    rows = [_row(index, label, value) for index, (label, value) in enumerate(_LINES)]
    grid = table([48, 14, 28, 6, _W - 96], rows, borders=False)
    page.add(grid)
    first = grid.findall(f".//{qn('w:tc')}")[0]
    place_picture(first.findall(qn("w:p"))[0], page.document, "photo", 35, 49, 0xE6)
    _foot(page)
    return page.save()


def _row(index: int, label: str, value: str) -> WordRow:
    plain = WordCell("", borders="none")
    photo = WordCell("", style=P("", align="center"), borders="none", merge="restart" if index == 0 else "continue")
    name, colon = replace(plain, text=label, style=_NAME), replace(plain, text="：")
    return WordRow([photo, plain, name, colon, WordCell(value, style=_VALUE, borders="bottom")], 8.6)


def _foot(page: TemplatePage) -> None:
    small = P("", pt=10, font=FANG_SONG, align="center", line=15)
    issue = P("", pt=14, font=FANG_SONG, align="right", line=24)
    grid = table(
        [48, _W - 48],
        [
            WordRow(
                [
                    WordCell("\n扫码核验证书状态", style=small, borders="none"),
                    WordCell(
                        "",
                        lines=[
                            replace(issue, text="颁发机构：{{ authority }}　"),
                            replace(issue, text="颁发日期：{{ issued_on }}　"),
                            replace(small, text="校验码：{{ check_code }}　", align="right", pt=12, font=HEI),
                            replace(small, text="核验网址：{{ check_url }}　", align="right", pt=9),
                        ],
                        borders="none",
                        valign="bottom",
                    ),
                ],
                34,
            ),
        ],
        borders=False,
    )
    page.add(P("", pt=4), grid, P("", pt=1, line=1))
    target = grid.find(f".//{qn('w:p')}")
    target.pPr.find(qn("w:spacing")).attrib.pop(qn("w:lineRule"))
    target.pPr.find(qn("w:spacing")).attrib.pop(qn("w:line"))
    place_picture(target, page.document, "qr", 28, 28, 0xD0)


def _frame(page: TemplatePage) -> None:
    section = page.document.element.body.sectPr
    edge = "".join(
        f'<w:{side} w:val="thinThickSmallGap" w:sz="24" w:space="20" w:color="{_GOLD}"/>'
        for side in ("top", "left", "bottom", "right")
    )
    borders = parse_xml(f'<w:pgBorders {nsdecls("w")} w:offsetFrom="page">{edge}</w:pgBorders>')
    section.find(qn("w:pgMar")).addnext(borders)
