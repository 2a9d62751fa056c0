"""评审表, A4: cover, basic data, careers and achievements, examinations, opinions in order of the audit."""

from __future__ import annotations

from dataclasses import replace

from docx.oxml.ns import qn

from .evaluation_cover import PAPER, cover, footer
from .page import TemplatePage, place_picture
from .word_xml import HEI, P, WordCell, WordRow, columns, loop, table

_W = PAPER.width
_LABEL = P("", align="center", font=HEI, pt=10)
_LEFT = P("", align="left", pt=10.5, line=17)
_CENTRED = P("", align="center", pt=10, line=17)
_KEPT = P("", align="center", keep=True)
_PHOTO = (22, 30.8)
"""Five to seven, like a photo of one inch: width and height in millimetres."""


def _label(text: str, span: int = 1, merge: str = "") -> WordCell:
    return WordCell(text, span, _LABEL, merge)


def _value(text: str, span: int = 1) -> WordCell:
    return WordCell(text, span)


def _heading(text: str, page_break: bool = False) -> P:
    return P(text, pt=14, font=HEI, align="center", before=10, after=6, keep=True, page_break=page_break)


def build() -> bytes:
    """The template file."""
    page = TemplatePage(PAPER, "专业技术职称评审表")
    footer(page)
    cover(page)
    _basic(page)
    _histories(page)
    _results(page)
    _opinions(page)
    return page.save()


def _pairs(*items: str, height: float = 11) -> WordRow:
    """A row of label and value; an item reads `label|value` or `label|value|columns of the value`."""
    return WordRow(_cells(items), height)


def _cells(items: tuple[str, ...]) -> list[WordCell]:
    cells = []
    for item in items:
        label, value, *span = item.split("|")
        cells += [_label(label), _value(f"{{{{ {value} }}}}", int(span[0]) if span else 1)]
    return cells


def _beside_photo(*items: str, merge: str = "continue") -> WordRow:
    """The same, leaving the place of the photo at the right."""
    return WordRow([*_cells(items), WordCell("", merge=merge)], 14)


def _basic(page: TemplatePage) -> None:
    degree = {"graduated": 1, "school": 2, "major": 1, "length": 1, "degree": 1}
    heads = ("毕业时间", "毕业学校", "所学专业", "学制", "学历（学位）")
    spans = list(zip(heads, degree.values(), strict=True))
    rows = [
        _beside_photo("姓　名|basic.name", "曾用名|basic.former_name", "性　别|basic.sex", merge="restart"),
        _beside_photo("民　族|basic.ethnicity", "出生日期|basic.birth_date", "出生地|basic.birth_place"),
        _beside_photo("参加工作\n时　　间|basic.work_started", "健康状况|basic.health", "政治面貌|basic.party"),
        WordRow([_label("最高学历", merge="restart"), *(_label(head, span) for head, span in spans)], 9),
        WordRow(
            [_label("", merge="continue"), *(_value(f"{{{{ education.{n} }}}}", span) for n, span in degree.items())],
            14,
        ),
        _pairs("现任专业\n技术职称|title.name", "取得时间|title.obtained", "聘任时间|title.appointed|2", height=12),
        _pairs("审批机关|title.approved_by|3", "从事本专业\n年　限|basic.profession_years|2", height=12),
        _pairs("现从事何种\n专业技术工作|basic.current_work|6", height=14),
        _pairs("行政职务|basic.administrative_post|3", "外语语种|basic.foreign_language|2"),
        _pairs("参加何学术\n团体任何职务|basic.society_posts|6", height=14),
        _pairs("申报类型|basic.track|3", "申报途径|basic.route|2"),
        _pairs("年度考核|basic.assessments|6", height=14),
    ]
    grid = table([24, 25, 21, 30, 22, 18, 28], rows)
    page.add(_heading("一、基本情况", page_break=True), grid)
    target = grid.find(qn("w:tr")).findall(qn("w:tc"))[-1].find(qn("w:p"))
    place_picture(target, page.document, "photo", *_PHOTO, 0xE6)


def _list(page: TemplatePage, title: str, name: str, shorthand: str) -> None:
    """One repeating table."""
    listed = columns(shorthand)
    head = WordRow([_label(label) for label, _, _ in listed], 9, header=True)
    line = WordRow(
        [WordCell(text, style=_LEFT if width >= 38 and name != "years" else _CENTRED) for _, width, text in listed]
    )
    page.add(_heading(title), table([width for _, width, _ in listed], [head, *loop(name, [line], len(listed))]))


def _histories(page: TemplatePage) -> None:
    done = "起止时间 34 period, 专业技术工作名称 38 name, 工作内容及本人所起作用 56 content, 完成情况及效果 40 effect"
    _list(page, "二、参加培训情况", "trainings",
          "起止时间 36 period, 培训内容 66 content, 主办单位 46 organiser, 学时 20 hours")  # fmt: skip
    _list(page, "三、工作经历", "work_history",
          "起止时间 36 period, 工作单位 66 organisation, 职务（岗位） 44 post, 备注 22 note")  # fmt: skip
    _list(page, "四、任现职前主要工作业绩", "achievements_before", done)
    _list(page, "五、任现职以来主要工作业绩", "achievements_since", done)
    text = WordCell("{{ summary }}", style=P("", pt=10.5, line=20, indent=2), valign="top")
    page.add(_heading("六、任现职以来专业技术工作总结"), table([_W], [WordRow([text], 70)]))


def _results(page: TemplatePage) -> None:
    _list(page, "七、论文、著作", "papers",
          "发表时间 24 date, 题目 56 title, 刊物（出版社） 42 venue, "
          "本人排名 18 rank, 刊号（书号） 28 number")  # fmt: skip
    _list(page, "八、获奖与专利", "honours",
          "时间 26 date, 名称 62 name, 等级（类别） 24 grade, 授予单位（编号） 38 issuer, 排名 18 rank")  # fmt: skip
    _list(page, "九、考试成绩与面试答辩", "exams",
          "时间 26 date, 考试（面试答辩）名称 70 name, 成绩 22 score, "
          "结果 22 result, 有效期至 28 valid_until")  # fmt: skip
    _list(page, "十、年度考核与继续教育", "years",
          "年度 56 year, 年度考核结果 37 grade, 专业科目学时 37.5 professional, 公需科目学时 37.5 public")  # fmt: skip


def _signed(key: str, signer: str) -> list[P]:
    """The words of an opinion, then seal, signature and date at the right."""
    left, right = P("", pt=10.5, line=20, indent=2), P("", pt=10.5, line=20, align="right", inset=6)
    return [
        replace(left, text=f"{{{{ {key}.text }}}}"),
        P("", pt=10.5, line=20),
        replace(right, text=f"{{{{ {key}.seal }}}}"),
        replace(right, text=f"{signer}{{{{ {key}.{'chair' if key == 'vote' else 'name'} }}}}　　{{{{ {key}.date }}}}"),
    ]


def _opinion(label: str, key: str, signer: str = "负责人：") -> WordRow:
    return WordRow([_label(label), WordCell("", 5, lines=_signed(f"opinions.{key}", signer))], 36)


def _opinions(page: TemplatePage) -> None:
    kept = replace(_LABEL, keep=True)
    counts = ("members", "present", "yes", "no", "remarks")
    heads = ("总人数", "出席人数", "赞成人数", "反对人数", "备　注")
    votes = [
        WordRow([_label("评审组织\n意　　见", merge="restart"), *(WordCell(head, style=kept) for head in heads)], 9),
        WordRow(
            [_label("", merge="continue"), *(WordCell(f"{{{{ vote.{name} }}}}", style=_KEPT) for name in counts)], 11
        ),
        WordRow([_label("", merge="continue"), WordCell("", 5, lines=_signed("vote", "主任委员签名："))], 36),
    ]
    rows = [
        _opinion("用人单位\n推荐意见", "unit"),
        _opinion("呈报单位\n审核意见", "reporting"),
        _opinion("专家组\n评议意见", "experts", "组长："),
        *votes,
        _opinion("人力资源\n和社会保障\n部门审批\n意见", "authority"),
    ]
    page.add(_heading("十一、推荐、评审与审批意见", page_break=True), table([24, 28, 29, 29, 29, 29], rows))
