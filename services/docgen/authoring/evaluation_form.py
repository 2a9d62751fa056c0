"""评审表, A4: cover, basic data, careers and achievements, examinations, opinions in order of the audit."""

from __future__ import annotations

from dataclasses import replace

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement

from .page import Page, Paper, fields, place_picture
from .word_xml import FANG_SONG, HEI, SONG, XIAO_BIAO_SONG, Cell, P, Row, loop, paragraph, table

_PAPER = Paper(top=25, bottom=38, left=22, right=20, footer=8)
_W = _PAPER.width
_LABEL = P("", align="center", font=HEI, pt=10)
_LEFT = P("", align="left", pt=10.5, line=17)
_CENTRED = P("", align="center", pt=10, line=17)


def _label(text: str, span: int = 1, merge: str = "") -> Cell:
    return Cell(text, span, _LABEL, merge)


def _value(text: str, span: int = 1) -> Cell:
    return Cell(text, span)


def _heading(text: str, page_break: bool = False) -> P:
    return P(text, pt=14, font=HEI, align="center", before=10, after=6, keep=True, page_break=page_break)


def build() -> bytes:
    """The template file."""
    page = Page(_PAPER, "专业技术职称评审表")
    _footer(page)
    _cover(page)
    _basic(page)
    _histories(page)
    _results(page)
    _opinions(page)
    return page.save()


def _footer(page: Page) -> None:
    small = P("", pt=8.5, font=SONG)
    audit = P(
        "审核意见：{{ audit.statement }}　审核人：{{ audit.auditor }}　审核日期：{{ audit.date }}", pt=9, before=2
    )
    grid = table(
        [_W - 22, 22],
        [
            Row([Cell("{{ AUDIT }}", borders="none"), Cell("", borders="none", merge="restart")], 7),
            Row([Cell("", borders="none"), Cell("", borders="none", merge="continue")], 7),
            Row([Cell("", borders="none"), Cell("", borders="none", merge="continue")], 6),
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


def _put(cell: BaseOxmlElement, item: P | BaseOxmlElement) -> None:
    old = cell.find(qn("w:p"))
    cell.replace(old, paragraph(item) if isinstance(item, P) else item)


def _line_above(footer: BaseOxmlElement) -> None:
    border = parse_xml(f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>')
    footer.find(qn("w:p")).pPr.insert(0, border)


def _cover(page: Page) -> None:
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
        Row([Cell(label, style=name, borders="none", valign="bottom"), Cell("：", borders="none", valign="bottom"),
             Cell(value, style=line, borders="bottom", valign="bottom")], 15)
        for label, value in pairs
    ]  # fmt: skip
    page.add(
        P("档案编号：{{ number }}", pt=12, font=FANG_SONG, align="right"),
        P("{{ cover.year }}年度", pt=18, font=FANG_SONG, align="center", before=60),
        P("专业技术职称评审表", pt=36, font=XIAO_BIAO_SONG, align="center", before=12, after=70, spacing=1),
        table([48, 6, 90], rows, borders=False),
        P("{{ cover.issuer }}制", pt=16, font=FANG_SONG, align="center", before=110),
    )


def _basic(page: Page) -> None:
    rows = [
        Row([_label("姓　　名"), _value("{{ basic.name }}"), _label("曾用名"), _value("{{ basic.former_name }}"),
             _label("性　别"), _value("{{ basic.sex }}")], 11),
        Row([_label("民　　族"), _value("{{ basic.ethnicity }}"), _label("出生日期"), _value("{{ basic.birth_date }}"),
             _label("出生地"), _value("{{ basic.birth_place }}")], 11),
        Row([_label("参加工作\n时　　间"), _value("{{ basic.work_started }}"), _label("健康状况"),
             _value("{{ basic.health }}"), _label("政治面貌"), _value("{{ basic.party }}")], 12),
        Row([_label("最高学历", merge="restart"), _label("毕业时间"), _label("毕业学校"), _label("所学专业"),
             _label("学制"), _label("学历（学位）")], 9),
        Row([_label("", merge="continue"), _value("{{ education.graduated }}"), _value("{{ education.school }}"),
             _value("{{ education.major }}"), _value("{{ education.length }}"), _value("{{ education.degree }}")], 14),
        Row([_label("现任专业\n技术职称"), _value("{{ title.name }}"), _label("取得时间"), _value("{{ title.obtained }}"),
             _label("聘任时间"), _value("{{ title.appointed }}")], 12),
        Row([_label("审批机关"), Cell("{{ title.approved_by }}", 3), _label("从事本专业\n年　限"),
             _value("{{ basic.profession_years }}")], 12),
        Row([_label("现从事何种\n专业技术工作"), Cell("{{ basic.current_work }}", 5)], 14),
        Row([_label("行政职务"), Cell("{{ basic.administrative_post }}", 2), _label("外语语种"),
             Cell("{{ basic.foreign_language }}", 2)], 11),
        Row([_label("参加何学术\n团体任何职务"), Cell("{{ basic.society_posts }}", 5)], 14),
        Row([_label("申报类型"), Cell("{{ basic.track }}", 2), _label("申报途径"), Cell("{{ basic.route }}", 2)], 11),
        Row([_label("年度考核"), Cell("{{ basic.assessments }}", 5)], 14),
    ]  # fmt: skip
    page.add(_heading("一、基本情况", page_break=True), table([25, 28, 25, 35, 25, 30], rows))


def _list(page: Page, title: str, name: str, columns: list[tuple[str, float, str]]) -> None:
    """One repeating table: its columns are (heading, width, what is printed)."""
    head = Row([_label(label) for label, _, _ in columns], 9, header=True)
    line = Row([Cell(text, style=_LEFT if width >= 38 else _CENTRED) for _, width, text in columns])
    page.add(_heading(title), table([width for _, width, _ in columns], [head, *loop(name, [line], len(columns))]))


def _histories(page: Page) -> None:
    _list(page, "二、参加培训情况", "trainings", [
        ("起止时间", 36, "{{ r.period }}"), ("培训内容", 66, "{{ r.content }}"), ("主办单位", 46, "{{ r.organiser }}"),
        ("学时", 20, "{{ r.hours }}")])  # fmt: skip
    _list(page, "三、工作经历", "work_history", [
        ("起止时间", 36, "{{ r.period }}"), ("工作单位", 66, "{{ r.organisation }}"), ("职务（岗位）", 44, "{{ r.post }}"),
        ("备注", 22, "{{ r.note }}")])  # fmt: skip
    for title, name in (
        ("四、任现职前主要工作业绩", "achievements_before"),
        ("五、任现职以来主要工作业绩", "achievements_since"),
    ):
        _list(page, title, name, [
            ("起止时间", 34, "{{ r.period }}"), ("专业技术工作名称", 38, "{{ r.name }}"),
            ("工作内容及本人所起作用", 56, "{{ r.content }}"), ("完成情况及效果", 40, "{{ r.effect }}")])  # fmt: skip
    page.add(_heading("六、任现职以来专业技术工作总结"),
             table([_W], [Row([Cell("{{ summary }}", style=P("", pt=10.5, line=20, indent=2), valign="top")], 70)]))  # fmt: skip


def _results(page: Page) -> None:
    _list(page, "七、论文、著作", "papers", [
        ("发表时间", 26, "{{ r.date }}"), ("题目", 58, "{{ r.title }}"), ("刊物（出版社）", 44, "{{ r.venue }}"),
        ("本人排名", 18, "{{ r.rank }}"), ("刊号（书号）", 22, "{{ r.number }}")])  # fmt: skip
    _list(page, "八、获奖与专利", "honours", [
        ("时间", 26, "{{ r.date }}"), ("名称", 62, "{{ r.name }}"), ("等级（类别）", 24, "{{ r.grade }}"),
        ("授予单位（编号）", 38, "{{ r.issuer }}"), ("排名", 18, "{{ r.rank }}")])  # fmt: skip
    _list(page, "九、考试成绩与面试答辩", "exams", [
        ("时间", 26, "{{ r.date }}"), ("考试（面试答辩）名称", 70, "{{ r.name }}"), ("成绩", 22, "{{ r.score }}"),
        ("结果", 22, "{{ r.result }}"), ("有效期至", 28, "{{ r.valid_until }}")])  # fmt: skip
    _list(page, "十、年度考核与继续教育", "years", [
        ("年度", 56, "{{ r.year }}"), ("年度考核结果", 37, "{{ r.grade }}"), ("专业科目学时", 37.5, "{{ r.professional }}"),
        ("公需科目学时", 37.5, "{{ r.public }}")])  # fmt: skip


def _signed(key: str, signer: str) -> list[P]:
    """The words of an opinion, then seal, signature and date at the right."""
    left, right = P("", pt=10.5, line=20, indent=2), P("", pt=10.5, line=20, align="right")
    return [
        replace(left, text=f"{{{{ {key}.text }}}}"),
        P("", pt=10.5, line=20),
        replace(right, text=f"{{{{ {key}.seal }}}}　　"),
        replace(
            right, text=f"{signer}{{{{ {key}.{'chair' if key == 'vote' else 'name'} }}}}　　{{{{ {key}.date }}}}　　"
        ),
    ]


def _opinion(label: str, key: str, signer: str = "负责人：") -> Row:
    return Row([_label(label), Cell("", 5, lines=_signed(f"opinions.{key}", signer))], 36)


def _opinions(page: Page) -> None:
    votes = [
        Row([_label("评审组织\n意　　见", merge="restart"), _label("总人数"), _label("出席人数"), _label("赞成人数"),
             _label("反对人数"), _label("备　注")], 9),
        Row([_label("", merge="continue"), _value("{{ vote.members }}"), _value("{{ vote.present }}"),
             _value("{{ vote.yes }}"), _value("{{ vote.no }}"), _value("{{ vote.remarks }}")], 11),
        Row([_label("", merge="continue"),
             Cell("", 5, lines=_signed("vote", "主任委员签名："))], 36),
    ]  # fmt: skip
    rows = [
        _opinion("用人单位\n推荐意见", "unit"),
        _opinion("呈报单位\n审核意见", "reporting"),
        _opinion("专家组\n评议意见", "experts", "组长："),
        *votes,
        _opinion("人力资源\n和社会保障\n部门审批\n意见", "authority"),
    ]
    page.add(_heading("十一、推荐、评审与审批意见", page_break=True), table([24, 28, 29, 29, 29, 29], rows))
