"""送审表, A3 landscape on two pages: two columns a page, every row of a fixed height, so that no data adds a third."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement

from .page import Page, Paper, fields
from .word_xml import HEI, SONG, XIAO_BIAO_SONG, Cell, P, Row, loop, table, twips

_PAPER = Paper(size="A3", landscape=True, top=14, bottom=16, left=18, right=18, footer=7)
_GAP = 14
_W = (_PAPER.width - _GAP) / 2
_LABEL = P("", align="center", font=HEI, pt=9.5, line=12)
_SMALL = P("", align="left", pt=9, line=10.5)
_MIDDLE = P("", align="center", pt=9, line=10.5)


def build() -> bytes:
    """The template file."""
    page = Page(_PAPER, "专业技术职称送审表")
    _columns(page)
    page.footer(fields(P("", pt=8, align="center"), "材料摘要（SHA-256）：{{ digest }}　档案编号：{{ number }}　第{{ revision }}版　　第 ",
                       "=PAGE", " 页 共 ", "=NUMPAGES", " 页"))  # fmt: skip
    _front_left(page)
    page.add(_break("column"))
    _front_right(page)
    page.add(_break("page"))
    _back_left(page)
    page.add(_break("column"))
    _back_right(page)
    return page.save()


def _columns(page: Page) -> None:
    section = page.document.element.body.sectPr
    (columns,) = section.xpath("./w:cols")
    columns.set(qn("w:num"), "2")
    columns.set(qn("w:space"), str(twips(_GAP)))


def _break(kind: str) -> BaseOxmlElement:
    """A break to the next column or page in a line of one point."""
    return parse_xml(
        f'<w:p {nsdecls("w")}><w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr>'
        f'<w:r><w:rPr><w:sz w:val="2"/></w:rPr><w:br w:type="{kind}"/></w:r></w:p>'
    )


def _label(text: str, span: int = 1, merge: str = "") -> Cell:
    return Cell(text, span, _LABEL, merge)


def _value(text: str, span: int = 1) -> Cell:
    return Cell(text, span, _MIDDLE)


def _row(*cells: Cell, height: float = 11.6) -> Row:
    return Row(cells, height, exact=True)


def _title(text: str) -> P:
    return P(text, pt=11, font=HEI, before=4, after=2, line=15)


def _rows(page: Page, title: str, name: str, height: float, columns: Sequence[tuple[str, float, str]]) -> None:
    """A repeating table of rows of one height; the data decides only the words, never the number of rows."""
    cells = [Cell(text, style=_SMALL if width >= 30 else _MIDDLE) for _, width, text in columns]
    head = _row(*[_label(label) for label, _, _ in columns], height=7)
    body = loop(name, [Row(cells, height, exact=True)], len(columns))
    page.add(_title(title), table([width for _, width, _ in columns], [head, *body]))


def _front_left(page: Page) -> None:
    rows = [
        _row(_label("姓　名"), _value("{{ basic.name }}"), _label("性　别"), _value("{{ basic.sex }}"), _label("民　族"),
             _value("{{ basic.ethnicity }}"), _label("出生日期"), _value("{{ basic.birth_date }}")),
        _row(_label("工作单位"), _value("{{ cover.unit }}", 3), _label("单位性质"), _value("{{ unit.nature }}"),
             _label("参加工作"), _value("{{ basic.work_started }}")),
        _row(_label("最高学历"), _value("{{ education.degree }}", 3), _label("毕业学校\n及专业"),
             _value("{{ education.school }} {{ education.major }}", 3)),
        _row(_label("毕业时间"), _value("{{ education.graduated }}"), _label("学　制"), _value("{{ education.length }}"),
             _label("从事专业\n年　限"), _value("{{ basic.profession_years }}"), _label("政治面貌"), _value("{{ basic.party }}")),
        _row(_label("现任职称"), _value("{{ title.name }}"), _label("取得时间"), _value("{{ title.obtained }}"),
             _label("聘任时间"), _value("{{ title.appointed }}"), _label("任职年限"), _value("{{ title.years }}")),
        _row(_label("审批机关"), _value("{{ title.approved_by }}", 3), _label("行政职务"), _value("{{ basic.administrative_post }}", 3)),
        _row(_label("申报系列\n（专业）"), _value("{{ cover.series_major }}", 3), _label("申报职称"), _value("{{ cover.applied_title }}", 3)),
        _row(_label("申报类型"), _value("{{ basic.track }}", 3), _label("评审方式"), _value("{{ plan.mode }}", 3)),
        _row(_label("年度考核"), Cell("{{ basic.assessments }}", 7, _SMALL)),
    ]  # fmt: skip
    unit = _W / 8
    page.add(
        P("专业技术职称送审表", pt=22, font=XIAO_BIAO_SONG, align="center", line=30, after=2), table([unit] * 8, rows)
    )
    _rows(page, "继续教育与培训", "trainings", 9.5, [("起止时间", 34, "{{ r.period }}"), ("培训内容", 76, "{{ r.content }}"),
        ("主办单位", 50, "{{ r.organiser }}"), ("学时", _W - 160, "{{ r.hours }}")])  # fmt: skip
    _rows(page, "工作经历", "work_history", 9.5, [("起止时间", 34, "{{ r.period }}"), ("工作单位", 86, "{{ r.organisation }}"),
        ("职务（岗位）", 42, "{{ r.post }}"), ("备注", _W - 162, "{{ r.note }}")])  # fmt: skip


def _front_right(page: Page) -> None:
    _rows(page, "任现职以来主要业绩（项目）", "achievements_since", 20, [("起止时间", 29, "{{ r.period }}"),
        ("名称", 40, "{{ r.name }}"), ("内容及本人作用", 66, "{{ r.content }}"), ("完成情况及效果", _W - 135, "{{ r.effect }}")])  # fmt: skip
    _rows(page, "获奖与专利", "honours", 9.5, [("时间", 20, "{{ r.date }}"), ("名称", 70, "{{ r.name }}"),
        ("等级（类别）", 25, "{{ r.grade }}"), ("授予单位（编号）", 50, "{{ r.issuer }}"), ("排名", _W - 165, "{{ r.rank }}")])  # fmt: skip
    _rows(page, "论文、著作", "papers", 9.5, [("时间", 20, "{{ r.date }}"), ("题目", 70, "{{ r.title }}"),
        ("刊物（出版社）", 45, "{{ r.venue }}"), ("排名", 20, "{{ r.rank }}"), ("刊号（书号）", _W - 155, "{{ r.number }}")])  # fmt: skip


def _back_left(page: Page) -> None:
    page.add(_title("任现职以来专业技术工作总结（摘要）"), table([_W], [
        Row([Cell("{{ summary }}", style=P("", pt=10, line=15, indent=2), valign="top")], 92, exact=True)]))  # fmt: skip
    _rows(page, "对照评审条件逐项说明", "checks", 13.5, [("条件", 34, "{{ r.name }}"), ("本人情况", _W - 58, "{{ r.fact }}"),
        ("审核结果", 24, "")])  # fmt: skip
    page.add(_title("是否破格及依据"), table([40, _W - 40], [
        _row(_label("是否破格申报"), Cell("{{ exceptional.answer }}", style=_SMALL), height=10),
        _row(_label("破格条件说明"), Cell("{{ exceptional.reason }}", style=_SMALL), height=16)]))  # fmt: skip


def _back_right(page: Page) -> None:
    pairs = (("用人单位\n推荐意见", "opinions.unit"), ("主管部门\n审核意见", "opinions.reporting"),
             ("专家组\n评议意见", "opinions.experts"), ("评委会\n评审意见", "vote"),
             ("人力资源和\n社会保障部门\n审批意见", "opinions.authority"))  # fmt: skip
    rows = [_row(_label(label), Cell("", lines=_signed(key)), height=46) for label, key in pairs]
    page.add(_title("推荐、评审与审批意见"), table([30, _W - 30], rows))
    page.add(
        P("注：本表与《专业技术职称评审表》由同一份申报材料生成，材料摘要一致方为有效。", pt=9, font=SONG, before=4)
    )


def _signed(key: str) -> list[P]:
    right = P("", pt=10, line=18, align="right")
    name = "chair" if key == "vote" else "name"
    return [
        P(f"{{{{ {key}.text }}}}", pt=10, line=16, indent=2),
        P("", pt=10, line=16),
        replace(right, text=f"{{{{ {key}.seal }}}}　　"),
        replace(right, text=f"负责人（签名）：{{{{ {key}.{name} }}}}　　{{{{ {key}.date }}}}　　"),
    ]
