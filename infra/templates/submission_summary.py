"""送审表, A3 landscape on two pages: two columns a page, every row of a fixed height, so that no data adds a third."""

from __future__ import annotations

from dataclasses import replace

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from .page import PaperSize, TemplatePage, fields
from .word_xml import HEI, SONG, XIAO_BIAO_SONG, Element, P, WordCell, WordRow, columns, loop, table, twips

_PAPER = PaperSize(size="A3", landscape=True, top=14, bottom=16, left=18, right=18, footer=7)
_GAP = 14
_W = (_PAPER.width - _GAP) / 2
_LABEL = P("", align="center", font=HEI, pt=9.5, line=12)
_SMALL = P("", align="left", pt=9, line=10.5)
_MIDDLE = P("", align="center", pt=9, line=10.5)


def build() -> bytes:
    """The template file."""
    page = TemplatePage(_PAPER, "专业技术职称送审表")
    _columns(page)
    page.footer(
        fields(
            P("", pt=8, align="center"),
            "材料摘要（SHA-256）：{{ digest }}　档案编号：{{ number }}　第{{ revision }}版　　第 ",
            "=PAGE",
            " 页 共 ",
            "=NUMPAGES",
            " 页",
        )
    )
    _front_left(page)
    page.add(_break("column"))
    _front_right(page)
    page.add(_break("page"))
    _back_left(page)
    page.add(_break("column"))
    _back_right(page)
    return page.save()


def _columns(page: TemplatePage) -> None:
    section = page.document.element.body.sectPr
    (listed,) = section.xpath("./w:cols")
    listed.set(qn("w:num"), "2")
    listed.set(qn("w:space"), str(twips(_GAP)))


def _break(kind: str) -> Element:
    """A break to the next column or page in a line of one point."""
    return parse_xml(
        f'<w:p {nsdecls("w")}><w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr>'
        f'<w:r><w:rPr><w:sz w:val="2"/></w:rPr><w:br w:type="{kind}"/></w:r></w:p>'
    )


def _label(text: str, span: int = 1, merge: str = "") -> WordCell:
    return WordCell(text, span, _LABEL, merge)


def _value(text: str, span: int = 1) -> WordCell:
    return WordCell(text, span, _MIDDLE)


def _row(*cells: WordCell, height: float = 11.6) -> WordRow:
    return WordRow(cells, height, exact=True)


def _title(text: str) -> P:
    return P(text, pt=11, font=HEI, before=4, after=2, line=15)


def _rows(page: TemplatePage, title: str, name: str, height: float, shorthand: str) -> None:
    """A repeating table of rows of one height; the last column takes the width that is left."""
    listed = columns(shorthand)
    widths = [width for _, width, _ in listed[:-1]]
    widths.append(_W - sum(widths))
    cells = [
        WordCell(text, style=_SMALL if width >= 30 else _MIDDLE)
        for width, (_, _, text) in zip(widths, listed, strict=True)
    ]
    head = _row(*[_label(label) for label, _, _ in listed], height=7)
    body = loop(name, [WordRow(cells, height, exact=True)], len(listed))
    page.add(_title(title), table(widths, [head, *body]))


def _pairs(*items: str) -> WordRow:
    """A row of label and value; an item reads `label|value` or `label|value|columns of the value`."""
    cells = []
    for item in items:
        label, value, *span = item.split("|")
        text = " ".join(f"{{{{ {name} }}}}" for name in value.split())
        cells += [_label(label), _value(text, int(span[0]) if span else 1)]
    return _row(*cells)


def _front_left(page: TemplatePage) -> None:
    rows = [
        _pairs("姓　名|basic.name", "性　别|basic.sex", "民　族|basic.ethnicity", "出生日期|basic.birth_date"),
        _pairs("工作单位|cover.unit|3", "单位性质|unit.nature", "参加工作|basic.work_started"),
        _pairs("最高学历|education.degree|3", "毕业学校\n及专业|education.school education.major|3"),
        _pairs("毕业时间|education.graduated", "学　制|education.length", "从事专业\n年　限|basic.profession_years",
               "政治面貌|basic.party"),
        _pairs("现任职称|title.name", "取得时间|title.obtained", "聘任时间|title.appointed", "任职年限|title.years"),
        _pairs("审批机关|title.approved_by|3", "行政职务|basic.administrative_post|3"),
        _pairs("申报系列\n（专业）|cover.series_major|3", "申报职称|cover.applied_title|3"),
        _pairs("申报类型|basic.track|3", "评审方式|plan.mode|3"),
        _row(_label("年度考核"), WordCell("{{ basic.assessments }}", 7, _SMALL)),
    ]  # fmt: skip
    title = P("{{ form_title }}", pt=22, font=XIAO_BIAO_SONG, align="center", line=30, after=2)
    page.add(title, table([19, 26, 19, 26, 19, 26, 19, _W - 154], rows))
    _rows(page, "继续教育与培训", "trainings", 9.5,
          "起止时间 34 period, 培训内容 76 content, 主办单位 50 organiser, 学时 0 hours")  # fmt: skip
    _rows(page, "工作经历", "work_history", 9.5,
          "起止时间 34 period, 工作单位 86 organisation, 职务（岗位） 42 post, 备注 0 note")  # fmt: skip


def _front_right(page: TemplatePage) -> None:
    _rows(page, "任现职以来主要业绩（项目）", "achievements_since", 20,
          "起止时间 29 period, 名称 40 name, 内容及本人作用 66 content, 完成情况及效果 0 effect")  # fmt: skip
    _rows(page, "获奖与专利", "honours", 9.5,
          "时间 20 date, 名称 70 name, 等级（类别） 25 grade, 授予单位（编号） 50 issuer, 排名 0 rank")  # fmt: skip
    _rows(page, "论文、著作", "papers", 9.5,
          "时间 20 date, 题目 70 title, 刊物（出版社） 45 venue, 排名 20 rank, 刊号（书号） 0 number")  # fmt: skip


def _back_left(page: TemplatePage) -> None:
    page.add(
        _title("任现职以来专业技术工作总结（摘要）"),
        table(
            [_W],
            [WordRow([WordCell("{{ summary }}", style=P("", pt=10, line=15, indent=2), valign="top")], 92, exact=True)],
        ),
    )
    checks = [_row(_label("条件"), _label("本人情况"), _label("审核结果"), height=7)]
    line = [WordCell("{{ r.name }}", style=_SMALL), WordCell("{{ r.fact }}", style=_SMALL), WordCell("", style=_SMALL)]
    checks += loop("checks", [WordRow(line, 13.5, exact=True)], 3)
    page.add(_title("对照评审条件逐项说明"), table([34, _W - 58, 24], checks))
    page.add(
        _title("是否破格及依据"),
        table(
            [40, _W - 40],
            [
                _row(_label("是否破格申报"), WordCell("{{ exceptional.answer }}", style=_SMALL), height=10),
                _row(_label("破格条件说明"), WordCell("{{ exceptional.reason }}", style=_SMALL), height=16),
            ],
        ),
    )


def _back_right(page: TemplatePage) -> None:
    pairs = (
        ("用人单位\n推荐意见", "opinions.unit"),
        ("主管部门\n审核意见", "opinions.reporting"),
        ("专家组\n评议意见", "opinions.experts"),
        ("评委会\n评审意见", "vote"),
        ("人力资源和\n社会保障部门\n审批意见", "opinions.authority"),
    )
    rows = [_row(_label(label), WordCell("", lines=_signed(key)), height=46) for label, key in pairs]
    page.add(_title("推荐、评审与审批意见"), table([30, _W - 30], rows))
    page.add(P("注：本表与评审表由同一份申报材料生成，材料摘要一致方为有效。", pt=9, font=SONG, before=4))


def _signed(key: str) -> list[P]:
    right = P("", pt=10, line=18, align="right", inset=6)
    name = "chair" if key == "vote" else "name"
    return [
        P(f"{{{{ {key}.text }}}}", pt=10, line=16, indent=2),
        P("", pt=10, line=16),
        replace(right, text=f"{{{{ {key}.seal }}}}"),
        replace(right, text=f"负责人（签名）：{{{{ {key}.{name} }}}}　　{{{{ {key}.date }}}}"),
    ]
