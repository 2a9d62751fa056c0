"""职称评审材料目录单: one page, the forms first, then the proofs bound together (nmg-2021/annex)."""

from __future__ import annotations

from .page import PaperSize, TemplatePage, fields
from .word_xml import FANG_SONG, HEI, SONG, XIAO_BIAO_SONG, P, WordCell, WordRow, loop, table

_PAPER = PaperSize(top=22, bottom=18, left=25, right=22, footer=9)
_WIDTHS = [14, 93, 16, 24, 16]
_HEAD = P("", align="center", font=HEI, pt=11)
_MIDDLE = P("", align="center", font=SONG, pt=11, line=18)
_LEFT = P("", font=SONG, pt=11, line=18)
_NOTES = (
    "说明：1. 本单由系统根据申报人提交的材料生成，人事部门按目录验收材料后在“验收”栏签注，没有的材料填写“无”。",
    "　　　2. 材料除明确要求附原件的以外，一律提供复印件，使用A4纸装订成册；送审表使用A3纸正反面打印。",
    "　　　3. “编号”与申报人员花名册一致。",
)


def build() -> bytes:
    """The template file."""
    page = TemplatePage(_PAPER, "职称评审材料目录单")
    page.footer(fields(P("", pt=9, align="center"), "第 ", "=PAGE", " 页 共 ", "=NUMPAGES", " 页"))
    page.add(
        P("{{ form_title }}", pt=22, font=XIAO_BIAO_SONG, align="center", line=32, after=6),
        P("姓名：{{ name }}　　编号：{{ number }}", pt=12, font=FANG_SONG, line=24),
        P("单位：{{ unit }}", pt=12, font=FANG_SONG, line=24),
        P("申报计划：{{ plan }}　　评审方式：{{ mode }}", pt=12, font=FANG_SONG, line=24, after=4),
        table(_WIDTHS, [_heads(), *_rows("forms"), _between(), *_rows("proofs")]),
        P("佐证材料共{{ total }}件。", pt=11, font=SONG, before=6, line=20),
        *(P(note, pt=10.5, font=SONG, line=18, keep=True) for note in _NOTES),
        P("", pt=10, line=14, keep=True),
        P("申报人（签名）：　　　　　　　　　{{ date }}", pt=12, font=FANG_SONG, line=26, keep=True),
        P("验收人（签名）：　　　　　　　　　　　　年　　月　　日", pt=12, font=FANG_SONG, line=26),
    )
    return page.save()


def _heads() -> WordRow:
    return WordRow(
        [WordCell(name, style=_HEAD) for name in ("序号", "材料名称", "纸型", "数量", "验收")], 10, header=True
    )


def _rows(name: str) -> list[WordRow]:
    values = (("number", _MIDDLE), ("name", _LEFT), ("paper", _MIDDLE), ("count", _MIDDLE))
    cells = [WordCell(f"{{{{ r.{value} }}}}", style=style) for value, style in values]
    return loop(name, [WordRow([*cells, WordCell("", style=_MIDDLE)], 9)], len(_WIDTHS))


def _between() -> WordRow:
    words = "以下材料使用A4纸打印装订成册，作为评审佐证材料："
    return WordRow([WordCell(words, len(_WIDTHS), P("", font=HEI, pt=11))], 9, together=True)
